import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dayOf } from '../../../src/domain/calendar/day.ts'
import { backTest, rangeOf, spreadOf } from '../../../src/domain/staffing/forecast/back-test.ts'
import { dayKindOf } from '../../../src/domain/staffing/forecast/day-kind.ts'
import { type Expected, forecaster } from '../../../src/domain/staffing/forecast/forecast.ts'
import { median, weightedMedian } from '../../../src/domain/staffing/forecast/median.ts'
import { countQuantile, factorQuantile, logGamma } from '../../../src/domain/staffing/forecast/mixed-poisson.ts'
import { clockOf, halfHourFinder, halfHourOf, minutesOf } from '../../../src/domain/staffing/half-hour.ts'
import { calendar, givenPast, hoursOfDay } from './given-past.ts'

const ordinary = new Array<number>(48).fill(30)
const said = (of: Expected | string): Expected => (typeof of === 'string' ? assert.fail(of) : of)
const near = (value: number, wanted: number, share: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= share * wanted, `${what}: ${value}, not ${wanted}`)

describe('half hours by the clock on the wall', () => {
  test('given days on which clocks change, then one has 23 hours with an hour of no minutes, one 25 with a double one', () => {
    assert.deepEqual(minutesOf(dayOf('2026-05-01'), 'Asia/Shanghai'), ordinary)
    const spring = minutesOf(dayOf('2026-03-29'), 'Europe/Berlin')
    assert.deepEqual(spring.slice(2, 8), [30, 30, 0, 0, 30, 30])
    const autumn = minutesOf(dayOf('2026-10-25'), 'Europe/Berlin')
    assert.deepEqual(autumn.slice(2, 8), [30, 30, 60, 60, 30, 30])
    // a change of half an hour, at Lord Howe
    const half = minutesOf(dayOf('2026-04-05'), 'Australia/Lord_Howe')
    assert.equal(
      half.reduce((sum, each) => sum + each, 0),
      24.5 * 60,
    )
  })

  test('given any instant of a day, then the quick way finds the half hour that the zone says', () => {
    for (const [day, zone] of [
      ['2026-03-29', 'Europe/Berlin'],
      ['2026-10-25', 'Europe/Berlin'],
      ['2026-06-01', 'Asia/Kathmandu'],
      // midnight is left out
      ['2025-09-07', 'America/Santiago'],
    ] as const) {
      const find = halfHourFinder(zone)
      const start = Temporal.PlainDate.from(day).toZonedDateTime(zone)
      const end = start.add({ days: 1 }).epochMilliseconds
      for (let at = start.epochMilliseconds; at < end; at += 11 * 60_000)
        assert.equal(find(at, dayOf(day)), halfHourOf(at, zone), `${day} ${zone} ${at}`)
    }
    assert.deepEqual([0, 17, 48].map(clockOf), ['00:00', '08:30', '24:00'])
  })
})

