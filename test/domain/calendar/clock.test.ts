import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { changedDues } from '../../../src/domain/calendar/changed-dues.ts'
import { type Clock, type ClockChange, dueOf, suspendedDue } from '../../../src/domain/calendar/clock.ts'
import { type Counting, defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { dateOf, localDay } from '../../../src/domain/calendar/day.ts'
import { dueAfter } from '../../../src/domain/calendar/due.ts'
import { explain } from '../../../src/domain/calendar/explain.ts'
import { type Limit, minutes, workingDays } from '../../../src/domain/calendar/limit.ts'
import { counts, dayIn, workdaysBetween } from '../../../src/domain/calendar/working-calendar.ts'
import { workingTimeBetween } from '../../../src/domain/calendar/working-time.ts'
import { at, calendar, calendarBefore, calendarOf, instantOfDue, noticeOf, overlay } from './given-calendar.ts'

const day = 86_400_000
const closing: Counting = { ...defaultCounting, dueAt: 'close_of_business' }
const clock = (startedAt: string, limit: Limit | number, ...changes: readonly ClockChange[]): Clock => ({
  startedAt: at(startedAt),
  limit: typeof limit === 'number' ? workingDays(limit) : limit,
  changes,
})
const suspended = (from: string, until: string | null): ClockChange => ({
  kind: 'suspended',
  from: at(from),
  until: until === null ? null : at(until),
})
const end = (of: Clock, by = calendar, counting = defaultCounting): number => instantOfDue(dueOf(of, by, counting))
const lastDay = (of: Clock, by = calendar, counting = defaultCounting): string =>
  dateOf(localDay(end(of, by, counting) - 1, counting.zone))

const instant = fc.integer({ min: at('2019-01-01 00:00'), max: at('2026-03-01 00:00') })
const counting = fc.constantFrom(defaultCounting, closing)
const limit = fc.record({
  count: fc.integer({ min: 1, max: 20 }),
  unit: fc.constantFrom('minute', 'hour', 'day', 'working_day'),
  calendar: fc.constant('working'),
}) as fc.Arbitrary<Limit>

/** A clock with what may move it: extensions, and suspensions that follow each other. */
const moved = fc
  .tuple(instant, limit, fc.array(fc.tuple(fc.nat(4 * day), fc.nat(12 * day), limit, fc.nat(2)), { maxLength: 4 }))
  .map(([startedAt, of, steps]): Clock => {
    let now = startedAt
    const changes = steps.map(([after, long, by, kind]): ClockChange => {
      if (kind === 0) return { kind: 'extended', by }
      const from = now + after
      now = from + long
      if (kind === 1) return { kind: 'extended_to', date: dateOf(localDay(now, 'Asia/Shanghai')) }
      return { kind: 'suspended', from, until: now }
    })
    return { startedAt, limit: of, changes }
  })

describe('an extension', () => {
  it('by working days is counted from the end as it stood', () => {
    const extended: ClockChange = { kind: 'extended', by: workingDays(5) }
    assert.equal(lastDay(clock('2020-09-25 10:00', 5)), '2020-10-09')
    assert.equal(lastDay(clock('2020-09-25 10:00', 5, extended)), '2020-10-15')
    assert.equal(lastDay(clock('2020-09-25 10:00', 5, extended), calendar, closing), '2020-10-15')
    assert.equal(
      end(clock('2020-09-25 10:00', minutes(30), { kind: 'extended', by: minutes(30) })),
      at('2020-09-25 11:00'),
    )
  })

  it('to a date ends with that date, and never makes the time shorter', () => {
    assert.equal(lastDay(clock('2020-09-25 10:00', 5, { kind: 'extended_to', date: '2020-10-20' })), '2020-10-20')
    assert.equal(lastDay(clock('2020-09-25 10:00', 5, { kind: 'extended_to', date: '2020-10-01' })), '2020-10-09')
  })
})

describe('a suspension', () => {
  it('moves the end by the working days after its first day, up to and with its last', () => {
    // Mon 12 Oct + 5 working days: Mon 19. Suspended Tue 13 to Thu 15: two working days.
    assert.equal(lastDay(clock('2020-10-12 10:00', 5)), '2020-10-19')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, suspended('2020-10-13 10:00', '2020-10-15 16:00'))), '2020-10-21')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, suspended('2020-10-13 09:00', '2020-10-13 17:00'))), '2020-10-19')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, suspended('2020-10-16 18:00', '2020-10-18 12:00'))), '2020-10-19')
    assert.equal(lastDay(clock('2020-09-30 10:00', 5, suspended('2020-09-30 18:00', '2020-10-08 18:00'))), '2020-10-14')
  })

  it('that goes on when its last day is over leaves at least the rest of a working day', () => {
    const lastHours = suspended('2020-10-19 10:00', '2020-10-24 10:00')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, lastHours)), '2020-10-26')
  })

  it('that still lasts, or began when the time was over, moves nothing', () => {
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, suspended('2020-10-13 10:00', null))), '2020-10-19')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, suspended('2020-10-20 00:00', '2020-10-30 10:00'))), '2020-10-19')
  })

  it('of no working day leaves an end on a day off where it is', () => {
    const toSunday: ClockChange = { kind: 'extended_to', date: '2020-11-01' }
    const weekend = suspended('2020-10-24 10:00', '2020-10-25 10:00')
    assert.equal(lastDay(clock('2020-10-12 10:00', 5, toSunday, weekend)), '2020-11-01')
  })

  it('of minutes around the clock moves the end by the same time', () => {
    assert.equal(
      end(clock('2020-10-03 10:00', minutes(30), suspended('2020-10-03 10:10', '2020-10-03 12:00'))),
      at('2020-10-03 12:20'),
    )
  })

  it('of working hours leaves as many office hours as there were', () => {
    const hours: Limit = { count: 4, unit: 'hour', calendar: 'working' }
    assert.equal(
      end(clock('2020-09-30 16:00', hours, suspended('2020-09-30 17:00', '2020-10-09 10:00'))),
      at('2020-10-09 13:00'),
    )
  })

  it('never makes the time shorter, never ends before it goes on, and leaves as many working days as before', () => {
    fc.assert(
      fc.property(instant, limit, counting, fc.nat(30 * day), fc.nat(60 * day), (startedAt, of, by, after, long) => {
        const due = instantOfDue(dueAfter(startedAt, of, calendar, by))
        const from = startedAt + after
        const until = from + long
        const later = instantOfDue(suspendedDue(due, of, { from, until }, calendar, by))
        assert.ok(later >= due)
        if (from >= due || long === 0) return assert.equal(later, due)
        if (of.unit !== 'working_day') return
        const lastOf = (instant: number) => localDay(instant - 1, by.zone)
        const left = workdaysBetween(calendar, localDay(from, by.zone), lastOf(due))
        const leftAfter = workdaysBetween(calendar, localDay(until, by.zone), lastOf(later))
        assert.ok(left.kind === 'counted' && leftAfter.kind === 'counted')
        if (left.days > 0) assert.equal(leftAfter.days, left.days)
        else assert.ok(lastOf(later) >= localDay(until, by.zone))
      }),
    )
  })

  it('of working days never ends on a day off', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(30 * day),
        fc.nat(60 * day),
        (startedAt, n, after, long) => {
          const due = instantOfDue(dueAfter(startedAt, workingDays(n), calendar, defaultCounting))
          const pause = { from: startedAt + after, until: startedAt + after + long }
          const later = instantOfDue(suspendedDue(due, workingDays(n), pause, calendar, defaultCounting))
          const here = dayIn(calendar, localDay(later - 1, 'Asia/Shanghai'))
          assert.ok(here.kind !== 'year_not_loaded' && counts(here))
        },
      ),
    )
  })
})

