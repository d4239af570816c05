import type { DayNumber } from '../calendar/day.ts'
import type { BookCall } from '../kpi/book.ts'
import { shortAbandonMs } from '../kpi/figures.ts'
import { dayIndexOf, type Period } from '../kpi/period.ts'
import { patienceOf } from './erlang-a.ts'
import type { DayOfCalls } from './forecast/forecast.ts'
import { halfHourFinder, halfHoursOfDay, minutesOf } from './half-hour.ts'

/**
 * What was measured of a set of offered calls. `waitedMs`: of all whose wait has ended, from their arrival, whether an agent, they themselves or the hotline ended it. Short abandons are in it (strict, as in the
 * published figures), and apart as well.
 */
export interface CallTimes {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly abandonedShort: number
  readonly waitedMs: number
  /** Of that what lies beyond the time of a short abandon. */
  readonly waitedBeyondMs: number
  /** Talks of which the end is known, and how long they were. */
  readonly talks: number
  readonly talkMs: number
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Nothing measured. */
export const noTimes: CallTimes = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  abandonedShort: 0,
  waitedMs: 0,
  waitedBeyondMs: 0,
  talks: 0,
  talkMs: 0,
}

/** Several sets as one. */
export const sumOfTimes = (all: readonly CallTimes[]): CallTimes => {
  const sum: Mutable<CallTimes> = { ...noTimes }
  for (const times of all) for (const key of Object.keys(sum) as (keyof CallTimes)[]) sum[key] += times[key]
  return sum
}

/** Wrap-up of the hotline's own agents: of how many answered calls, and how long in all. What was imported knows of none. */
export interface WrapUps {
  readonly calls: number
  readonly ms: number
}

/** The calls of a period by local day and half hour, and of its last days what agents and callers took. */
export interface BookOfHalfHours {
  readonly days: readonly DayOfCalls[]
  /** 48, from `measuredFrom` on. */
  readonly times: readonly CallTimes[]
}

/** Counts calls by half hour, in any order. Who is offered and who gave up is as in `tally.ts`. `measuredFrom`: from this day on times are measured too. */
export const createHalfHours = (period: Period, measuredFrom: DayNumber) => {
  const days = Array.from({ length: period.starts.length - 1 }, (_, index) => ({
    day: period.firstDay + index,
    offered: new Array<number>(halfHoursOfDay).fill(0),
    minutes: minutesOf(period.firstDay + index, period.zone),
  }))
  const times: Mutable<CallTimes>[] = Array.from({ length: halfHoursOfDay }, () => ({ ...noTimes }))
  const find = halfHourFinder(period.zone)
  return {
    call({ direction, purpose, arrivedAt, answeredAt, endedAt, endCause }: BookCall): void {
      const day = days[dayIndexOf(period, arrivedAt)]
      if (direction !== 'inbound' || purpose !== 'hotline' || endCause === 'rejected' || !day) return
      const half = find(arrivedAt, day.day)
      day.offered[half] = (day.offered[half] ?? 0) + 1
      const of = times[half]
      if (!of || day.day < measuredFrom) return
      of.offered += 1
      const waitEnded = answeredAt ?? endedAt
      const waitedMs = waitEnded === null ? 0 : waitEnded - arrivedAt
      of.waitedMs += waitedMs
      of.waitedBeyondMs += Math.max(0, waitedMs - shortAbandonMs)
      if (answeredAt !== null) {
        of.answered += 1
        if (endedAt === null) return
        of.talks += 1
        of.talkMs += endedAt - answeredAt
        return
      }
      if (endedAt === null || endCause !== 'abandoned') return
      of.abandoned += 1
      if (waitedMs <= shortAbandonMs) of.abandonedShort += 1
    },
    end: (): BookOfHalfHours => ({ days, times }),
  }
}

/** A mean in seconds, and of how many it is. */
export interface MeasuredMean {
  readonly seconds: number
  readonly of: number
}

/**
 * How callers and agents behave, as far as it was measured; null: unknown, as patience is where nobody gave up. `patience`: all waiting for each who gave up, the most likely mean of exponential
 * patience where answers cut waits short (`patienceOf`); `patienceNet`: of those who waited longer than a short abandon, by their waiting beyond
 * it: whoever hangs up at once, having dialled wrong, is no measure of patience.
 */
export interface Behaviour {
  readonly patience: MeasuredMean | null
  readonly patienceNet: MeasuredMean | null
  readonly talk: MeasuredMean | null
  /** By the half hour of the arrival; where too few were measured, that of all. */
  readonly talkByHalfHour: readonly (number | null)[]
  readonly wrapUp: MeasuredMean | null
}

/** Fewest talks by which a half hour has a mean of its own. */
export const fewestTalks = 100

const meanOf = (ms: number, of: number): MeasuredMean | null => (of === 0 ? null : { seconds: ms / of / 1_000, of })

const patience = (waitedMs: number, abandoned: number): MeasuredMean | null =>
  abandoned === 0 ? null : { seconds: patienceOf(waitedMs / 1_000, abandoned), of: abandoned }

/** Reckons behaviour out of what was measured. */
export const behaviourOf = (times: readonly CallTimes[], wrapUps: WrapUps): Behaviour => {
  const all = sumOfTimes(times)
  const talk = meanOf(all.talkMs, all.talks)
  return {
    patience: patience(all.waitedMs, all.abandoned),
    patienceNet: patience(all.waitedBeyondMs, all.abandoned - all.abandonedShort),
    talk,
    talkByHalfHour: times.map(({ talks, talkMs }) =>
      talks >= fewestTalks ? talkMs / talks / 1_000 : (talk?.seconds ?? null),
    ),
    wrapUp: meanOf(wrapUps.ms, wrapUps.calls),
  }
}
