import { type AlarmKind, type AlarmWatch, calm, isBad, look } from '../domain/line/alarm.ts'
import type { Line } from '../domain/line/line.ts'
import { staffingOf } from '../domain/line/staffing.ts'
import type { AlarmView } from '../wire/views.ts'
import type { Clock, Log } from './ports.ts'
import { waitingCallers } from './views.ts'

/** What whoever is paged is told: that an alarm was raised, and that it has ended. Instants in UTC ms. */
export interface AlarmMessage {
  readonly alarm: AlarmKind
  readonly state: 'raised' | 'ended'
  /** Since when things were bad. */
  readonly since: number
  readonly at: number
  readonly waiting: number
  readonly signedIn: number
}

export interface AlarmWatchParts {
  readonly line: () => Line
  readonly clock: Clock
  readonly log: Log
  /** Hands a message on; must return at once. */
  readonly send?: (message: AlarmMessage) => void
}

const lookEveryMs = 1_000

/** Watches whether anybody is there for the callers. `alarms` are those that stand, the worst first. */
export interface StaffingAlarm {
  alarms(): readonly AlarmView[]
  stop(): void
}

const kinds: readonly AlarmKind[] = ['callers_alone', 'nobody_at_work']

/** Starts to watch, a look a second. Each alarm is sent once when it is raised and once when it ends. */
export const watchStaffing = ({ line, clock, log, send = () => {} }: AlarmWatchParts): StaffingAlarm => {
  const watches: Record<AlarmKind, AlarmWatch> = { nobody_at_work: calm, callers_alone: calm }
  let standing: readonly AlarmView[] = []
  let cancel = () => {}

  const lookOnce = (): void => {
    const now = clock.now()
    const staffing = staffingOf(line())
    const waiting = waitingCallers(line())
    const bad = isBad(staffing, waiting)
    for (const alarm of kinds) {
      const before = watches[alarm]
      const after = look(before, bad[alarm], now)
      watches[alarm] = after
      if (before.raised === after.raised) continue
      const message: AlarmMessage = {
        alarm,
        state: after.raised ? 'raised' : 'ended',
        since: after.badSince ?? before.badSince ?? now,
        at: now,
        waiting,
        signedIn: staffing.signedIn,
      }
      log.warn(message, after.raised ? 'alarm: nobody is there for the callers' : 'alarm ended')
      send(message)
      standing = kinds.flatMap(kind => {
        const { raised, badSince } = watches[kind]
        return raised && badSince !== null ? [{ alarm: kind, since: badSince }] : []
      })
    }
    cancel = clock.at(now + lookEveryMs, lookOnce)
  }
  lookOnce()

  return { alarms: () => standing, stop: () => cancel() }
}
