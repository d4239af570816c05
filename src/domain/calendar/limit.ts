export const limitUnits = ['minute', 'hour', 'working_day', 'day'] as const
export type LimitUnit = (typeof limitUnits)[number]

export const limitCalendars = ['around_the_clock', 'working'] as const
export type LimitCalendar = (typeof limitCalendars)[number]

/**
 * How long something may take.
 * Minutes and hours: around the clock, or only those inside office hours of working days.
 * Working days: always of the working calendar. Days: those of the year; with the working calendar, a last day that is off moves on to
 * the next working day (Civil Code, art. 203).
 */
export interface Limit {
  /** A whole number, at least 1. */
  readonly count: number
  readonly unit: LimitUnit
  readonly calendar: LimitCalendar
}

export const workingDays = (count: number): Limit => ({ count, unit: 'working_day', calendar: 'working' })
export const minutes = (count: number): Limit => ({ count, unit: 'minute', calendar: 'around_the_clock' })

/** No limit is longer than this, in its own unit. */
export const longestLimit = 1_000

export type LimitError = 'limit_count' | 'limit_unit'

/** What is wrong with a limit; null: nothing. */
export const limitError = ({ count, unit, calendar }: Limit): LimitError | null => {
  if (!Number.isInteger(count) || count < 1 || count > longestLimit) return 'limit_count'
  return unit === 'working_day' && calendar !== 'working' ? 'limit_unit' : null
}
