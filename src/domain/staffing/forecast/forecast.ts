import type { DayNumber } from '../../calendar/day.ts'
import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { type DayKind, dayKindOf, isOrdinary, type Rhythm, rhythmOf, weekdayOf } from './day-kind.ts'
import { median, weightedMedian } from './median.ts'

/** A day of which it is known how many calls were offered in each of its 48 half hours by the clock on the wall, and how many minutes each had (`minutesOf`). */
export interface DayOfCalls {
  readonly day: DayNumber
  readonly offered: readonly number[]
  readonly minutes: readonly number[]
}

/** Why nothing is said of a day: too few days are known, none like it, or the notice of its year is not loaded. */
export type NoForecast = 'too_little_history' | 'no_like_days' | 'year_not_loaded'

/** What is expected of a day: calls, and how they lie over its 48 half hours. */
export interface Expected {
  readonly day: DayNumber
  readonly kind: DayKind
  readonly calls: number
  readonly halfHours: readonly number[]
}

/** How the forecast reckons. `levelDays`: how far back the level and the hours are looked at; a day counts half as much for each `halfLifeDays` that it is older. */
export const method = {
  levelDays: 56,
  halfLifeDays: 14,
  /** Days on either side by which one is measured as high or low for its time. */
  aroundDays: 28,
  /** How far back days of one weekday, and the rarer kinds, are compared. */
  weekdayDays: 182,
  rareDays: 740,
  /** Fewest days that must be known of the last `levelDays`, of a weekday, of a rarer kind. */
  fewestDays: 28,
  fewestOfWeekday: 3,
  fewestRare: 2,
} as const

interface KnownDay extends DayOfCalls {
  readonly kind: DayKind
  readonly total: number
}

const totalOf = ({ offered }: DayOfCalls): number => offered.reduce((sum, calls) => sum + calls, 0)

/** Forecasts from one origin, the last day that is known to them. */
export interface Forecaster {
  /** What is expected of a later day, given the minutes of its half hours. */
  of(day: DayNumber, minutes: readonly number[]): Expected | NoForecast
}

/**
 * The forecast of calls as a product: the recent level (the median of the last eight weeks' days, each divided by the factor of its kind, recent ones weighing more) × the factor of the kind of
 * day (the median of its days, each divided by what an ordinary day around it had) × the hours of such days. Medians, so that one day of a storm moves nothing. A day without any call is taken for one
 * without a book, and left out, as are days of years that are not loaded.
 */
export const forecaster = (past: readonly DayOfCalls[], calendar: WorkingCalendar, origin: DayNumber): Forecaster => {
  const known: KnownDay[] = []
  for (const each of past) {
    if (each.day > origin || each.day <= origin - method.rareDays) continue
    const kind = dayKindOf(calendar, each.day)
    const total = totalOf(each)
    if (kind !== null && total > 0) known.push({ ...each, kind, total })
  }
  const recent = known.filter(({ day }) => day > origin - method.levelDays)
  const factors = factorsOf(known, origin)
  const level = levelOf(recent, factors, origin)
  const hours = hoursOf(known, recent)
  return {
    of(day, minutes) {
      const kind = dayKindOf(calendar, day)
      if (kind === null) return 'year_not_loaded'
      if (level === null) return 'too_little_history'
      const factor = factors.get(kind)
      const perMinute = hours.get(rhythmOf(kind))
      if (factor === undefined || perMinute === undefined) return 'no_like_days'
      const calls = level * factor
      const whole = perMinute.reduce((sum, rate) => sum + rate * 30, 0)
      const halfHours = perMinute.map((rate, half) => (calls * rate * (minutes[half] ?? 0)) / whole)
      return { day, kind, calls: halfHours.reduce((sum, each) => sum + each, 0), halfHours }
    },
  }
}

/** Calls of a whole ordinary week around a day, by its seventh part; null where not all weekdays are known around it. */
const ordinaryAround = (ordinary: readonly (readonly KnownDay[])[], day: DayNumber): number | null => {
  let sum = 0
  for (const days of ordinary) {
    const near = days.filter(each => Math.abs(each.day - day) <= method.aroundDays)
    const middle = median(near.map(({ total }) => total))
    if (middle === null) return null
    sum += middle
  }
  return sum / ordinary.length
}

const factorsOf = (known: readonly KnownDay[], origin: DayNumber): ReadonlyMap<DayKind, number> => {
  const ordinary = ([0, 1, 2, 3, 4, 5, 6] as const).map(weekday => known.filter(({ kind }) => kind === weekday))
  const ratios = new Map<DayKind, number[]>()
  for (const { day, kind, total } of known) {
    if (isOrdinary(kind) && day <= origin - method.weekdayDays) continue
    const around = ordinaryAround(ordinary, day)
    if (around !== null) ratios.set(kind, [...(ratios.get(kind) ?? []), total / around])
  }
  const factors = new Map<DayKind, number>()
  for (const [kind, of] of ratios) {
    const middle = of.length < (isOrdinary(kind) ? method.fewestOfWeekday : method.fewestRare) ? null : median(of)
    if (middle !== null && middle > 0) factors.set(kind, middle)
  }
  return factors
}

const levelOf = (
  recent: readonly KnownDay[],
  factors: ReadonlyMap<DayKind, number>,
  origin: DayNumber,
): number | null => {
  if (recent.length < method.fewestDays) return null
  const levels = recent.flatMap(({ day, kind, total }) => {
    const factor = factors.get(kind)
    const weight = 0.5 ** ((origin - day) / method.halfLifeDays)
    return factor === undefined ? [] : [{ value: total / factor, weight }]
  })
  return levels.length < method.fewestDays ? null : weightedMedian(levels)
}

/** Calls a minute in each half hour; of holidays those of two years, since they are rare. */
const hoursOf = (known: readonly KnownDay[], recent: readonly KnownDay[]): ReadonlyMap<Rhythm, readonly number[]> => {
  const hours = new Map<Rhythm, readonly number[]>()
  for (const rhythm of ['working', 'weekend', 'holiday'] as const) {
    const days = (rhythm === 'holiday' ? known : recent).filter(({ kind }) => rhythmOf(kind) === rhythm)
    if (days.length < method.fewestRare) continue
    const sum = (of: 'offered' | 'minutes', half: number) => days.reduce((so, day) => so + (day[of][half] ?? 0), 0)
    hours.set(
      rhythm,
      Array.from({ length: 48 }, (_, half) => {
        const minutes = sum('minutes', half)
        return minutes === 0 ? 0 : sum('offered', half) / minutes
      }),
    )
  }
  return hours
}

/**
 * What whoever has no method would say: what was offered a week before. Null where that day is not known. With the clocks changed between, a half hour is as many minutes of it.
 */
export const naiveForecast = (
  past: ReadonlyMap<DayNumber, DayOfCalls>,
  day: DayNumber,
  minutes: readonly number[],
): Expected | null => {
  const before = past.get(day - 7)
  if (before === undefined || totalOf(before) === 0) return null
  const halfHours = before.offered.map((calls, half) => {
    const had = before.minutes[half] ?? 0
    return had === 0 ? 0 : (calls * (minutes[half] ?? 0)) / had
  })
  return { day, kind: weekdayOf(day), calls: halfHours.reduce((sum, each) => sum + each, 0), halfHours }
}
