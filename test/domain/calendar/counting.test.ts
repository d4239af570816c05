import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Counting, countingError, defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { dateOf, dayOf, isWeekend, localDay, parsePlainDate, yearOf } from '../../../src/domain/calendar/day.ts'
import { dueAfter } from '../../../src/domain/calendar/due.ts'
import { type Limit, limitError, minutes, workingDays } from '../../../src/domain/calendar/limit.ts'
import { halfTime, nextOfficeTime, workingDaysBefore } from '../../../src/domain/calendar/reminders.ts'
import { counts, dayIn, workdaysBetween } from '../../../src/domain/calendar/working-calendar.ts'
import { workingTimeBetween } from '../../../src/domain/calendar/working-time.ts'
import { at, calendar, calendarOf, instantOfDue, lastDate, noticeOf } from './given-calendar.ts'

const hour = 3_600_000
const closing: Counting = { ...defaultCounting, dueAt: 'close_of_business' }
const noon: Counting = {
  ...defaultCounting,
  officeHours: [
    { from: 8 * 60 + 30, to: 12 * 60 },
    { from: 14 * 60, to: 18 * 60 },
  ],
}
const hours = (count: number, calendar: Limit['calendar']): Limit => ({ count, unit: 'hour', calendar })
const days = (count: number, calendar: Limit['calendar']): Limit => ({ count, unit: 'day', calendar })

const instant = fc.integer({ min: at('2019-01-01 00:00'), max: at('2026-08-01 00:00') })
const count = fc.integer({ min: 1, max: 40 })
const counting = fc.constantFrom(defaultCounting, closing, noon)
const limit = fc.oneof(
  count.map(workingDays),
  fc.record({
    count,
    unit: fc.constantFrom('minute', 'hour', 'day'),
    calendar: fc.constantFrom('around_the_clock', 'working'),
  }) as fc.Arbitrary<Limit>,
)

const isWorkday = (day: number): boolean => {
  const here = dayIn(calendar, day)
  return here.kind !== 'year_not_loaded' && counts(here)
}
const dueOf = (from: number, of: Limit, by: Counting = defaultCounting): number =>
  instantOfDue(dueAfter(from, of, calendar, by))

describe('a date', () => {
  it('is one that a calendar has', () => {
    for (const text of [
      '2021-02-29',
      '2020-13-01',
      '2020-00-10',
      '2020-1-1',
      '20200101',
      '',
      '2020-01-01T00:00',
      '+002020-01-01',
    ])
      assert.equal(parsePlainDate(text), null, text)
    assert.equal(parsePlainDate('2020-02-29'), '2020-02-29')
  })

  it('is the same as a number and back, with its year and its weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2199-12-31') }), day => {
        const date = dateOf(day)
        assert.equal(dayOf(date), day)
        assert.equal(parsePlainDate(date), date)
        assert.equal(yearOf(day), Number(date.slice(0, 4)))
        assert.equal(isWeekend(day), Temporal.PlainDate.from(date).dayOfWeek > 5)
      }),
    )
  })
})

describe('a limit in working days', () => {
  it('ends at 24:00 of its last day, which belongs to that day; what is done at it is late', () => {
    const from = at('2020-09-25 10:00')
    assert.equal(dueOf(from, workingDays(5)), at('2020-10-10 00:00'))
    assert.equal(dueOf(from, workingDays(5), closing), at('2020-10-09 18:00'))
  })

  it('does not count the day it begins, at 23:59 and on a holiday as at any time', () => {
    fc.assert(
      fc.property(instant, count, counting, (from, n, by) => {
        const due = dueOf(from, workingDays(n), by)
        const startOfDay = at(`${dateOf(localDay(from, by.zone))} 00:00`)
        assert.equal(dueOf(startOfDay, workingDays(n), by), due)
        const found = workdaysBetween(calendar, localDay(from, by.zone), localDay(due - 1, by.zone))
        assert.deepEqual(found, { kind: 'counted', days: n })
      }),
    )
  })

  it('never ends on a day off', () => {
    fc.assert(
      fc.property(instant, count, counting, (from, n, by) => {
        assert.ok(isWorkday(localDay(dueOf(from, workingDays(n), by) - 1, by.zone)))
      }),
    )
  })
})

