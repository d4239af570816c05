import type { Figures } from '../domain/kpi/figures.ts'
import type { LocalDay } from './local-day.ts'
import { localDayOf } from './local-day.ts'
import { halfHourMs, minuteMs } from './minute-figures.ts'
import type { Clock } from './ports.ts'
import type { Reads } from './store.ts'

/** The same weekday of last week, to hold today against. */
export interface LastWeek {
  /** Half hours from its midnight on, by their beginning; null while the store has not told them. */
  readonly halfHours: ReadonlyMap<number, Figures> | null
  readonly day: LocalDay
}

/** The calendar day seven days before the day that begins at `from`, in `zone`. */
export const weekBefore = (from: number, zone: string): LocalDay => {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).subtract({ days: 7 })
  return localDayOf(start.epochMilliseconds, zone)
}

/** While the store cannot tell, it is asked again this often. */
const askAgainMs = minuteMs

/** Tells of the week before any day; a new day is asked for when it is first wanted, and is there a moment later. */
export const createLastWeek = (
  reads: Pick<Reads, 'figuresByStep'>,
  clock: Pick<Clock, 'now'>,
  zone: string,
): { of(today: LocalDay): LastWeek; loaded(): Promise<void> } => {
  let known: LastWeek | null = null
  let knownFor = Number.NaN
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> = Promise.resolve()

  const ask = (day: LocalDay): void => {
    askedAt = clock.now()
    asking = reads.figuresByStep(day.from, day.to, halfHourMs).then(
      halfHours => {
        if (known?.day.from === day.from) known = { day, halfHours }
      },
      () => {},
    )
  }

  return {
    of: today => {
      if (known === null || today.from !== knownFor) {
        knownFor = today.from
        known = { day: weekBefore(today.from, zone), halfHours: null }
        ask(known.day)
      } else if (known.halfHours === null && clock.now() >= askedAt + askAgainMs) ask(known.day)
      return known
    },
    loaded: () => asking,
  }
}
