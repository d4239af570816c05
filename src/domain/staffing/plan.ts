import type { DayNumber } from '../calendar/day.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type BackTest, backTest, type Range, rangeOf, type Spread } from './forecast/back-test.ts'
import type { DayKind } from './forecast/day-kind.ts'
import { type DayOfCalls, type Expected, forecaster, type NoForecast } from './forecast/forecast.ts'
import { factorQuantile } from './forecast/mixed-poisson.ts'
import { halfHoursOfDay, minutesOf } from './half-hour.ts'
import { type Behaviour, behaviourOf, type CallTimes, type WrapUps } from './measured.ts'
import { plannedSeats, type ServiceGoal, seatsFor } from './seats.ts'
import { type NotCoverable, proposeShifts, type ShiftPattern, type ShiftProposal } from './shifts.ts'

/** What a plan is made by. `assumedWrapUp` in seconds stands where none was measured; null: then nothing is assumed, and seats are unknown. */
export interface PlanSettings {
  readonly goal: ServiceGoal
  readonly fewest: number
  readonly shrinkage: number
  readonly assumedWrapUp: number | null
  /** For which load shifts are proposed: what is expected, or what nine of ten days do not exceed. */
  readonly load: 'expected' | 'high'
  readonly patterns: readonly ShiftPattern[]
}

/**
 * A half hour to come. `range`: of the count. `highCalls`: the rate that nine of ten such half hours do not exceed: of the factor's quantile, without the chance of single calls, which Erlang A has in it already. Seats
 * are agents at work; `planned` is with those who are away. Null: unknown.
 */
export interface HalfHourToCome {
  readonly minutes: number
  readonly calls: number
  readonly range: Range | null
  readonly highCalls: number | null
  readonly handling: number | null
  readonly seats: number | null
  readonly highSeats: number | null
  readonly planned: number | null
}

/** A day to come; `none`: why nothing is said of it. */
export type DayToCome =
  | { readonly day: DayNumber; readonly none: NoForecast }
  | {
      readonly day: DayNumber
      readonly none: null
      readonly kind: DayKind
      readonly calls: number
      readonly range: Range | null
      readonly halfHours: readonly HalfHourToCome[]
    }

/** The forecast of some days, the seats they need, and shifts. */
export interface Plan {
  readonly zone: string
  /** The last day that was known. */
  readonly origin: DayNumber
  readonly knownDays: number
  readonly calendarVersion: string
  readonly settings: PlanSettings
  readonly behaviour: Behaviour
  readonly spread: Spread | null
  readonly backTest: BackTest | null
  readonly days: readonly DayToCome[]
  /** Null: seats of some half hour are unknown. */
  readonly shifts: ShiftProposal | NotCoverable | null
}

/** What a plan is made of. */
export interface PlanParts {
  readonly past: readonly DayOfCalls[]
  readonly times: readonly CallTimes[]
  readonly wrapUps: WrapUps
  readonly calendar: WorkingCalendar
  readonly zone: string
}

const highShare = 0.9

/** The plan of `count` days from `first` on, by what was known at the end of `origin`. Throws a RangeError for a load for which no number of seats keeps the promise (`seatsFor`). */
export const planOf = (
  { past, times, wrapUps, calendar, zone }: PlanParts,
  settings: PlanSettings,
  origin: DayNumber,
  first: DayNumber,
  count: number,
): Plan => {
  const known = past.filter(({ day }) => day <= origin)
  const { test, spread } = backTest(known, calendar, origin)
  const behaviour = behaviourOf(times, wrapUps)
  const from = forecaster(known, calendar, origin)
  const days = Array.from({ length: count }, (_, index): DayToCome => {
    const day = first + index
    const minutes = minutesOf(day, zone)
    const expected = from.of(day, minutes)
    if (typeof expected === 'string') return { day, none: expected }
    return dayToCome(expected, minutes, spread, behaviour, settings)
  })
  const need = days.flatMap(day => (day.none === null ? day.halfHours.map(({ planned }) => planned) : [null]))
  const isKnown = (each: number | null): each is number => each !== null
  return {
    zone,
    origin,
    knownDays: known.filter(({ offered }) => offered.some(calls => calls > 0)).length,
    calendarVersion: calendar.version,
    settings,
    behaviour,
    spread,
    backTest: test,
    days,
    shifts: need.every(isKnown) ? proposeShifts(need, settings.patterns) : null,
  }
}

const dayToCome = (
  { day, kind, calls, halfHours }: Expected,
  minutes: readonly number[],
  spread: Spread | null,
  behaviour: Behaviour,
  settings: PlanSettings,
): DayToCome => {
  const high = spread === null ? null : factorQuantile(highShare, spread.ofHalfHours)
  const wrapUp = behaviour.wrapUp?.seconds ?? settings.assumedWrapUp
  const patience = behaviour.patience?.seconds ?? Number.POSITIVE_INFINITY
  const seatsOf = (expected: number, lasts: number, handling: number): number =>
    lasts === 0
      ? 0
      : seatsFor({ callsPerHour: (expected * 60) / lasts, handling, patience }, settings.goal, settings.fewest)
  return {
    day,
    none: null,
    kind,
    calls,
    range: spread === null ? null : rangeOf(calls, spread.ofDays),
    halfHours: Array.from({ length: halfHoursOfDay }, (_, half) => {
      const expected = halfHours[half] ?? 0
      const lasts = minutes[half] ?? 0
      const talk = behaviour.talkByHalfHour[half] ?? null
      const handling = talk === null || wrapUp === null ? null : talk + wrapUp
      const highCalls = high === null ? null : expected * high
      const seats = handling === null ? null : seatsOf(expected, lasts, handling)
      const highSeats = handling === null || highCalls === null ? null : seatsOf(highCalls, lasts, handling)
      const wanted = settings.load === 'high' ? (highSeats ?? seats) : seats
      return {
        minutes: lasts,
        calls: expected,
        range: spread === null ? null : rangeOf(expected, spread.ofHalfHours),
        highCalls,
        handling,
        seats,
        highSeats,
        planned: wanted === null ? null : plannedSeats(wanted, settings.shrinkage),
      }
    }),
  }
}