describe('counts with an uncertain rate', () => {
  test('given known values, then the functions have them', () => {
    near(logGamma(10), Math.log(362_880), 1e-10, 'log of 9!')
    near(logGamma(0.3), 1.0957979948, 1e-8, 'log of the gamma function at 0.3')
    // of an exponential factor: -ln(1 - share)
    near(factorQuantile(0.9, 1), Math.log(10), 1e-9, 'nine tenths of an exponential factor')
    near(factorQuantile(0.9, 0.0225), 1.1966, 0.001, 'nine tenths of CV 0.15')
    assert.equal(factorQuantile(0.9, 0), 1)
    // Poisson of 4: 0.8893 up to 6, 0.9489 up to 7; a geometric count of mean 1: a half is 0, three quarters at most 1
    assert.deepEqual([countQuantile(0.88, 4, 0), countQuantile(0.9, 4, 0), countQuantile(0.1, 4, 0)], [6, 7, 2])
    assert.deepEqual([countQuantile(0.49, 1, 1), countQuantile(0.74, 1, 1), countQuantile(0.76, 1, 1)], [0, 1, 2])
    assert.equal(countQuantile(0.9, 0, 0.5), 0)
  })

  test('given any mean and spread, then ranges are in order, and wider with more spread', () => {
    const means = fc.double({ min: 0.01, max: 90_000, noNaN: true })
    const spreads = fc.double({ min: 0, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(means, spreads, (mean, spread) => {
        const [here, plain] = [rangeOf(mean, spread), rangeOf(mean, 0)]
        assert.ok(here.low <= here.middle && here.middle <= here.high)
        assert.ok(here.low <= plain.low && here.high >= plain.high - 1)
        assert.ok(here.high < mean * 20 + 20)
      }),
      { numRuns: 200 },
    )
  })

  test('given values, then middles are those of halves, weighed or not', () => {
    assert.deepEqual([median([]), median([3, 1, 2]), median([4, 1])], [null, 2, 2.5])
    const weighed = (...of: [number, number][]) => weightedMedian(of.map(([value, weight]) => ({ value, weight })))
    assert.deepEqual([weighed(), weighed([1, 1], [9, 5], [5, 1]), weighed([1, 1], [3, 1])], [null, 9, 2])
  })
})

describe('kinds of days', () => {
  test('given the notice of a year, then holidays, days made up for, and the first working day behind are kinds of their own', () => {
    const kinds = (first: string, count: number) =>
      Array.from({ length: count }, (_, index) => dayKindOf(calendar, dayOf(first) + index))
    // 1 to 5 May 2026 are off, 9 May is worked
    assert.deepEqual(kinds('2026-04-30', 11), [
      3,
      ...new Array(5).fill('holiday'),
      'after_holiday',
      3,
      4,
      'makeup_day',
      6,
    ])
    assert.equal(dayKindOf(calendar, dayOf('2031-01-01')), null)
  })
})

describe('the forecast of calls', () => {
  const past = givenPast('2024-01-01', 860)
  const origin = dayOf('2026-05-08')
  const from = forecaster(past, calendar, origin)

  test('given two years of calls whose truth is known, then level, kinds of days and hours are found again', () => {
    const day = (date: string) => said(from.of(dayOf(date), ordinary))
    near(day('2026-05-11').calls, 476 * 1.25, 0.12, 'a Monday')
    near(day('2026-05-17').calls, 476 * 0.69, 0.12, 'a Sunday')
    near(day('2026-05-09').calls, 476 * 1.1, 0.2, 'a make-up day')
    near(day('2026-06-19').calls, 476 * 0.55, 0.15, 'a holiday')
    near(day('2026-06-22').calls, 476 * 1.5, 0.2, 'the day after it')
    const monday = day('2026-05-11')
    const nine = (monday.halfHours[18] ?? 0) + (monday.halfHours[19] ?? 0)
    near(nine / monday.calls, (hoursOfDay[9] ?? 0) / 1_000, 0.12, 'from nine to ten')
    near(
      monday.halfHours.reduce((sum, each) => sum + each, 0),
      monday.calls,
      1e-9,
      'the whole day',
    )
  })

  test('given a storm of four times as many calls on one day, then the days after it are expected as before', () => {
    const storm = past.map(each =>
      each.day === origin - 2 ? { ...each, offered: each.offered.map(calls => calls * 4) } : each,
    )
    const [calm, after] = [from, forecaster(storm, calendar, origin)].map(
      each => said(each.of(origin + 3, ordinary)).calls,
    )
    near(after ?? 0, calm ?? 0, 0.03, 'with the storm')
  })

  test('given what came later, then nothing of it is known', () => {
    const later = forecaster(past.slice(0, -300), calendar, dayOf('2025-06-30'))
    const known = forecaster(past, calendar, dayOf('2025-06-30'))
    assert.deepEqual(later.of(dayOf('2025-07-03'), ordinary), known.of(dayOf('2025-07-03'), ordinary))
  })

  test('given a day of 23 or 25 hours, then an hour that is left out has no calls, and one that comes twice twice as many', () => {
    const berlin = forecaster(givenPast('2024-06-01', 600, { zone: 'Europe/Berlin' }), calendar, dayOf('2026-01-21'))
    const spring = said(berlin.of(dayOf('2026-03-29'), minutesOf(dayOf('2026-03-29'), 'Europe/Berlin')))
    const autumn = said(berlin.of(dayOf('2026-10-25'), minutesOf(dayOf('2026-10-25'), 'Europe/Berlin')))
    const usual = said(berlin.of(dayOf('2026-03-22'), ordinary))
    assert.deepEqual([spring.halfHours[4], spring.halfHours[5]], [0, 0])
    near(autumn.halfHours[4] ?? 0, 2 * (usual.halfHours[4] ?? 0), 1e-9, 'the double half hour')
    assert.equal(spring.halfHours[20], usual.halfHours[20])
  })

  test('given too little, then that is said and no number: few days, no day like it, a year without its notice', () => {
    const few = forecaster(past.slice(0, 20), calendar, dayOf('2024-01-20'))
    assert.equal(few.of(dayOf('2024-01-21'), ordinary), 'too_little_history')
    const noHoliday = forecaster(givenPast('2025-06-05', 70), calendar, dayOf('2025-08-13'))
    assert.equal(noHoliday.of(dayOf('2025-10-02'), ordinary), 'no_like_days')
    assert.equal(from.of(dayOf('2031-02-03'), ordinary), 'year_not_loaded')
    assert.equal(forecaster([], calendar, origin).of(origin + 1, ordinary), 'too_little_history')
    // days without a call are days without a book
    const silent = past.map(each => ({ ...each, offered: each.offered.map(() => 0) }))
    assert.equal(forecaster(silent, calendar, origin).of(origin + 1, ordinary), 'too_little_history')
  })
})

describe('the back-test', () => {
  const past = givenPast('2024-01-01', 860)
  const last = dayOf('2026-05-08')

  test('given calls whose truth is known, then it is nearer than the same weekday of the week before, four of five lie in the range, and the spread is found again', () => {
    const { test: judged, spread } = backTest(past, calendar, last, 26)
    assert.ok(judged && spread)
    assert.deepEqual([judged.from, judged.to], [last - 181, last])
    for (const { wape, naiveWape, error, naiveError } of [judged.ofDays, judged.ofHalfHours]) {
      assert.ok(wape !== null && naiveWape !== null && wape < 0.9 * naiveWape, `${wape} against ${naiveWape}`)
      assert.ok(error < naiveError)
    }
    const { ofDays, ofHalfHours } = judged
    const share = ({ inside, of }: { inside: number; of: number }) => inside / of
    assert.ok(share(ofDays.coverage) > 0.7 && share(ofDays.coverage) < 0.92, JSON.stringify(ofDays))
    assert.ok(share(ofHalfHours.coverage) > 0.78 && share(ofHalfHours.coverage) < 0.92, JSON.stringify(ofHalfHours))
    assert.ok(Math.abs(judged.biasPercent ?? 99) < 4, String(judged.biasPercent))
    assert.ok(spread.ofDays > 0.01 && spread.ofDays < 0.05, JSON.stringify(spread))
    assert.ok(spread.ofHalfHours > 0.01 && spread.ofHalfHours < 0.06, JSON.stringify(spread))
  })

  test('given a past that is the same every week, then neither errs, and nothing is spread', () => {
    const offered = new Array<number>(48).fill(10)
    const even = Array.from({ length: 300 }, (_, index) => ({ day: last - index, offered, minutes: ordinary }))
    const { test: judged, spread } = backTest(even, calendar, last)
    assert.deepEqual([judged?.ofDays.error, judged?.ofDays.naiveError, judged?.bias, judged?.biasPercent], [0, 0, 0, 0])
    assert.deepEqual([spread?.ofDays, spread?.ofHalfHours], [0, 0])
  })

  test('given too short a past, then there is no test, no spread and so no range', () => {
    assert.deepEqual(backTest(past.slice(0, 30), calendar, dayOf('2024-01-30')), { test: null, spread: null })
    assert.equal(spreadOf([]), null)
  })
})