describe('every limit', () => {
  it('ends later the later it begins and the longer it is, and never before it begins', () => {
    fc.assert(
      fc.property(instant, fc.nat(45 * 24 * hour), limit, counting, (from, later, of, by) => {
        const due = dueOf(from, of, by)
        assert.ok(due > from)
        assert.ok(dueOf(from + later, of, by) >= due)
        const longer = dueOf(from, { ...of, count: of.count + 1 }, by)
        const mayRest = of.unit === 'day' && of.calendar === 'working'
        assert.ok(mayRest ? longer >= due : longer > due)
      }),
    )
  })

  it('that is none is named', () => {
    assert.equal(limitError(workingDays(5)), null)
    assert.equal(limitError(minutes(15)), null)
    for (const n of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1_001])
      assert.equal(limitError(workingDays(n)), 'limit_count')
    assert.equal(limitError({ count: 1, unit: 'working_day', calendar: 'around_the_clock' }), 'limit_unit')
  })
})

describe('a limit in minutes or hours', () => {
  it('runs through nights and holidays where it is around the clock, and needs no calendar for it', () => {
    const from = at('2020-10-01 23:50')
    assert.equal(dueOf(from, minutes(15)), at('2020-10-02 00:05'))
    const nothing = { version: '', years: new Set<number>(), days: new Map() }
    assert.deepEqual(dueAfter(from, minutes(15), nothing, defaultCounting), { kind: 'due', at: from + 15 * 60_000 })
  })

  it('runs in office hours alone where it is working', () => {
    assert.equal(dueOf(at('2020-09-30 17:30'), hours(1, 'working')), at('2020-10-09 09:00'))
    assert.equal(dueOf(at('2020-09-30 17:00'), hours(1, 'working')), at('2020-09-30 18:00'))
    assert.equal(dueOf(at('2020-10-03 12:00'), hours(9, 'working')), at('2020-10-09 17:30'))
    assert.equal(dueOf(at('2020-10-09 11:30'), hours(1, 'working'), noon), at('2020-10-09 14:30'))
  })

  it('has as much office time before its end as it is long', () => {
    fc.assert(
      fc.property(instant, count, counting, (from, n, by) => {
        const elapsed = workingTimeBetween(from, dueOf(from, hours(n, 'working'), by), calendar, by)
        assert.deepEqual(elapsed, { kind: 'elapsed', ms: n * hour })
      }),
    )
  })
})

describe('a limit in days of the year', () => {
  it('ends where its last day is, or moves on to the next working day', () => {
    assert.equal(lastDate(at('2020-09-28 10:00'), days(3, 'around_the_clock')), '2020-10-01')
    assert.equal(lastDate(at('2020-09-28 10:00'), days(3, 'working')), '2020-10-09')
    assert.equal(lastDate(at('2020-09-28 10:00'), days(2, 'working')), '2020-09-30')
  })
})

describe('working time', () => {
  it('between two instants leaves out nights, weekends and holidays', () => {
    const between = (from: string, to: string) => workingTimeBetween(at(from), at(to), calendar, defaultCounting)
    assert.deepEqual(between('2020-09-30 17:00', '2020-10-09 09:00'), { kind: 'elapsed', ms: 1.5 * hour })
    assert.deepEqual(between('2020-10-10 08:00', '2020-10-10 20:00'), { kind: 'elapsed', ms: 9.5 * hour })
    assert.deepEqual(between('2020-10-09 09:00', '2020-10-09 08:50'), { kind: 'elapsed', ms: 0 })
  })

  it('is the same in one piece or in two', () => {
    fc.assert(
      fc.property(instant, fc.nat(20 * 24 * hour), fc.nat(20 * 24 * hour), counting, (from, first, second, by) => {
        const ms = (begin: number, end: number) => {
          const elapsed = workingTimeBetween(begin, end, calendar, by)
          return elapsed.kind === 'elapsed' ? elapsed.ms : assert.fail()
        }
        assert.equal(ms(from, from + first) + ms(from + first, from + first + second), ms(from, from + first + second))
      }),
    )
  })
})

