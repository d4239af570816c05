import type { Clock } from '../../../src/engine/ports.ts'

/** A clock that stands where it is set; its alarms ring when it is set past them. */
export const virtualClock = (start: number): Clock & { set(to: number): void } => {
  let now = start
  const alarms = new Set<{ readonly at: number; readonly job: () => void }>()
  return {
    now: () => now,
    at: (instant, job) => {
      const alarm = { at: instant, job }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
    set: to => {
      now = to
      for (const alarm of [...alarms].filter(each => each.at <= to)) {
        alarms.delete(alarm)
        alarm.job()
      }
    },
  }
}
