import type { Counting } from './counting.ts'
import { dateOf, localDay, startOfDay } from './day.ts'
import type { Due } from './due.ts'
import { nthWorkday, type WorkingCalendar, type YearNotLoaded } from './working-calendar.ts'
import { afterWorkingTime, workingTimeBetween } from './working-time.ts'

/** An instant, UTC ms. */
export interface Instant {
  readonly kind: 'instant'
  readonly at: number
}

const instant = (found: Due | YearNotLoaded): Instant | YearNotLoaded =>
  found.kind === 'due' ? { kind: 'instant', at: found.at } : found

/**
 * The instant that lies `count` working days before a due one, at the same time of day: for 24:00 on Wednesday and one day, 24:00 on
 * Tuesday.
 */
export const workingDaysBefore = (
  due: number,
  count: number,
  calendar: WorkingCalendar,
  { zone }: Counting,
): Instant | YearNotLoaded => {
  const last = localDay(due - 1, zone)
  const found = nthWorkday(calendar, last, count, -1)
  if (found.kind === 'year_not_loaded') return found
  if (due === startOfDay(last + 1, zone)) return { kind: 'instant', at: startOfDay(found.day + 1, zone) }
  const plainTime = Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO(zone).toPlainTime()
  const moved = Temporal.PlainDate.from(dateOf(found.day)).toZonedDateTime({ timeZone: zone, plainTime })
  return { kind: 'instant', at: moved.epochMilliseconds }
}

/** When half of the office hours between a beginning and its due instant are over; where there are none, half of the time itself. */
export const halfTime = (
  from: number,
  due: number,
  calendar: WorkingCalendar,
  counting: Counting,
): Instant | YearNotLoaded => {
  const whole = workingTimeBetween(from, due, calendar, counting)
  if (whole.kind === 'year_not_loaded') return whole
  if (whole.ms === 0) return { kind: 'instant', at: from + Math.floor(Math.max(0, due - from) / 2) }
  return instant(afterWorkingTime(from, Math.floor(whole.ms / 2), calendar, counting))
}

/** The first instant from `from` on that lies in office hours, for notices that nobody should get at night. */
export const nextOfficeTime = (
  from: number,
  calendar: WorkingCalendar,
  counting: Counting,
): Instant | YearNotLoaded => {
  // A span ends before its `to`, so the first whole millisecond of office hours is looked for, and its beginning is meant.
  const found = instant(afterWorkingTime(from, 1, calendar, counting))
  return found.kind === 'instant' ? { kind: 'instant', at: found.at - 1 } : found
}