describe('the explanation of a clock', () => {
  it('says which days counted and which did not, and why', () => {
    const told = explain(clock('2020-09-25 23:59', 5), calendar, defaultCounting)
    assert.ok(told.kind === 'explained')
    assert.equal(told.calendar, calendar.version)
    const [part] = told.parts
    assert.equal(part?.kind, 'limit')
    assert.deepEqual(
      part?.days.map(({ from, to, kind, name, count }) => [from, to, kind, name, count && [count.first, count.last]]),
      [
        ['2020-09-25', '2020-09-25', 'day_zero', null, null],
        ['2020-09-26', '2020-09-26', 'weekend', null, null],
        ['2020-09-27', '2020-09-27', 'makeup_day', '国庆节、中秋节', [1, 1]],
        ['2020-09-28', '2020-09-30', 'workday', null, [2, 4]],
        ['2020-10-01', '2020-10-08', 'holiday', '国庆节、中秋节', null],
        ['2020-10-09', '2020-10-09', 'workday', null, [5, 5]],
      ],
    )
  })

  it('names the overlay that took a day away', () => {
    const typhoon = overlay({
      off: [
        { date: '2020-10-12', name: '台风' },
        { date: '2020-10-13', name: '暴雨' },
      ],
    })
    const by = calendarOf([noticeOf(2020, 2)], [typhoon])
    const told = explain(clock('2020-10-10 10:00', 1), by, defaultCounting)
    assert.ok(told.kind === 'explained')
    assert.equal(told.calendar, '2020.2 +haimen.1')
    assert.deepEqual(
      told.parts[0]?.days.flatMap(({ kind, from, to, name, overlay }) =>
        kind === 'holiday' ? [[from, to, name, overlay]] : [],
      ),
      [
        ['2020-10-12', '2020-10-12', '台风', 'haimen'],
        ['2020-10-13', '2020-10-13', '暴雨', 'haimen'],
      ],
    )
  })

  it('says of working hours how many counted on which day', () => {
    const hours: Limit = { count: 4, unit: 'hour', calendar: 'working' }
    const told = explain(clock('2020-09-30 16:00', hours), calendar, defaultCounting)
    assert.ok(told.kind === 'explained')
    assert.deepEqual(
      told.parts[0]?.days.map(({ from, to, kind, ms }) => [from, to, kind, (ms ?? 0) / 3_600_000]),
      [
        ['2020-09-30', '2020-09-30', 'workday', 2],
        ['2020-10-01', '2020-10-08', 'holiday', 0],
        ['2020-10-09', '2020-10-09', 'workday', 2],
      ],
    )
    assert.deepEqual(explain(clock('2020-10-01 10:00', minutes(15)), calendar, defaultCounting), {
      kind: 'explained',
      due: at('2020-10-01 10:15'),
      calendar: calendar.version,
      parts: [{ kind: 'limit', limit: minutes(15), due: at('2020-10-01 10:15'), days: [] }],
    })
  })

  it('says what extensions and suspensions added', () => {
    const of = clock(
      '2020-10-12 10:00',
      5,
      suspended('2020-10-13 10:00', '2020-10-15 16:00'),
      { kind: 'extended', by: workingDays(2) },
      { kind: 'extended_to', date: '2020-10-30' },
      suspended('2020-10-26 10:00', null),
    )
    const told = explain(of, calendar, defaultCounting)
    assert.ok(told.kind === 'explained')
    assert.deepEqual(
      told.parts.map(({ kind, due }) => [kind, dateOf(localDay(due - 1, 'Asia/Shanghai'))]),
      [
        ['limit', '2020-10-19'],
        ['suspended', '2020-10-21'],
        ['extended', '2020-10-23'],
        ['extended_to', '2020-10-30'],
        ['suspended', '2020-10-30'],
      ],
    )
    const [, pause] = told.parts
    assert.equal(pause?.kind === 'suspended' && pause.workdays, 2)
  })

  it('comes to the same end as the count, and its days are whole and count as many as the limit', () => {
    fc.assert(
      fc.property(moved, counting, (of, by) => {
        const told = explain(of, calendar, by)
        assert.ok(told.kind === 'explained')
        assert.equal(told.due, end(of, calendar, by))
        const [first] = told.parts
        assert.ok(first?.kind === 'limit')
        for (const [index, row] of first.days.entries()) {
          const before: string | null = first.days[index - 1]?.to ?? null
          if (before !== null) assert.equal(Temporal.PlainDate.from(before).add({ days: 1 }).toString(), row.from)
        }
        const counted = first.days.reduce((sum, { count }) => sum + (count ? count.last - count.first + 1 : 0), 0)
        const ms = first.days.reduce((sum, row) => sum + (row.ms ?? 0), 0)
        if (of.limit.unit === 'working_day' || of.limit.unit === 'day') assert.equal(counted, of.limit.count)
        else assert.deepEqual(workingTimeBetween(of.startedAt, first.due, calendar, by), { kind: 'elapsed', ms })
      }),
    )
  })

  it('is refused with the year where the count is', () => {
    const only = calendarOf([noticeOf(2020, 2)])
    const refused = { kind: 'year_not_loaded', year: 2021 }
    assert.deepEqual(explain(clock('2020-12-30 10:00', 3), only, defaultCounting), refused)
    const extended = clock('2020-12-28 10:00', 3, { kind: 'extended', by: workingDays(1) })
    assert.deepEqual(explain(extended, only, defaultCounting), refused)
    assert.deepEqual(dueOf(extended, only, defaultCounting), refused)
  })
})

