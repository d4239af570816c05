import type { Staffing } from './staffing.ts'

/** `nobody_at_work`: nobody could serve a caller now; `callers_alone`: callers wait and nobody is even signed in. */
export type AlarmKind = 'nobody_at_work' | 'callers_alone'

/** How long a state of things must last to raise an alarm, and be over to end it: a reload or a change of shift is none. ms. */
export const alarmLimits = { raiseAfterMs: 10_000, endAfterMs: 5_000 } as const

/** What is known of one alarm. Instants in UTC ms. */
export interface AlarmWatch {
  /** Since when things are bad; null: they are not. */
  readonly badSince: number | null
  /** Since when they are good again while the alarm stands; null: they are not, or none stands. */
  readonly goodSince: number | null
  readonly raised: boolean
}

/** Nothing is wrong. */
export const calm: AlarmWatch = { badSince: null, goodSince: null, raised: false }

/**
 * Whether each alarm's state of things holds. The hotline is open at any hour (国办发〔2020〕53号), so there is no time at which nobody
 * may be at work. Ringing and wrap-up count as work: the server ends both by itself. Paused and absent agents do not.
 */
export const isBad = ({ signedIn, states }: Staffing, waiting: number): Readonly<Record<AlarmKind, boolean>> => ({
  nobody_at_work: states.ready + states.reserved + states.talking + states.wrap_up === 0,
  callers_alone: waiting > 0 && signedIn === 0,
})

/** The watch after one more look at `now`: it is raised once things were bad at every look for long enough, and ends likewise. */
export const look = (watch: AlarmWatch, bad: boolean, now: number): AlarmWatch => {
  if (bad) {
    const badSince = watch.badSince ?? now
    const raised = watch.raised || now - badSince >= alarmLimits.raiseAfterMs
    return { badSince, goodSince: null, raised }
  }
  if (!watch.raised) return calm
  const goodSince = watch.goodSince ?? now
  return now - goodSince >= alarmLimits.endAfterMs ? calm : { ...watch, goodSince }
}
