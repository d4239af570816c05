import type { DayNumber } from '../../calendar/day.ts'
import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { percent } from '../../kpi/rate.ts'
import { type DayOfCalls, type Expected, forecaster, naiveForecast } from './forecast.ts'
import { countQuantile } from './mixed-poisson.ts'

/** What was expected of a day from the end of the week before it, and what came. */
export interface Judged {
  readonly expected: Expected
  readonly came: DayOfCalls
}

/**
 * How far days lie from what is expected of them, beyond the chance of a Poisson count: the variance of a gamma factor of mean 1, measured once on whole days and once on half
 * hours. Where both are alike, the half hours of a day rise and fall together. `days`: out of how many.
 */
export interface Spread {
  readonly ofDays: number
  readonly ofHalfHours: number
  readonly days: number
}

/** A share of calls or half hours, in integers. */
export interface Coverage {
  readonly inside: number
  readonly of: number
}

/**
 * The forecast held against a past that it did not know, beside the naive one (a week before), on the same days. Errors in whole calls: the sum of |came − expected|; `wape`: that sum of all calls, in percent with
 * two decimals. `bias`: expected − came, summed up. `coverage`: how many lay within the range of 80 %.
 */
export interface BackTest {
  readonly from: DayNumber
  readonly to: DayNumber
  readonly days: number
  readonly calls: number
  readonly bias: number
  readonly biasPercent: number | null
  readonly ofDays: Accuracy
  readonly ofHalfHours: Accuracy
}

export interface Accuracy {
  readonly error: number
  readonly naiveError: number
  readonly wape: number | null
  readonly naiveWape: number | null
  readonly coverage: Coverage
}

/** So many weeks are judged, and of as many before each origin the spread is measured. */
export const judgedWeeks = 8

/** Fewest days by which a spread is measured. */
const fewestForSpread = 28

const lower = 0.1
const upper = 0.9

const totalOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0)

const rounded = (value: number): number => Math.floor(value + 0.5)

/** Forecasts of whole weeks, each from the last day before it; the newest week, which ends on `lastDay`, first. */
const weeksBefore = (
  past: readonly DayOfCalls[],
  calendar: WorkingCalendar,
  lastDay: DayNumber,
  weeks: number,
): readonly (readonly Judged[])[] => {
  const byDay = new Map(past.map(each => [each.day, each]))
  return Array.from({ length: weeks }, (_, week) => {
    const origin = lastDay - 7 * (week + 1)
    const from = forecaster(past, calendar, origin)
    return Array.from({ length: 7 }, (_, index) => byDay.get(origin + 1 + index)).flatMap(came => {
      if (came === undefined || totalOf(came.offered) === 0) return []
      const expected = from.of(came.day, came.minutes)
      return typeof expected === 'string' ? [] : [{ expected, came }]
    })
  })
}

/** Variance of the factor by the method of moments: what squared errors have beyond the Poisson's own, of the squared expectations. */
const beyondPoisson = (pairs: readonly (readonly [came: number, expected: number])[]): number => {
  let beyond = 0
  let squares = 0
  for (const [came, expected] of pairs) {
    beyond += (came - expected) ** 2 - expected
    squares += expected ** 2
  }
  return squares === 0 ? 0 : Math.max(0, beyond / squares)
}

/** The spread of days that were judged; null of too few. */
export const spreadOf = (judged: readonly Judged[]): Spread | null =>
  judged.length < fewestForSpread
    ? null
    : {
        days: judged.length,
        ofDays: beyondPoisson(judged.map(({ came, expected }) => [totalOf(came.offered), expected.calls])),
        ofHalfHours: beyondPoisson(
          judged.flatMap(({ came, expected }) =>
            expected.halfHours.map((calls, half) => [came.offered[half] ?? 0, calls] as const),
          ),
        ),
      }

/** Rolling origin: each of the last weeks is forecast from the day before it, by nothing that came later. The spread that holds from `lastDay` on comes of the same forecasts. */
export const backTest = (
  past: readonly DayOfCalls[],
  calendar: WorkingCalendar,
  lastDay: DayNumber,
  weeks = judgedWeeks,
): { readonly test: BackTest | null; readonly spread: Spread | null } => {
  const before = weeksBefore(past, calendar, lastDay, weeks + judgedWeeks)
  const byDay = new Map(past.map(each => [each.day, each]))
  const sums = { days: 0, calls: 0, expected: 0 }
  const days = accuracy()
  const halves = accuracy()
  for (let week = 0; week < weeks; week += 1) {
    const spread = spreadOf(before.slice(week + 1, week + 1 + judgedWeeks).flat())
    for (const { expected, came } of before[week] ?? []) {
      const naive = naiveForecast(byDay, came.day, came.minutes)
      if (naive === null) continue
      const total = totalOf(came.offered)
      sums.days += 1
      sums.calls += total
      sums.expected += expected.calls
      days.judge(total, expected.calls, naive.calls, spread?.ofDays ?? null)
      for (const [half, calls] of came.offered.entries())
        if ((came.minutes[half] ?? 0) > 0)
          halves.judge(calls, expected.halfHours[half] ?? 0, naive.halfHours[half] ?? 0, spread?.ofHalfHours ?? null)
    }
  }
  const bias = rounded(sums.expected - sums.calls)
  const test: BackTest = {
    from: lastDay - 7 * weeks + 1,
    to: lastDay,
    days: sums.days,
    calls: sums.calls,
    bias,
    // half up also below 0
    biasPercent: sums.calls === 0 ? null : Math.floor((bias * 20_000 + sums.calls) / (2 * sums.calls)) / 100,
    ofDays: days.of(sums.calls),
    ofHalfHours: halves.of(sums.calls),
  }
  return { test: sums.days === 0 ? null : test, spread: spreadOf(before.slice(0, judgedWeeks).flat()) }
}

const accuracy = () => {
  let error = 0
  let naiveError = 0
  const coverage = { inside: 0, of: 0 }
  return {
    judge(came: number, expected: number, naive: number, variance: number | null): void {
      error += Math.abs(came - expected)
      naiveError += Math.abs(came - naive)
      if (variance === null) return
      const range = rangeOf(expected, variance)
      coverage.of += 1
      if (came >= range.low && came <= range.high) coverage.inside += 1
    },
    of(calls: number): Accuracy {
      return {
        error: rounded(error),
        naiveError: rounded(naiveError),
        wape: percent(rounded(error), calls),
        naiveWape: percent(rounded(naiveError), calls),
        coverage: { ...coverage },
      }
    },
  }
}

/** Counts below which 10, 50 and 90 of a hundred lie. */
export interface Range {
  readonly low: number
  readonly middle: number
  readonly high: number
}

/** The range of a count that is expected so, with the measured variance of its factor. */
export const rangeOf = (expected: number, variance: number): Range => ({
  low: countQuantile(lower, expected, variance),
  middle: countQuantile(0.5, expected, variance),
  high: countQuantile(upper, expected, variance),
})
