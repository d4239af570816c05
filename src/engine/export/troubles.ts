import { type DayNumber, dateOf } from '../../domain/calendar/day.ts'
import type { Clock, Log } from '../ports.ts'
import { type ExportProblem, problemOf } from './problem.ts'

/** What whoever is paged is told: that an export fails, by what and since when, and that it does so no more. Instants in UTC ms. */
export interface ExportAlarm {
  readonly alarm: 'export_failed'
  readonly state: 'raised' | 'ended'
  /** `making`, or the name of a target. */
  readonly what: string
  /** The day it failed with. */
  readonly day: string
  readonly why: ExportProblem
  readonly since: number
  readonly at: number
}

/** Something that fails now: the making of days, or a target. */
export interface ExportTrouble {
  readonly what: string
  readonly day: DayNumber
  readonly why: ExportProblem
  readonly since: number
}

/** What fails now. Each trouble is alarmed once when it begins and once when it is over. */
export interface ExportTroubles {
  all(): readonly ExportTrouble[]
  fails(what: string, day: DayNumber, error: unknown): void
  works(what: string): void
}

/** Makes the list; empty. `alarm` must return at once. */
export const createTroubles = (
  clock: Pick<Clock, 'now'>,
  log: Log,
  alarm: (message: ExportAlarm) => void,
): ExportTroubles => {
  const troubles = new Map<string, ExportTrouble>()
  return {
    all: () => [...troubles.values()],
    fails(what, day, error) {
      const before = troubles.get(what)
      const at = clock.now()
      const trouble = { what, day, why: problemOf(error), since: before?.since ?? at }
      troubles.set(what, trouble)
      log.error({ err: error, what, day: dateOf(day) }, 'a day could not be exported; it is tried again')
      if (!before) alarm({ alarm: 'export_failed', state: 'raised', ...trouble, day: dateOf(day), at })
    },
    works(what) {
      const before = troubles.get(what)
      if (!before) return
      troubles.delete(what)
      const day = dateOf(before.day)
      log.info({ what, day, since: before.since }, 'days are exported again')
      alarm({ alarm: 'export_failed', state: 'ended', ...before, day, at: clock.now() })
    },
  }
}
