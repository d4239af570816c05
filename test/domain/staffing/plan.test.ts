import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dayOf } from '../../../src/domain/calendar/day.ts'
import type { BookCall } from '../../../src/domain/kpi/book.ts'
import { periodOf } from '../../../src/domain/kpi/period.ts'
import {
  behaviourOf,
  type CallTimes,
  createHalfHours,
  fewestTalks,
  noTimes,
  sumOfTimes,
} from '../../../src/domain/staffing/measured.ts'
import { type PlanSettings, planOf } from '../../../src/domain/staffing/plan.ts'
import { nationalGoal } from '../../../src/domain/staffing/seats.ts'
import { proposeShifts, type ShiftPattern, usualPatterns } from '../../../src/domain/staffing/shifts.ts'
import { seeded } from '../../engine/simulation/random.ts'
import { calendar, givenPast } from './given-past.ts'

const zone = 'Asia/Shanghai'
const near = (value: number | undefined, wanted: number, share: number, what: string) =>
  assert.ok(value !== undefined && Math.abs(value - wanted) <= share * wanted, `${what}: ${value}, not ${wanted}`)

describe('what is measured of calls', () => {
  const at = (clock: string) => Temporal.Instant.from(`2026-05-06T${clock}+08:00`).epochMilliseconds
  const call = (arrived: string, but: Partial<BookCall> = {}): BookCall => ({
    direction: 'inbound',
    purpose: 'hotline',
    arrivedAt: at(arrived),
    answeredAt: null,
    endedAt: null,
    endCause: null,
    ...but,
  })
  const answered = (arrived: string, taken: string, ended: string) =>
    call(arrived, { answeredAt: at(taken), endedAt: at(ended), endCause: 'completed' })
  const gone = (arrived: string, ended: string, endCause: BookCall['endCause'] = 'abandoned') =>
    call(arrived, { endedAt: at(ended), endCause })

  test('given calls, then each offered one is in the half hour of its arrival, and waits and talks are summed up', () => {
    const day = dayOf('2026-05-06')
    const book = createHalfHours(periodOf('', day - 1, day, zone) ?? assert.fail(), day)
    for (const each of [
      answered('09:00:00', '09:00:10', '09:03:00'),
      answered('09:29:59', '09:30:59', '09:31:59'),
      gone('09:10:00', '09:10:05'),
      gone('09:10:00', '09:10:50'),
      gone('09:20:00', '09:21:00', 'overflow'),
      gone('09:20:00', '09:20:00', 'rejected'),
      call('09:25:00'),
      call('09:40:00', { direction: 'outbound' }),
      call('09:40:00', { purpose: 'other' }),
      // the day before is counted, not measured
      call('09:00:00', { arrivedAt: at('09:00:00') - 86_400_000, endedAt: at('10:00:00'), endCause: 'abandoned' }),
      // and other days are passed over
      call('09:00:00', { arrivedAt: at('09:00:00') + 86_400_000 }),
    ])
      book.call(each)
    const { days, times } = book.end()
    assert.deepEqual(
      days.map(({ offered }) => [offered[18], offered[19]]),
      [
        [1, 0],
        [6, 0],
      ],
    )
    assert.deepEqual(times[18], {
      offered: 6,
      answered: 2,
      abandoned: 2,
      abandonedShort: 1,
      waitedMs: 10_000 + 60_000 + 5_000 + 50_000 + 60_000,
      waitedBeyondMs: 5_000 + 55_000 + 45_000 + 55_000,
      talks: 2,
      talkMs: 230_000,
    })
    assert.deepEqual(sumOfTimes(times), times[18])
    const { patience, patienceNet, talk, wrapUp } = behaviourOf(times, { calls: 4, ms: 90_000 })
    assert.deepEqual(
      [patience, patienceNet],
      [
        { seconds: 92.5, of: 2 },
        { seconds: 160, of: 1 },
      ],
    )
    assert.deepEqual(
      [talk, wrapUp],
      [
        { seconds: 115, of: 2 },
        { seconds: 22.5, of: 4 },
      ],
    )
  })

  test('given callers of exponential patience who are answered or not, then patience is found again where answers cut waits short', () => {
    const random = seeded(3)
    const day = dayOf('2026-05-06')
    const book = createHalfHours(periodOf('', day, day, zone) ?? assert.fail(), day)
    for (let n = 0; n < 20_000; n += 1) {
      const [arrivedAt, gives, free] = [at('10:00:00'), random.exponential(100_000), random.exponential(20_000)]
      const isAnswered = free < gives
      book.call({
        ...call('10:00:00'),
        answeredAt: isAnswered ? arrivedAt + free : null,
        endedAt: arrivedAt + (isAnswered ? free + 60_000 : gives),
        endCause: isAnswered ? 'completed' : 'abandoned',
      })
    }
    const { patience, patienceNet } = behaviourOf(book.end().times, { calls: 0, ms: 0 })
    near(patience?.seconds, 100, 0.05, 'patience')
    near(patienceNet?.seconds, 100, 0.05, 'patience without short abandons')
  })

  test('given nothing, then nothing is known; a half hour with few talks has the mean of all', () => {
    const nothing = behaviourOf([noTimes], { calls: 0, ms: 0 })
    assert.deepEqual(nothing, { patience: null, patienceNet: null, talk: null, talkByHalfHour: [null], wrapUp: null })
    const many: CallTimes = { ...noTimes, talks: fewestTalks, talkMs: fewestTalks * 100_000 }
    const few: CallTimes = { ...noTimes, talks: fewestTalks - 1, talkMs: (fewestTalks - 1) * 300_000 }
    const [first, second] = behaviourOf([many, few], { calls: 0, ms: 0 }).talkByHalfHour
    assert.equal(first, 100)
    near(second ?? undefined, 199.5, 0.001, 'the mean of all')
  })
})

