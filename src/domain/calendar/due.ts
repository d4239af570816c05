import type { Counting } from './counting.ts'
import { type DayNumber, instantOf, localDay, startOfDay } from './day.ts'
import type { Limit } from './limit.ts'
import { nthWorkday, type WorkingCalendar, type YearNotLoaded } from './working-calendar.ts'
import { afterWorkingTime } from './working-time.ts'

/** An instant (UTC ms): what is done before it is on time, what is done at it is late. */
export interface Due {
  readonly kind: 'due'
  readonly at: number
}

const minuteMs = 60_000

/** The length of a limit in minutes or hours, in ms; null: it is one in days. */
export const lengthMs = ({ count, unit }: Limit): number | null => {
  if (unit === 'minute') return count * minuteMs
  return unit === 'hour' ? count * 60 * minuteMs : null
}

/** The end of a limit whose last day is `day`. */
export const endOf = (day: DayNumber, { zone, officeHours, dueAt }: Counting): number => {
  const close = officeHours.at(-1)
  if (dueAt === 'end_of_day' || close === undefined) return startOfDay(day + 1, zone)
  return instantOf(day, close.to, zone)
}

/** The last day of a limit in days that begins on `first`, which is day 0 and not counted. */
export const lastDayOf = (
  first: DayNumber,
  { count, unit, calendar: by }: Limit,
  calendar: WorkingCalendar,
): ReturnType<typeof nthWorkday> => {
  if (unit === 'working_day') return nthWorkday(calendar, first, count)
  const day = first + count
  return by === 'working' ? nthWorkday(calendar, day - 1, 1) : { kind: 'day', day }
}

/**
 * When a limit that begins at `from` (UTC ms) ends: due, or no promise because a year that must be counted is not loaded. In days, the
 * day it begins is day 0 (DOMAIN.md 3.3; Civil Code, art. 201 and 203), at 23:59 and on a holiday too. The limit must be sound
 * (`limitError`), and so the way of counting.
 */
export const dueAfter = (
  from: number,
  limit: Limit,
  calendar: WorkingCalendar,
  counting: Counting,
): Due | YearNotLoaded => {
  const length = lengthMs(limit)
  if (length !== null)
    return limit.calendar === 'around_the_clock'
      ? { kind: 'due', at: from + length }
      : afterWorkingTime(from, length, calendar, counting)
  const last = lastDayOf(localDay(from, counting.zone), limit, calendar)
  return last.kind === 'day' ? { kind: 'due', at: endOf(last.day, counting) } : last
}
