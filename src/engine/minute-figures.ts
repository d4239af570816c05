import type { Fact } from '../domain/fact.ts'
import { type Counts, countsOf } from '../domain/kpi/counts.ts'
import { arrivalOf, countFact, type Figures, noFigures } from '../domain/kpi/figures.ts'
import type { Clock } from './ports.ts'
import type { Reads } from './store.ts'

export const minuteMs = 60_000
export const halfHourMs = 30 * minuteMs
export const dayMs = 24 * 60 * minuteMs

/** What is kept: the longest day there is (25 h), or any 24 h with the running minute, and some more. */
const keptMs = dayMs + 2 * 60 * minuteMs

/** How far the clock of a source may be ahead of ours. */
const aheadMs = 60 * minuteMs

/** The figures of the last 26 hours by the minute of arrival, so that any stretch of whole minutes can be told at any minute. */
export interface MinuteFigures {
  /** Counts a fact for the minute in which its call arrived, also long after it. */
  count(fact: Fact): void
  /** The counts of the calls that arrived in [from, to), whole minutes. */
  sum(from: number, to: number): Counts
  /** The same for each step from `from` on, by its place. */
  steps(from: number, to: number, stepMs: number): readonly Counts[]
  /** How many minutes are held. */
  readonly size: number
}

/** The beginning of the minute of an instant. */
export const minuteOf = (instant: number): number => instant - (instant % minuteMs)

/** Opens it with what the store holds. Must be called before the first new fact. */
export const openMinuteFigures = async (
  reads: Pick<Reads, 'figuresByStep'>,
  clock: Pick<Clock, 'now'>,
): Promise<MinuteFigures> => {
  const start = minuteOf(clock.now())
  const minutes = new Map(await reads.figuresByStep(start - keptMs, start + aheadMs, minuteMs))
  let cleanedAt = start

  /** Throws away what is too old, once a minute: the minutes held are at most those kept and those ahead. */
  const clean = (): void => {
    const now = minuteOf(clock.now())
    if (now === cleanedAt) return
    cleanedAt = now
    for (const minute of minutes.keys()) if (minute < now - keptMs) minutes.delete(minute)
  }

  const within = function* (from: number, to: number): Generator<Figures> {
    for (let minute = from; minute < to; minute += minuteMs) {
      const figures = minutes.get(minute)
      if (figures) yield figures
    }
  }

  return {
    count: fact => {
      clean()
      const arrived = arrivalOf(fact)
      if (arrived === null) return
      const minute = minuteOf(arrived)
      if (minute < cleanedAt - keptMs || minute >= cleanedAt + aheadMs) return
      minutes.set(minute, countFact(minutes.get(minute) ?? noFigures, fact, minute, minute + minuteMs))
    },
    sum: (from, to) => countsOf(within(from, to)),
    steps: (from, to, stepMs) =>
      Array.from({ length: Math.ceil((to - from) / stepMs) }, (_, n) =>
        countsOf(within(from + n * stepMs, Math.min(to, from + (n + 1) * stepMs))),
      ),
    get size() {
      return minutes.size
    },
  }
}
