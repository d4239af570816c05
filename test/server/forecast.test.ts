import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { openStaffingBook } from '../../src/adapters/store/history/open-staffing-book.ts'
import { askProcess, NoAnswer } from '../../src/ask-process.ts'
import { dayOf, startOfDay } from '../../src/domain/calendar/day.ts'
import { planInWords } from '../../src/domain/staffing/plan-in-words.ts'
import { usualTerms } from '../../src/domain/staffing/read-words.ts'
import { usualPatterns } from '../../src/domain/staffing/shifts.ts'
import type { ForecastQuestion } from '../../src/engine/staffing/forecast-desk.ts'
import { makePlan } from '../../src/engine/staffing/make-plan.ts'
import { openForecasts } from '../../src/forecasts.ts'
import { givenPast } from '../domain/staffing/given-past.ts'
import { virtualClock } from '../engine/cases/virtual-clock.ts'
import { dialects, givenDatabase, givenFolder, keptLog } from '../helpers/store.ts'

const zone = 'Asia/Shanghai'
const iso = (at: number): string => new Date(at).toISOString()

/** Days of calls as a file, each answered after 8 s, each twentieth given up after 30 s. */
const callsOf = (first: string, days: number): string => {
  const rows = [
    'call_id,direction,purpose,arrived_at,queued_at,answered_at,ended_at,end_cause,number,agent_id,case_no,task_id',
  ]
  for (const { day, offered } of givenPast(first, days, { mean: 40 }))
    for (const [half, calls] of offered.entries())
      for (let n = 0; n < calls; n += 1) {
        const at = startOfDay(day, zone) + half * 1_800_000 + Math.floor((n * 1_800_000) / calls)
        const ends =
          rows.length % 20 === 0
            ? `,${iso(at + 30_000)},abandoned`
            : `${iso(at + 8_000)},${iso(at + 208_000)},completed`
        rows.push(`c${rows.length},inbound,hotline,${iso(at)},,${ends},,,,`)
      }
  return `${rows.join('\r\n')}\r\n`
}

const importCalls = (folder: string, database: string): void => {
  const past = join(folder, 'past')
  mkdirSync(past)
  writeFileSync(join(past, 'calls.csv'), callsOf('2026-05-07', 130))
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, YIHAO_DATABASE: database, YIHAO_DATA: folder } as NodeJS.ProcessEnv
  assert.equal(spawnSync(process.execPath, [join('scripts', 'import.ts'), past], { env }).status, 0)
}

const question: ForecastQuestion = {
  ...{ first: dayOf('2026-09-14'), count: 2, goal: usualTerms.goal },
  ...{ load: 'high', assumedWrapUp: 60 },
}

for (const dialect of dialects)
  describe(`the forecast that pages ask for, wired as in the server, on ${dialect}`, () => {
    test('given a past, then a process of its own makes the plan that the store has in it', async t => {
      const database = await givenDatabase(t, dialect)
      importCalls(givenFolder(t), database)
      const clock = virtualClock(startOfDay(dayOf('2026-09-14'), zone) + 3_600_000)
      const log = keptLog()
      const { plan, madeAt } = await openForecasts({ config: { database, zone }, clock, log }).plan(question)
      assert.equal(madeAt, clock.now())
      assert.deepEqual([plan.knownUpTo, plan.days.length, plan.backTest?.days], ['2026-09-13', 2, 56])
      assert.ok((plan.shifts?.agentShifts ?? 0) > 0)
      const book = await openStaffingBook(database)
      const { first, count, ...wish } = question
      const { fewest, shrinkage } = usualTerms
      const settings = { ...wish, fewest, shrinkage, patterns: usualPatterns }
      const here = planInWords(await makePlan(book, settings, { first, count, zone, now: clock.now() }))
      await book.close()
      assert.deepEqual(plan, JSON.parse(JSON.stringify(here)))
      assert.deepEqual(log.lines, [])
    })
  })

describe('the process of a forecast', () => {
  test('given a store that cannot be opened, then a code says that it failed and the log why', async t => {
    const database = `sqlite:${join(givenFolder(t), 'none', 'yihao.db')}`
    const log = keptLog()
    const clock = virtualClock(startOfDay(dayOf('2026-09-14'), zone))
    const desk = openForecasts({ config: { database, zone }, clock, log })
    await assert.rejects(desk.plan(question), { code: 'forecast_failed' })
    const { err } = (log.lines[0] ?? assert.fail()).about as { readonly err: Error }
    assert.match(String(err.cause), /directory does not exist/)
  })

  test('given a process that is not done in its time, then it is ended, and that it was late is told', async () => {
    const file = new URL('../../src/forecast-process.ts', import.meta.url)
    await assert.rejects(askProcess(file, {}, 1), error => error instanceof NoAnswer && error.late)
  })

  test('given a process that ends without an answer, then it is told, and that it was not late', async t => {
    const file = join(givenFolder(t), 'ends.mjs')
    writeFileSync(file, "process.once('message', () => process.exit(3))")
    await assert.rejects(
      askProcess(new URL(`file://${file}`), { any: 1 }, 60_000),
      error => error instanceof NoAnswer && !error.late && /ended with 3/.test(error.message),
    )
  })
})
