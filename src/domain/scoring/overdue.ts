import { lastDayBefore } from '../calendar/clock.ts'
import type { Counting } from '../calendar/counting.ts'
import { localDay, startOfDay } from '../calendar/day.ts'
import { nthWorkday, type WorkingCalendar, workdaysBetween } from '../calendar/working-calendar.ts'

/** For how many working days a case may be overdue before its unit is named (点名通报, DOMAIN.md 3.3). */
export const namedAfterWorkdays = 5

/**
 * Cases due at this instant (UTC ms) or earlier are overdue by more than five working days: five whole ones have passed since their last day. null: a year that must be
 * counted is not loaded.
 */
export const namedBefore = (now: number, calendar: WorkingCalendar, counting: Counting): number | null => {
  const today = localDay(now, counting.zone)
  const begun = nthWorkday(calendar, today + 1, namedAfterWorkdays + 1, -1)
  return begun.kind === 'day' ? startOfDay(begun.day, counting.zone) : null
}

/** Working days after the last day of something due at `due`, with today where it is one; null: a year is not loaded. */
export const workdaysOverdue = (
  due: number,
  now: number,
  calendar: WorkingCalendar,
  counting: Counting,
): number | null => {
  const counted = workdaysBetween(calendar, lastDayBefore(due, counting), localDay(now, counting.zone))
  return counted.kind === 'counted' ? counted.days : null
}
