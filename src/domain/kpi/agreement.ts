import type { Figures } from './figures.ts'
import { percent, seconds, secondsOf } from './rate.ts'

/** Figures by their keys, as a report has them; null: its base is 0, or it is not known. */
export type FiguresByKey = Readonly<Record<string, unknown>>

/** A figure that two of our books tell differently. */
export interface Disagreement {
  readonly key: string
  readonly one: number | null
  readonly other: number | null
}

/** What the wall counts of a period, under the keys of the report, by the same definitions (DOMAIN.md 2.2). */
export const wallFigures = (figures: Figures): Readonly<Record<string, number | null>> => {
  const { offered, answered, talksEnded } = figures
  return {
    offered,
    inbound_calls_answered: answered,
    abandoned: figures.abandonedInAnnouncement + figures.abandonedInQueue + figures.abandonedRinging,
    abandoned_short_5s: figures.abandonedShort,
    inbound_answer_rate: percent(answered, offered),
    sl_15: percent(figures.within15, offered),
    sl_20: percent(figures.within20, offered),
    sl_30: percent(figures.within30, offered),
    inbound_avg_wait_s: seconds(figures.waitMs, answered),
    inbound_avg_talk_s: seconds(figures.talkMs, talksEnded),
    inbound_max_talk_s: secondsOf(talksEnded === 0 ? null : figures.longestTalkMs),
  }
}

/** Figures that are the sum of those of the days. */
export const summable = [
  ...(['offered', 'inbound_calls_answered', 'abandoned', 'abandoned_short_5s', 'callback_calls'] as const),
  ...(['cases_total', 'cases_by_phone', 'cases_by_internet', 'cases_by_other'] as const),
  ...(['cases_consultation', 'cases_non_consultation'] as const),
] as const

const numberIn = (figures: FiguresByKey, key: string): number | null => {
  const value = figures[key]
  return typeof value === 'number' ? value : null
}

/** The sums of days, under their keys; a figure that one of them does not know is not known. */
export const sumOfDays = (days: readonly FiguresByKey[]): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    summable.map(key => {
      const values = days.map(day => numberIn(day, key))
      return [key, values.every(value => value !== null) ? values.reduce((sum, value) => sum + value, 0) : null]
    }),
  )

/** Where two books tell a figure differently; those that only one of them has are not compared. */
export const disagreements = (
  one: Readonly<Record<string, number | null>>,
  other: FiguresByKey,
): readonly Disagreement[] =>
  Object.entries(one).flatMap(([key, value]) =>
    Object.hasOwn(other, key) && numberIn(other, key) !== value
      ? [{ key, one: value, other: numberIn(other, key) }]
      : [],
  )
