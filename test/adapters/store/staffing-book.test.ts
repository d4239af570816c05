import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { openHistory } from '../../../src/adapters/store/history/open-book.ts'
import { openStaffingBook } from '../../../src/adapters/store/history/open-staffing-book.ts'
import { dayOf } from '../../../src/domain/calendar/day.ts'
import { dayIn } from '../../../src/domain/calendar/working-calendar.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { type HistoryCall, historyKinds } from '../../../src/domain/history/history.ts'
import { call } from '../../../src/domain/kpi/example-rows.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { createHalfHours, sumOfTimes } from '../../../src/domain/staffing/measured.ts'
import type { HistoryFile, HistoryStore } from '../../../src/engine/history/history-store.ts'
import { givenQueue } from '../../domain/given-line.ts'
import { anyRows } from '../../domain/history/given-history.ts'
import { dialects, finallyDo, givenDatabase, openGiven } from '../../helpers/store.ts'
import { abandonedCall, answeredCall, fact, morning } from './given-facts.ts'

const zone = 'Asia/Shanghai'
const period = (name: string) => readPeriod(name, zone) ?? assert.fail()
const files: readonly HistoryFile[] = historyKinds.map(kind => ({ kind, bytes: 1, sha256: '0', encoding: 'utf-8' }))

const keep = async (store: HistoryStore, calls: readonly HistoryCall[], name: string, whole = true) => {
  const { id } = await store.begin(name, files, 1)
  assert.deepEqual(await store.add(id, 'calls', calls, { fileIndex: 0, byte: 9, line: 2 }), [])
  if (whole) await store.finish(id, 2)
  return id
}

/** A wrap-up behind a call, or behind none. */
const wrapUp = (agentId: string, callId: string | null, from: number, ms: number): readonly Fact[] => {
  const usual = { agentId, fromReason: null, reason: null, until: null, resume: null }
  return [
    fact(from, {
      ...{ ...usual, kind: 'agent_state', from: 'talking', fromSince: from - 1_000 },
      ...{ to: 'wrap_up', callId },
    }),
    fact(from + ms, {
      ...{ ...usual, kind: 'agent_state', from: 'wrap_up', fromSince: from },
      ...{ to: 'ready', callId: null },
    }),
  ]
}

for (const dialect of dialects)
  describe(`what staffing is planned by on ${dialect}`, () => {
    const given = async (t: Parameters<typeof givenDatabase>[0]) => {
      const url = await givenDatabase(t, dialect)
      const own = await openGiven(t, url)
      const store = await openHistory(url)
      finallyDo(t, store.close)
      const book = await openStaffingBook(url)
      finallyDo(t, book.close)
      return { own, store, book }
    }

    test('given any imported calls, then half hours and times are what the definition makes of the rows, and unfinished imports are not seen', async t => {
      const { store, book } = await given(t)
      const year = period('2020')
      const from = dayOf('2020-03-01')
      let turn = 0
      await fc.assert(
        fc.asyncProperty(anyRows, async rows => {
          turn += 1
          const calls = rows.calls ?? []
          const expected = createHalfHours(year, from)
          for (const each of calls) expected.call(each)
          const id = await keep(store, calls, String(turn), false)
          const unseen = await book.halfHours(year, from)
          await store.finish(id, 2)
          const read = await book.halfHours(year, from)
          await store.drop(id)
          assert.equal(sumOfTimes(unseen.times).offered, 0)
          assert.deepEqual(read, { ...expected.end(), wrapUps: { calls: 0, ms: 0 } })
        }),
        { numRuns: 12 },
      )
    })

    test('given own calls beside imported ones, then both are one book, and wrap-ups are those behind own calls in the measured days', async t => {
      const { own, store, book } = await given(t)
      await keep(store, [call({ callId: 'h', arrivedAt: morning + 60_000, answered: 9, ended: 69 })], 'one')
      const hour = 3_600_000
      await own.append([
        ...answeredCall({ callId: 'a', arrivedAt: morning }, '1001', 5_000, 100_000),
        ...wrapUp('1001', 'a', morning + 105_000, 30_000),
        ...answeredCall({ callId: 'b', arrivedAt: morning + hour }, '1002', 5_000, 100_000),
        ...abandonedCall({ callId: 'c', arrivedAt: morning + 2 * hour }, 4_000),
        // a chat's, which names no call
        ...wrapUp('1002', null, morning + 3 * hour, 90_000),
      ])
      const week = period('2026-W10')
      const { days, times, wrapUps } = await book.halfHours(week, week.firstDay)
      assert.deepEqual(
        [16, 18, 20].map(half => days[0]?.offered[half]),
        [2, 1, 1],
      )
      assert.deepEqual(wrapUps, { calls: 2, ms: 30_000 })
      const { offered, answered, abandoned, abandonedShort, talks, talkMs, waitedMs } = sumOfTimes(times)
      assert.deepEqual([offered, answered, abandoned, abandonedShort], [4, 3, 1, 1])
      assert.deepEqual([talks, talkMs, waitedMs], [3, 260_000, 23_000])
      const later = await book.halfHours(week, week.firstDay + 1)
      assert.deepEqual([sumOfTimes(later.times).offered, later.wrapUps], [0, { calls: 0, ms: 0 }])
      assert.equal((await book.calls(period('2026-03-02'))).length, 4)
      assert.equal((await book.calls(period('2026-03-03'))).length, 0)
    })

    test('given days off and a queue that the house has set, then they hold; without, those of the notices, and no queue', async t => {
      const { own, book } = await given(t)
      const kindOf = async (date: string) => dayIn(await book.calendar(), dayOf(date)).kind
      assert.deepEqual([await kindOf('2026-10-01'), await kindOf('2026-03-03')], ['holiday', 'workday'])
      assert.equal(await book.queue(), null)
      const overlay = {
        ...{ id: 'typhoon', scope: 'city', version: 1, url: '', title: 'x', knownFrom: '2026-03-01', working: [] },
        off: [{ date: '2026-03-03', name: '停工' }],
      }
      const changed = {
        setting: 'calendar_overlay',
        key: 'typhoon',
        version: 1,
        document: overlay,
        by: 'admin',
      } as const
      await own.append([fact(morning, { kind: 'setting_changed', ...changed })])
      await own.write.saveQueue(givenQueue({ id: 'main' }))
      assert.equal(await kindOf('2026-03-03'), 'holiday')
      assert.equal((await book.queue())?.id, 'main')
    })
  })
