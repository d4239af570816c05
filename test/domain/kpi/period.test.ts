import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dateOf } from '../../../src/domain/calendar/day.ts'
import { dayIndexOf, monthsOf, readPeriod, yearBefore } from '../../../src/domain/kpi/period.ts'

const zone = 'Asia/Shanghai'
const iso = (at: number) => new Date(at).toISOString()
const period = (text: string, of = zone) => readPeriod(text, of) ?? assert.fail(text)

describe('the period of a report', () => {
  test('given a year, then it begins at midnight of the city and not of Greenwich, and a leap year has 366 days', () => {
    const { from, to, starts } = period('2020')
    assert.deepEqual(
      [iso(from), iso(to), starts.length - 1],
      ['2019-12-31T16:00:00.000Z', '2020-12-31T16:00:00.000Z', 366],
    )
  })

  for (const [text, first, last] of [
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2020-05-03', '2020-05-03', '2020-05-03'],
    ['2020-W01', '2019-12-30', '2020-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2020-01-31..2020-03-01', '2020-01-31', '2020-03-01'],
  ] as const)
    test(`given ${text}, then it goes from ${first} to ${last}, both included`, () => {
      const { firstDay, lastDay } = period(text)
      assert.deepEqual([dateOf(firstDay), dateOf(lastDay)], [first, last])
    })

  for (const text of [
    '',
    '20',
    '2020-13',
    '2020-02-30',
    '2021-W53',
    '2020-W00',
    '2020-03-01..2020-02-01',
    '2020-1-1',
    '1899',
    'x2020',
    '1950-01-01..2020-01-01',
  ])
    test(`given "${text}", then it is no period`, () => assert.equal(readPeriod(text, zone), null))

  test('given any instant, also where clocks change, then its day is the one that holds it', () => {
    const year = period('2021', 'Europe/Berlin')
    fc.assert(
      fc.property(fc.integer({ min: year.from - 9e7, max: year.to + 9e7 }), at => {
        const index = dayIndexOf(year, at)
        if (at < year.from || at >= year.to) return index === -1
        return (year.starts[index] ?? Infinity) <= at && at < (year.starts[index + 1] ?? -Infinity)
      }),
    )
    for (const [index, start] of year.starts.slice(0, -1).entries())
      assert.deepEqual([dayIndexOf(year, start), dayIndexOf(year, start - 1)], [index, index - 1])
  })

  test('given a period, then the year before has the same one, but of a leap day, a week 53 and a stretch of its own', () => {
    const names = ['2020', '2020-02', '2020-W10', '2021-03-01', '2020-02-29', '2020-W53', '2020-01-01..2020-03-31']
    assert.deepEqual(
      names.map(name => yearBefore(period(name))?.name ?? null),
      ['2019', '2019-02', '2019-W10', '2020-03-01', null, null, null],
    )
  })

  test('given a stretch over two years, then its months are told apart by year', () => {
    assert.deepEqual(
      monthsOf(period('2019-12-30..2020-02-01')).map(days => days.length),
      [2, 31, 1],
    )
  })
})
