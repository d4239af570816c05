import type { Counting } from './counting.ts'
import { type DayNumber, dayOf, localDay, type PlainDate } from './day.ts'
import { type Due, dueAfter, endOf, lastDayOf, lengthMs } from './due.ts'
import type { Limit } from './limit.ts'
import { nthWorkday, type WorkingCalendar, workdaysBetween, type YearNotLoaded } from './working-calendar.ts'
import { afterWorkingTime, workingTimeBetween } from './working-time.ts'

/** What has moved the end of a clock since it began. */
export type ClockChange =
  /** An extension (延期) by a further limit, counted from the end as it stood. */
  | { readonly kind: 'extended'; readonly by: Limit }
  /** An extension to the end of a date; it never makes the time shorter. */
  | { readonly kind: 'extended_to'; readonly date: PlainDate }
  /** A suspension (挂起), UTC ms; `until` null: it still lasts. */
  | { readonly kind: 'suspended'; readonly from: number; readonly until: number | null }

/** A clock as far as its end hangs on the calendar: when it began, how long it is, and what moved it, in order. */
export interface Clock {
  readonly startedAt: number
  readonly limit: Limit
  readonly changes: readonly ClockChange[]
}

/** The last day on which something that is due at an instant is on time: 24:00 belongs to the day that ends. */
export const lastDayBefore = (due: number, counting: Counting): DayNumber => localDay(due - 1, counting.zone)

/** The end of a clock that was due at `due` after an extension by a further limit. */
export const extendedBy = (
  due: number,
  by: Limit,
  calendar: WorkingCalendar,
  counting: Counting,
): Due | YearNotLoaded => {
  if (lengthMs(by) !== null) return dueAfter(due, by, calendar, counting)
  const last = lastDayOf(lastDayBefore(due, counting), by, calendar)
  return last.kind === 'day' ? { kind: 'due', at: endOf(last.day, counting) } : last
}

/**
 * The end of a clock that was due at `due` after a suspension of it, by the unit of its limit. In working days it moves by the working
 * days after the day of suspension up to and with the day on which it goes on, so that as many are left as before, and at least the
 * rest of a working day; in days by those days; in minutes and hours by the same time. What was overdue is not moved.
 */
export const suspendedDue = (
  due: number,
  { unit, calendar: by }: Limit,
  { from, until }: { readonly from: number; readonly until: number },
  calendar: WorkingCalendar,
  counting: Counting,
): Due | YearNotLoaded => {
  if (from >= due || until <= from) return { kind: 'due', at: due }
  if (unit === 'minute' || unit === 'hour') {
    if (by === 'around_the_clock') return { kind: 'due', at: due + until - from }
    const left = workingTimeBetween(from, due, calendar, counting)
    return left.kind === 'elapsed' ? afterWorkingTime(until, left.ms, calendar, counting) : left
  }
  const paused = localDay(from, counting.zone)
  const resumed = localDay(until, counting.zone)
  const last = lastDayBefore(due, counting)
  if (resumed === paused) return { kind: 'due', at: due }
  if (unit === 'day' && by === 'around_the_clock') return { kind: 'due', at: endOf(last + resumed - paused, counting) }
  const left =
    unit === 'day' ? ({ kind: 'counted', days: last - paused } as const) : workdaysBetween(calendar, paused, last)
  if (left.kind === 'year_not_loaded') return left
  const moved =
    unit === 'day' || left.days === 0
      ? nthWorkday(calendar, resumed + left.days - 1, 1)
      : nthWorkday(calendar, resumed, left.days)
  return moved.kind === 'day' ? { kind: 'due', at: Math.max(due, endOf(moved.day, counting)) } : moved
}

/** When a clock ends, counted anew from its beginning. A suspension that still lasts moves nothing yet. */
export const dueOf = (
  { startedAt, limit, changes }: Clock,
  calendar: WorkingCalendar,
  counting: Counting,
): Due | YearNotLoaded => {
  let due = dueAfter(startedAt, limit, calendar, counting)
  for (const change of changes) {
    if (due.kind !== 'due') return due
    if (change.kind === 'extended') due = extendedBy(due.at, change.by, calendar, counting)
    else if (change.kind === 'extended_to')
      due = { kind: 'due', at: Math.max(due.at, endOf(dayOf(change.date), counting)) }
    else if (change.until !== null)
      due = suspendedDue(due.at, limit, { from: change.from, until: change.until }, calendar, counting)
  }
  return due
}
