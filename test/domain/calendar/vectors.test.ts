import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dateOf, daysOfYear } from '../../../src/domain/calendar/day.ts'
import { counts, dayIn, workdaysOfYear } from '../../../src/domain/calendar/working-calendar.ts'
import { at, calendar, calendarBefore, calendarOf, lastDate, noticeOf, weekendsOnly } from './given-calendar.ts'

/** Last days of 3 and of 5 working days: by the notices, by those known before 27 January 2020, and by the week alone. */
const vectors = [
  {
    on: '2020-01-16',
    now: ['2020-01-20', '2020-01-22'],
    before: ['2020-01-20', '2020-01-22'],
    week: ['2020-01-21', '2020-01-23'],
    why: 'make-up Sunday 19 Jan counts',
  },
  {
    on: '2020-01-18',
    now: ['2020-01-21', '2020-01-23'],
    before: ['2020-01-21', '2020-01-23'],
    week: ['2020-01-22', '2020-01-24'],
    why: 'dispatched on a Saturday',
  },
  {
    on: '2020-01-22',
    now: ['2020-02-04', '2020-02-06'],
    before: ['2020-02-01', '2020-02-04'],
    week: ['2020-01-27', '2020-01-29'],
    why: 'revised Spring Festival (notice of 27 Jan) moves the date',
  },
  {
    on: '2020-01-24',
    now: ['2020-02-05', '2020-02-07'],
    before: ['2020-02-03', '2020-02-05'],
    week: ['2020-01-29', '2020-01-31'],
    why: 'dispatched on a holiday',
  },
  {
    on: '2020-02-28',
    now: ['2020-03-04', '2020-03-06'],
    before: ['2020-03-04', '2020-03-06'],
    week: ['2020-03-04', '2020-03-06'],
    why: 'leap day 29 Feb is a Saturday',
  },
  {
    on: '2020-04-24',
    now: ['2020-04-28', '2020-04-30'],
    before: ['2020-04-28', '2020-04-30'],
    week: ['2020-04-29', '2020-05-01'],
    why: 'make-up Sunday 26 Apr counts',
  },
  {
    on: '2020-04-30',
    now: ['2020-05-08', '2020-05-11'],
    before: ['2020-05-08', '2020-05-11'],
    week: ['2020-05-05', '2020-05-07'],
    why: 'Labour Day, make-up Saturday 9 May counts',
  },
  {
    on: '2020-06-24',
    now: ['2020-06-30', '2020-07-02'],
    before: ['2020-06-30', '2020-07-02'],
    week: ['2020-06-29', '2020-07-01'],
    why: 'Dragon Boat, make-up Sunday 28 Jun counts',
  },
  {
    on: '2020-09-25',
    now: ['2020-09-29', '2020-10-09'],
    before: ['2020-09-29', '2020-10-09'],
    week: ['2020-09-30', '2020-10-02'],
    why: 'make-up Sunday 27 Sep counts, 5-day case crosses the 8-day holiday',
  },
  {
    on: '2020-09-30',
    now: ['2020-10-12', '2020-10-14'],
    before: ['2020-10-12', '2020-10-14'],
    week: ['2020-10-05', '2020-10-07'],
    why: 'eve of the holiday, make-up Saturday 10 Oct counts',
  },
  {
    on: '2020-12-30',
    now: ['2021-01-05', '2021-01-07'],
    before: ['2021-01-05', '2021-01-07'],
    week: ['2021-01-04', '2021-01-06'],
    why: 'crosses the year: needs the 2021 calendar',
  },
] as const

describe('the vectors of the working-day rule', () => {
  for (const { on, now, before, week, why } of vectors)
    it(`${on}: ${why}`, () => {
      for (const time of ['00:00', '09:00', '23:59:59.999']) {
        const from = at(`${on} ${time}`)
        assert.deepEqual([lastDate(from, 3), lastDate(from, 5)], now)
        assert.deepEqual([lastDate(from, 3, calendarBefore), lastDate(from, 5, calendarBefore)], before)
        const plain = weekendsOnly(2020, 2021)
        assert.deepEqual([lastDate(from, 3, plain), lastDate(from, 5, plain)], week)
      }
    })
})

describe('the working days of a year', () => {
  it('given 2020, are 251 by its first notice and 249 after that of 27 January', () => {
    assert.deepEqual(workdaysOfYear(calendarBefore, 2020), { kind: 'counted', days: 251 })
    assert.deepEqual(workdaysOfYear(calendar, 2020), { kind: 'counted', days: 249 })
    const days = (by: typeof calendar) => {
      const [first, last] = daysOfYear(2020)
      return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(day => {
        const here = dayIn(by, day)
        return here.kind !== 'year_not_loaded' && counts(here)
      })
    }
    const now = new Set(days(calendar))
    assert.deepEqual(
      days(calendarBefore)
        .filter(day => !now.has(day))
        .map(dateOf),
      ['2020-01-31', '2020-02-01'],
    )
  })

  it('given the notices, are as many as the holidays by law make them', () => {
    const found = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map(year => workdaysOfYear(calendar, year))
    assert.deepEqual(
      found.map(counted => counted.kind === 'counted' && counted.days),
      [250, 249, 250, 249, 249, 251, 248, 248],
    )
    assert.deepEqual(workdaysOfYear(calendarOf([noticeOf(2019)]), 2019), { kind: 'counted', days: 250 })
    assert.deepEqual(workdaysOfYear(calendar, 2027), { kind: 'year_not_loaded', year: 2027 })
  })
})