describe('shifts', () => {
  const pattern = (start: number, length: number, breaks: readonly number[] = []): ShiftPattern => ({
    name: { zh: `${start}`, en: `${start}` },
    start,
    length,
    breaks,
  })

  test('given any need and kinds of shifts, then every half hour is covered, nobody can be spared, and what is over is told', () => {
    const needs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 48, maxLength: 48 })
    const patterns = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 47 }),
        length: fc.integer({ min: 4, max: 20 }),
        breakAt: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    let proposed = 0
    fc.assert(
      fc.property(fc.array(needs, { minLength: 1, maxLength: 3 }), patterns, (days, of) => {
        const need = days.flat()
        // round the clock, whatever else there is
        const all = [
          pattern(0, 24, [5, 6]),
          pattern(24, 26, [9, 12]),
          ...of.map(each => pattern(each.start, each.length, [each.breakAt])),
        ]
        const given = proposeShifts(need, all)
        assert.deepEqual(proposeShifts(need, all), given)
        if (given.kind !== 'proposal') return assert.fail('it can be covered')
        proposed += 1
        const thereWithout = (left: number) => {
          const there = new Array<number>(need.length).fill(0)
          for (const [
            index,
            {
              day,
              pattern: { start, length },
              breakAt,
              agents,
            },
          ] of given.shifts.entries())
            for (let n = 0; n < length; n += 1) {
              const half = day * 48 + start + n
              if (n !== breakAt && half >= 0 && half < need.length)
                there[half] = (there[half] ?? 0) + agents - (index === left ? 1 : 0)
            }
          return there
        }
        const covers = (there: readonly number[]) => there.every((each, half) => each >= (need[half] ?? 0))
        const all48 = thereWithout(-1)
        assert.deepEqual(all48, given.there)
        assert.ok(covers(all48))
        for (const index of given.shifts.keys()) assert.ok(!covers(thereWithout(index)))
        assert.equal(
          given.over,
          all48.reduce((sum, each, half) => sum + each - (need[half] ?? 0), 0),
        )
        assert.equal(
          given.agentShifts,
          given.shifts.reduce((sum, { agents }) => sum + agents, 0),
        )
        assert.ok(given.agentShifts >= given.atLeast)
      }),
      { numRuns: 150 },
    )
    assert.equal(proposed, 150)
  })

  test('given a need that a kind of shift fits, then it is taken so often and nothing is over', () => {
    const need = Array.from({ length: 48 }, (_, half) => (half >= 16 && half < 32 ? 3 : 0))
    const given = proposeShifts(need, [pattern(16, 16), pattern(14, 16)])
    assert.ok(given.kind === 'proposal')
    assert.deepEqual(
      [given.shifts.map(({ day, pattern: { start }, agents }) => [day, start, agents]), given.over, given.atLeast],
      [[[0, 16, 3]], 0, 3],
    )
  })

  test('given shifts of which the one that helps most at first is not needed in the end, then it is spared', () => {
    const need = Array.from({ length: 48 }, (_, half) => (half < 6 ? 1 : 0))
    const given = proposeShifts(need, [pattern(0, 5, [3]), pattern(0, 4, [2]), pattern(2, 4, [1])])
    assert.ok(given.kind === 'proposal')
    assert.deepEqual(
      given.shifts.map(({ day, pattern: { start, length } }) => [day, start, length]),
      [
        [0, 0, 4],
        [0, 2, 4],
      ],
    )
  })

  test('given shifts of which one can take the place of two that were taken at first, then it does', () => {
    const need = Array.from({ length: 48 }, (_, half) => (half >= 2 && half < 9 ? 2 : 0))
    const given = proposeShifts(need, [pattern(2, 5, [2]), pattern(1, 5), pattern(5, 4, [1]), pattern(4, 4)])
    assert.equal(given.kind === 'proposal' && given.agentShifts, 5)
  })

  test('given half hours that no shift reaches, then they are named', () => {
    const need = new Array<number>(48).fill(1)
    const given = proposeShifts(need, [pattern(1, 46, [10])])
    assert.deepEqual(given, { kind: 'not_coverable', halfHours: [0, 11, 47] })
    assert.deepEqual(proposeShifts([0, 0], []), {
      kind: 'proposal',
      shifts: [],
      agentShifts: 0,
      atLeast: 0,
      needed: 0,
      over: 0,
      there: [0, 0],
    })
  })
})