describe('a changed calendar', () => {
  it('moves those open clocks whose end it touches, and no other', () => {
    const clocks = [
      { id: 'a', ...clock('2020-01-22 10:00', 3) },
      { id: 'b', ...clock('2020-01-16 10:00', 3) },
      { id: 'c', ...clock('2020-01-22 10:00', 3, suspended('2020-01-23 09:00', '2020-01-23 12:00')) },
      { id: 'd', ...clock('2020-01-30 10:00', minutes(15)) },
    ]
    assert.deepEqual(changedDues(clocks, calendarBefore, calendar, defaultCounting), [
      { id: 'a', old: at('2020-02-02 00:00'), new: at('2020-02-05 00:00') },
      { id: 'c', old: at('2020-02-02 00:00'), new: at('2020-02-05 00:00') },
    ])
  })

  it('promises at last what waited for its year', () => {
    const clocks = [{ id: 'a', ...clock('2020-12-30 10:00', 3) }]
    const only = calendarOf([noticeOf(2020, 2)])
    assert.deepEqual(changedDues(clocks, only, calendar, defaultCounting), [
      { id: 'a', old: null, new: at('2021-01-06 00:00') },
    ])
    assert.deepEqual(changedDues(clocks, calendar, only, defaultCounting), [
      { id: 'a', old: at('2021-01-06 00:00'), new: null },
    ])
  })

  it('that is the same moves nothing', () => {
    fc.assert(
      fc.property(fc.array(moved, { maxLength: 10 }), clocks => {
        const open = clocks.map((of, index) => ({ id: `${index}`, ...of }))
        assert.deepEqual(changedDues(open, calendar, calendar, defaultCounting), [])
      }),
    )
  })
})
