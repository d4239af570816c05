import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type DayNumber, dateOf, dayOf, startOfDay } from '../../../src/domain/calendar/day.ts'
import type { BookCall } from '../../../src/domain/kpi/book.ts'
import type { Period } from '../../../src/domain/kpi/period.ts'
import { createHalfHours } from '../../../src/domain/staffing/measured.ts'
import type { PlanSettings } from '../../../src/domain/staffing/plan.ts'
import { usualTerms } from '../../../src/domain/staffing/read-words.ts'
import { usualPatterns } from '../../../src/domain/staffing/shifts.ts'
import { makePlan } from '../../../src/engine/staffing/make-plan.ts'
import { replayDay } from '../../../src/engine/staffing/replay-day.ts'
import type { StaffingBook } from '../../../src/engine/staffing/staffing-book.ts'
import { givenQueue } from '../../domain/given-line.ts'
import { calendar } from '../../domain/staffing/given-past.ts'

const zone = 'Asia/Shanghai'
const settings: PlanSettings = { ...usualTerms, assumedWrapUp: 30, load: 'expected', patterns: usualPatterns }

/** So many calls a day, each five minutes from 8:00 on, answered after 5 s but for each tenth, who gives up after 20 s; no two days differ. */
const callsOf = (day: DayNumber, zone: string, count = 60): BookCall[] =>
  Array.from({ length: count }, (_, n) => {
    const arrivedAt = startOfDay(day, zone) + (8 * 60 + n * 5) * 60_000
    const gaveUp = n % 10 === 9
    return {
      direction: 'inbound',
      purpose: 'hotline',
      arrivedAt,
      answeredAt: gaveUp ? null : arrivedAt + 5_000,
      endedAt: arrivedAt + (gaveUp ? 20_000 : 305_000),
      endCause: gaveUp ? 'abandoned' : 'completed',
    }
  })

/** A book of days that are all alike, which notes what it was asked for. */
const givenBook = (asked: string[] = []): StaffingBook => {
  const each = (period: Period, take: (call: BookCall) => void) => {
    for (let day = period.firstDay; day <= period.lastDay; day += 1) for (const call of callsOf(day, zone)) take(call)
  }
  return {
    async halfHours(period, measuredFrom) {
      asked.push(`${dateOf(period.firstDay)}..${dateOf(period.lastDay)} from ${dateOf(measuredFrom)}`)
      const halfHours = createHalfHours(period, measuredFrom)
      each(period, halfHours.call)
      return { ...halfHours.end(), wrapUps: { calls: 0, ms: 0 } }
    },
    async calls(period) {
      const calls: BookCall[] = []
      each(period, call => calls.push(call))
      return calls
    },
    calendar: async () => calendar,
    queue: async () => null,
    close: async () => {},
  }
}

describe('a plan out of the book', () => {
  test('given a day to come, then all up to yesterday is known; given a past day, then only what came before it', async () => {
    const asked: string[] = []
    const now = Date.parse('2026-05-12T10:00:00+08:00')
    const coming = await makePlan(givenBook(asked), settings, { first: dayOf('2026-05-20'), count: 1, zone, now })
    assert.equal(dateOf(coming.origin), '2026-05-11')
    assert.deepEqual(asked, ['2024-01-11..2026-05-11 from 2026-03-17'])
    const past = await makePlan(givenBook(), settings, { first: dayOf('2026-05-06'), count: 1, zone, now })
    assert.equal(dateOf(past.origin), '2026-05-05')
    const [day] = coming.days
    assert.ok(day?.none === null)
    assert.equal(Math.round(day.calls), 60)
    assert.equal(day.halfHours[0]?.handling, 330)
  })
})

describe('a past day played again', () => {
  const wish = {
    ...{ day: dayOf('2026-05-12'), zone, seed: 1, answerMs: 3_000, noticeMs: 0, wrapUpMs: 10_000 },
    staff: [
      [0, 1],
      [20, 3],
    ] as const,
  }
  const queue = givenQueue({ notice: null })

  test('given other agents, then what was booked stands beside what comes of the same callers; the same each time', async () => {
    const done = (await replayDay(givenBook(), wish, queue)) ?? assert.fail()
    const { booked, replayed, knownPatience, knownTalk, patience, wrapUpMs } = done
    assert.deepEqual([booked.offered, booked.answered, booked.abandoned, booked.abandonedShort], [60, 54, 6, 0])
    assert.deepEqual([knownPatience, knownTalk, wrapUpMs], [6, 54, 10_000])
    assert.equal(patience, (54 * 5 + 6 * 20) / 6)
    assert.equal(replayed.offered, 60)
    assert.equal(replayed.answered + replayed.abandoned, 60)
    // one agent until ten cannot take a call of five minutes each five minutes, three can
    assert.ok(replayed.answered > 30 && replayed.answered < 60, String(replayed.answered))
    assert.deepEqual(await replayDay(givenBook(), wish, queue), done)
    const many = await replayDay(givenBook(), { ...wish, staff: [[0, 9]] }, queue)
    assert.deepEqual([many?.replayed.answered, many?.replayed.waits.at(-1)], [60, 3_000])
  })

  test('given a day of which no call is known, then there is nothing to play', async () => {
    const empty: StaffingBook = { ...givenBook(), calls: async () => [] }
    assert.equal(await replayDay(empty, wish, queue), null)
  })
})