describe('what is told before the end', () => {
  it('one working day before is at the same time of the working day before', () => {
    const before = (due: string, n: number) => workingDaysBefore(at(due), n, calendar, defaultCounting)
    assert.deepEqual(before('2020-10-10 00:00', 1), { kind: 'instant', at: at('2020-10-01 00:00') })
    assert.deepEqual(before('2020-10-09 18:00', 1), { kind: 'instant', at: at('2020-09-30 18:00') })
    assert.deepEqual(before('2020-09-29 15:12', 2), { kind: 'instant', at: at('2020-09-27 15:12') })
  })

  it('that many working days before the end is that many working days before it', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        counting,
        (from, n, back, by) => {
          fc.pre(back < n)
          const found = workingDaysBefore(dueOf(from, workingDays(n), by), back, calendar, by)
          assert.deepEqual(found, { kind: 'instant', at: dueOf(from, workingDays(n - back), by) })
        },
      ),
    )
  })

  it('half of the time lies between beginning and end, with as much office time on either side', () => {
    fc.assert(
      fc.property(instant, limit, counting, (from, of, by) => {
        const due = dueOf(from, of, by)
        const half = halfTime(from, due, calendar, by)
        assert.ok(half.kind === 'instant' && half.at >= from && half.at <= due)
        const [before, after] = [
          workingTimeBetween(from, half.at, calendar, by),
          workingTimeBetween(half.at, due, calendar, by),
        ]
        assert.ok(before.kind === 'elapsed' && after.kind === 'elapsed' && Math.abs(before.ms - after.ms) <= 1)
      }),
    )
    const night = [at('2020-10-01 22:00'), at('2020-10-01 22:30')] as const
    assert.deepEqual(halfTime(...night, calendar, defaultCounting), { kind: 'instant', at: at('2020-10-01 22:15') })
  })

  it('waits for office hours where nobody should be told at night', () => {
    const next = (from: string) => nextOfficeTime(at(from), calendar, defaultCounting)
    assert.deepEqual(next('2020-10-01 00:00'), { kind: 'instant', at: at('2020-10-09 08:30') })
    assert.deepEqual(next('2020-09-30 18:00'), { kind: 'instant', at: at('2020-10-09 08:30') })
    assert.deepEqual(next('2020-09-30 17:59:59.999'), { kind: 'instant', at: at('2020-09-30 17:59:59.999') })
  })
})

describe('a year that is not loaded', () => {
  const only2020 = calendarOf([noticeOf(2020, 2)])
  const refused = { kind: 'year_not_loaded', year: 2021 }

  it('is refused by its number as soon as a day of it would have to be counted, and no sooner', () => {
    assert.deepEqual(dueAfter(at('2020-12-30 09:00'), workingDays(3), only2020, defaultCounting), refused)
    assert.equal(lastDate(at('2020-12-30 09:00'), 1, only2020), '2020-12-31')
    assert.equal(lastDate(at('2019-12-31 09:00'), 1, only2020), '2020-01-02')
    assert.deepEqual(dueAfter(at('2019-12-30 09:00'), workingDays(1), only2020, defaultCounting), {
      kind: 'year_not_loaded',
      year: 2019,
    })
    assert.deepEqual(dueAfter(at('2020-12-31 17:30'), hours(1, 'working'), only2020, defaultCounting), refused)
    assert.deepEqual(dueAfter(at('2020-12-20 09:00'), days(20, 'working'), only2020, defaultCounting), refused)
  })

  it('is refused by all that count', () => {
    const [from, to] = [at('2020-12-30 09:00'), at('2021-01-05 09:00')] as const
    assert.deepEqual(workingTimeBetween(from, to, only2020, defaultCounting), refused)
    assert.deepEqual(halfTime(from, to, only2020, defaultCounting), refused)
    assert.deepEqual(workingDaysBefore(to, 1, only2020, defaultCounting), refused)
    assert.deepEqual(nextOfficeTime(at('2020-12-31 18:00'), only2020, defaultCounting), refused)
    assert.equal(workingTimeBetween(from, at('2021-01-01 00:00'), only2020, defaultCounting).kind, 'elapsed')
  })
})

describe('a way of counting', () => {
  it('that is none is named', () => {
    assert.equal(countingError(defaultCounting), null)
    assert.equal(countingError(noon), null)
    assert.equal(countingError({ ...defaultCounting, zone: 'Asia/Haimen' }), 'zone_unknown')
    const wrong = [
      [],
      [{ from: 600, to: 600 }],
      [{ from: -1, to: 600 }],
      [{ from: 600, to: 1_441 }],
      [{ from: 600.5, to: 700 }],
      [
        { from: 600, to: 700 },
        { from: 650, to: 800 },
      ],
    ]
    for (const officeHours of wrong) assert.equal(countingError({ ...defaultCounting, officeHours }), 'office_hours')
  })
})
