import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sheetOf } from '../src/adapters/files/forecast/sheet.ts'
import { workbookOf } from '../src/adapters/files/forecast/workbook.ts'
import { openStaffingBook } from '../src/adapters/store/history/open-staffing-book.ts'
import { dayOf, localDay, parsePlainDate } from '../src/domain/calendar/day.ts'
import type { PlanSettings } from '../src/domain/staffing/plan.ts'
import { planInWords } from '../src/domain/staffing/plan-in-words.ts'
import { readGoal, readShift, readStaff, usualTerms } from '../src/domain/staffing/read-words.ts'
import { type ShiftPattern, usualPatterns } from '../src/domain/staffing/shifts.ts'
import { answeredIn, waitQuantile } from '../src/engine/replay/replay.ts'
import { makePlan, mostPlannedDays } from '../src/engine/staffing/make-plan.ts'
import { replayDay } from '../src/engine/staffing/replay-day.ts'
import type { StaffingBook } from '../src/engine/staffing/staffing-book.ts'
import { firstQueue } from '../src/seed.ts'
import { planAsTable, replayAsTable } from './forecast/table.ts'
import { countOf, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run forecast -- [--from 2026-12-07] [--days 7] [--out FOLDER] [--goal 95/15] [--load high|expected] [--fewest 2] [--away 10] [--wrap-up 60] [--shift "早班 07:30-15:30 11:00 11:30"]… [--city NAME]
 * npm run forecast -- --replay 2026-11-30 --agents 8|FILE [--seed 1] [--ring 3] [--notice 5] [--wrap-up 60] [--goal 95/15] [--out FOLDER]
 *
 * Calls of coming days with ranges, the seats they need, shifts, and how well the method did before: printed, and with a folder written to forecast.json, forecast.html and forecast.xlsx in it. Or a past
 * day played again through the real routing with another number of agents (of all day, or a line for each half hour from which it changes: `08:00 6`): printed, and written to replay.json. May run beside the hotline.
 */

const usage = [
  'npm run forecast -- [--from 2026-12-07] [--days 1…31] [--out FOLDER] [--goal 95/15|95] [--load high|expected] [--fewest 2] [--away 10] [--wrap-up 60] [--shift "早班 07:30-15:30 11:00 11:30"] [--city NAME]',
  'npm run forecast -- --replay 2026-11-30 --agents 8|FILE [--seed 1] [--ring 3] [--notice 5] [--wrap-up 60] [--goal 95/15] [--out FOLDER]',
].join('\n')

const options = {
  from: { type: 'string' },
  days: { type: 'string' },
  out: { type: 'string' },
  goal: { type: 'string' },
  load: { type: 'string' },
  fewest: { type: 'string' },
  away: { type: 'string' },
  'wrap-up': { type: 'string' },
  city: { type: 'string' },
  replay: { type: 'string' },
  agents: { type: 'string' },
  seed: { type: 'string' },
  ring: { type: 'string' },
  notice: { type: 'string' },
  shift: { type: 'string', multiple: true },
} as const

/** How long an agent's phone rings, and the recording notice of the sounds that come with the hotline, in seconds. */
const usualRing = 3
const usualNotice = 5

const read = () => readArguments(options, usage)
type Values = ReturnType<typeof read>['values']

/** A whole number of seconds, agents or percent within bounds. */
const whole = (text: string | undefined, usual: number, most: number): number => {
  if (text === undefined) return usual
  if (!/^\d{1,6}$/.test(text) || Number(text) > most) throw new UsageError(usage)
  return Number(text)
}

const dayIn = (text: string): number => {
  const date = parsePlainDate(text)
  if (date === null) throw new UsageError(usage)
  return dayOf(date)
}

/** Whoever reads a file meanwhile has the old one or the new one, whole. */
const write = (folder: string, name: string, content: string | Uint8Array): void => {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
  console.log(path)
}

const patternsIn = (texts: readonly string[] | undefined): readonly ShiftPattern[] =>
  (texts ?? []).map(text => {
    const pattern = readShift(text)
    if (pattern === null) throw new UsageError(`${text}: ${usage}`)
    return pattern
  })

const goalIn = (text: string | undefined) => {
  const goal = text === undefined ? usualTerms.goal : readGoal(text)
  if (goal === null) throw new UsageError(usage)
  return goal
}

const plan = async (book: StaffingBook, zone: string, values: Values): Promise<void> => {
  const now = Date.now()
  const count = countOf(values.days, usage) ?? 7
  const load = values.load ?? 'high'
  if (count > mostPlannedDays || (load !== 'high' && load !== 'expected')) throw new UsageError(usage)
  const own = patternsIn(values.shift)
  const settings: PlanSettings = {
    goal: goalIn(values.goal),
    fewest: Math.max(1, whole(values.fewest, usualTerms.fewest, 500)),
    shrinkage: whole(values.away, usualTerms.shrinkage * 100, 80) / 100,
    assumedWrapUp: values['wrap-up'] === undefined ? null : whole(values['wrap-up'], 0, 3_600),
    load,
    patterns: own.length > 0 ? own : usualPatterns,
  }
  const first = values.from === undefined ? localDay(now, zone) + 1 : dayIn(values.from)
  const made = await makePlan(book, settings, { first, count, zone, now })
  console.log(planAsTable(made))
  if (values.out === undefined) return
  mkdirSync(values.out, { recursive: true })
  console.log('')
  write(values.out, 'forecast.json', `${JSON.stringify(planInWords(made), null, 2)}\n`)
  write(values.out, 'forecast.html', sheetOf(made, values.city ?? ''))
  write(values.out, 'forecast.xlsx', await workbookOf(made))
}

const staffIn = (text: string | undefined): readonly (readonly [number, number])[] => {
  if (text === undefined) throw new UsageError(usage)
  if (/^\d{1,4}$/.test(text)) return [[0, Number(text)]]
  if (!existsSync(text)) throw new UsageError(`没有这个文件 There is no such file: ${text}`)
  const read = readStaff(readFileSync(text, 'utf8'))
  if (read.kind === 'fault')
    throw new UsageError(
      `${text}:${read.line}: 每行应为“08:00 6”，首行 00:00，依次向后。Each line is "08:00 6", the first 00:00, one later than the other.`,
    )
  return read.from
}

const whatIf = async (book: StaffingBook, zone: string, date: string, values: Values): Promise<void> => {
  const { seconds } = goalIn(values.goal)
  const staff = staffIn(values.agents)
  const wish = {
    ...{ day: dayIn(date), zone, staff, seed: whole(values.seed, 1, 999_999) },
    answerMs: whole(values.ring, usualRing, 60) * 1_000,
    noticeMs: whole(values.notice, usualNotice, 60) * 1_000,
    wrapUpMs: whole(values['wrap-up'], 0, 3_600) * 1_000,
  }
  const done = await replayDay(book, wish, firstQueue(wish.wrapUpMs, true))
  if (done === null) throw new UsageError(`${date}: 当日没有可重演的来电。There are no calls of that day to be played.`)
  console.log(replayAsTable(done, seconds))
  if (values.out === undefined) return
  mkdirSync(values.out, { recursive: true })
  const { waits, ...counts } = done.replayed
  const quantiles = [0.5, 0.9, 0.95, 1].map(share => waitQuantile(done.replayed, share))
  const replayed = {
    ...counts,
    answeredWithin: { seconds, calls: answeredIn(done.replayed, seconds) },
    waitMs: { p50: quantiles[0], p90: quantiles[1], p95: quantiles[2], longest: quantiles[3] },
  }
  const { waits: _, ...booked } = done.booked
  console.log('')
  write(values.out, 'replay.json', `${JSON.stringify({ ...wish, day: date, booked, replayed }, null, 2)}\n`)
}

await runCommand(async () => {
  const { values, positionals } = read()
  if (positionals.length > 0) throw new UsageError(usage)
  const { database, zone } = storeSettings(process.env)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openStaffingBook(database)
  try {
    if (values.replay === undefined) await plan(book, zone, values)
    else await whatIf(book, zone, values.replay, values)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  } finally {
    await book.close()
  }
})