describe('the plan', () => {
  const settings: PlanSettings = {
    goal: nationalGoal,
    fewest: 2,
    shrinkage: 0.1,
    assumedWrapUp: 60,
    load: 'high',
    patterns: usualPatterns,
  }
  const times: readonly CallTimes[] = Array.from({ length: 48 }, () => ({
    ...noTimes,
    offered: 500,
    answered: 480,
    abandoned: 20,
    waitedMs: 20 * 100_000,
    talks: 480,
    talkMs: 480 * 205_000,
  }))
  const past = givenPast('2024-06-01', 709)
  const origin = dayOf('2026-05-10')
  const parts = { past, times, wrapUps: { calls: 0, ms: 0 }, calendar, zone }

  test('given a past, then each half hour has what is expected, its range, and seats that rise with the load; two at night', () => {
    const plan = planOf(parts, settings, origin, origin + 1, 7)
    assert.ok(plan.shifts?.kind === 'proposal' && plan.spread && plan.backTest)
    for (const day of plan.days) {
      assert.ok(day.none === null && day.range !== null)
      assert.ok(day.range.low < day.calls && day.calls < day.range.high)
      for (const { calls, highCalls, seats, highSeats, planned, handling } of day.halfHours) {
        assert.ok(highCalls !== null && seats !== null && highSeats !== null && planned !== null)
        assert.equal(handling, 265)
        assert.ok(highCalls >= calls && highSeats >= seats && seats >= 2 && planned >= highSeats)
      }
      assert.equal(day.halfHours[6]?.seats, 2)
    }
    const [monday] = plan.days
    assert.ok(monday?.none === null)
    assert.ok((monday.halfHours[19]?.seats ?? 0) >= 7 && (monday.halfHours[19]?.seats ?? 0) <= 10)
    const need = plan.days.flatMap(day => (day.none === null ? day.halfHours.map(({ planned }) => planned ?? 0) : []))
    assert.ok(
      need.every((each, half) => (plan.shifts?.kind === 'proposal' ? (plan.shifts.there[half] ?? 0) : 0) >= each),
    )
    const expected = planOf(parts, { ...settings, load: 'expected' }, origin, origin + 1, 7)
    assert.ok(expected.shifts?.kind === 'proposal' && expected.shifts.agentShifts < plan.shifts.agentShifts)
  })

  test('given that wrap-up is neither measured nor assumed, or a day of which nothing can be said, then seats and shifts are unknown and nothing is guessed', () => {
    const unknown = planOf(parts, { ...settings, assumedWrapUp: null }, origin, origin + 1, 1)
    const [day] = unknown.days
    assert.ok(day?.none === null)
    assert.deepEqual([day.halfHours[20]?.seats, day.halfHours[20]?.planned, unknown.shifts], [null, null, null])
    const far = planOf(parts, settings, origin, dayOf('2026-12-31'), 2)
    assert.deepEqual(far.days[1], { day: dayOf('2027-01-01'), none: 'year_not_loaded' })
    assert.equal(far.shifts, null)
    // measured goes before assumed
    const measured = planOf({ ...parts, wrapUps: { calls: 10, ms: 300_000 } }, settings, origin, origin + 1, 1)
    assert.equal(measured.days[0]?.none === null && measured.days[0].halfHours[0]?.handling, 235)
    const empty = planOf({ ...parts, past: [] }, settings, origin, origin + 1, 1)
    assert.deepEqual([empty.days[0]?.none, empty.knownDays], ['too_little_history', 0])
  })

  test('given a day of 23 hours, then the hour that is left out needs nobody', () => {
    const berlin = { ...parts, past: givenPast('2025-06-01', 300, { zone: 'Europe/Berlin' }), zone: 'Europe/Berlin' }
    const [day] = planOf(berlin, settings, dayOf('2026-03-27'), dayOf('2026-03-29'), 1).days
    assert.ok(day?.none === null)
    assert.deepEqual(
      [3, 4, 5, 6].map(half => day.halfHours[half]?.seats),
      [2, 0, 0, 2],
    )
  })
})
