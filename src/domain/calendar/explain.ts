import { type Clock, type ClockChange, extendedBy, lastDayBefore, suspendedDue } from './clock.ts'
import type { Counting } from './counting.ts'
import { type DayNumber, dateOf, dayOf, localDay, type PlainDate } from './day.ts'
import { dueAfter, endOf, lengthMs } from './due.ts'
import type { Limit } from './limit.ts'
import {
  type CalendarDay,
  counts,
  type DayKind,
  dayIn,
  type WorkingCalendar,
  workdaysBetween,
  type YearNotLoaded,
} from './working-calendar.ts'
import { workingTimeBetween } from './working-time.ts'

/**
 * Days in a row that mean the same to a limit. `day_zero`: the day it begins; `day`: one of a limit that counts all days. The name is that of
 * the holiday, of what a make-up day is for, or an overlay's reason.
 */
export interface CountedDays {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly kind: DayKind | 'day_zero' | 'day'
  readonly name: string | null
  /** The overlay that made it so; null: the notice or the week. */
  readonly overlay: string | null
  /** Which days of the limit these are, from 1; null: they do not count. */
  readonly count: { readonly first: number; readonly last: number } | null
  /** Of a limit in working hours: the office hours that count in these days, ms; else null. */
  readonly ms: number | null
}

/** A part of how a clock comes to its end: its limit, then whatever moved it. `due`: the end as it stands after this part, UTC ms. */
export type Part = { readonly due: number; readonly days: readonly CountedDays[] } & (
  | { readonly kind: 'limit'; readonly limit: Limit }
  | { readonly kind: 'extended'; readonly by: Limit }
  | { readonly kind: 'extended_to'; readonly date: PlainDate }
  /** `workdays`: the working days that were suspended; null where none had to be counted. `until` null: it still lasts. */
  | {
      readonly kind: 'suspended'
      readonly from: number
      readonly until: number | null
      readonly workdays: number | null
    }
)

export interface Explanation {
  readonly kind: 'explained'
  readonly due: number
  /** The version of the calendar that it was counted with. */
  readonly calendar: string
  readonly parts: readonly Part[]
}

/** Days side by side that mean the same become one row. */
const joined = (days: readonly CountedDays[]): readonly CountedDays[] => {
  const rows: CountedDays[] = []
  for (const day of days) {
    const last = rows.at(-1)
    const alike =
      last !== undefined &&
      last.kind === day.kind &&
      last.name === day.name &&
      last.overlay === day.overlay &&
      (last.count === null) === (day.count === null)
    if (!alike) rows.push(day)
    else
      rows[rows.length - 1] = {
        ...last,
        to: day.to,
        count: last.count && day.count && { first: last.count.first, last: day.count.last },
        ms: last.ms === null || day.ms === null ? null : last.ms + day.ms,
      }
  }
  return rows
}

const row = (day: DayNumber, of: Partial<CountedDays> & Pick<CountedDays, 'kind'>): CountedDays => ({
  from: dateOf(day),
  to: dateOf(day),
  name: null,
  overlay: null,
  count: null,
  ms: null,
  ...of,
})

const rowOf = (day: DayNumber, here: CalendarDay, count: number | null): CountedDays =>
  row(day, { ...here, count: count === null ? null : { first: count, last: count } })

type Rows = { readonly kind: 'rows'; readonly rows: readonly CountedDays[] } | YearNotLoaded

/** The days after `first` up to `last`, as a limit in days counts them. */
const daysAfter = (first: DayNumber, last: DayNumber, limit: Limit, calendar: WorkingCalendar): Rows => {
  const rows: CountedDays[] = []
  let count = 0
  for (let day = first + 1; day <= last; day++) {
    const inLimit = limit.unit === 'day' && count < limit.count
    if (inLimit) rows.push(row(day, { kind: 'day', count: { first: ++count, last: count } }))
    else {
      const here = dayIn(calendar, day)
      if (here.kind === 'year_not_loaded') return here
      rows.push(rowOf(day, here, limit.unit === 'working_day' && counts(here) ? ++count : null))
    }
  }
  return { kind: 'rows', rows }
}

/** The days from one instant to another, with the office hours that count in each. */
const hoursBetween = (from: number, to: number, calendar: WorkingCalendar, counting: Counting): Rows => {
  const rows: CountedDays[] = []
  const last = lastDayBefore(to, counting)
  for (let day = localDay(from, counting.zone); day <= last; day++) {
    const here = dayIn(calendar, day)
    if (here.kind === 'year_not_loaded') return here
    const begin = Math.max(from, startOf(day, counting))
    const worked = workingTimeBetween(begin, Math.min(to, startOf(day + 1, counting)), calendar, counting)
    if (worked.kind === 'year_not_loaded') return worked
    rows.push(row(day, { ...here, ms: worked.ms }))
  }
  return { kind: 'rows', rows }
}

const startOf = (day: DayNumber, counting: Counting): number => endOf(day - 1, { ...counting, dueAt: 'end_of_day' })

const rowsOf = (
  from: number,
  zero: DayNumber,
  due: number,
  limit: Limit,
  calendar: WorkingCalendar,
  counting: Counting,
): Rows => {
  if (lengthMs(limit) === null) return daysAfter(zero, lastDayBefore(due, counting), limit, calendar)
  if (limit.calendar === 'around_the_clock') return { kind: 'rows', rows: [] }
  return hoursBetween(from, due, calendar, counting)
}

const afterChange = (
  due: number,
  limit: Limit,
  change: ClockChange,
  calendar: WorkingCalendar,
  counting: Counting,
): Part | YearNotLoaded => {
  if (change.kind === 'extended_to') {
    const moved = Math.max(due, endOf(dayOf(change.date), counting))
    return { kind: 'extended_to', date: change.date, due: moved, days: [] }
  }
  if (change.kind === 'extended') {
    const moved = extendedBy(due, change.by, calendar, counting)
    if (moved.kind === 'year_not_loaded') return moved
    const found = rowsOf(due, lastDayBefore(due, counting), moved.at, change.by, calendar, counting)
    if (found.kind === 'year_not_loaded') return found
    return { kind: 'extended', by: change.by, due: moved.at, days: joined(found.rows) }
  }
  const { from, until } = change
  if (until === null || from >= due) return { kind: 'suspended', from, until, workdays: null, due, days: [] }
  const moved = suspendedDue(due, limit, { from, until }, calendar, counting)
  if (moved.kind === 'year_not_loaded') return moved
  if (limit.unit !== 'working_day') return { kind: 'suspended', from, until, workdays: null, due: moved.at, days: [] }
  const first = localDay(from, counting.zone)
  const last = localDay(until, counting.zone)
  const suspended = workdaysBetween(calendar, first, last)
  const found = daysAfter(first, last, limit, calendar)
  if (suspended.kind === 'year_not_loaded') return suspended
  if (found.kind === 'year_not_loaded') return found
  return { kind: 'suspended', from, until, workdays: suspended.days, due: moved.at, days: joined(found.rows) }
}

/** How a clock comes to its end, step by step and as data: what `dueOf` says, with every day that it looked at. */
export const explain = (
  { startedAt, limit, changes }: Clock,
  calendar: WorkingCalendar,
  counting: Counting,
): Explanation | YearNotLoaded => {
  const first = dueAfter(startedAt, limit, calendar, counting)
  if (first.kind === 'year_not_loaded') return first
  const zero = localDay(startedAt, counting.zone)
  const found = rowsOf(startedAt, zero, first.at, limit, calendar, counting)
  if (found.kind === 'year_not_loaded') return found
  const days = lengthMs(limit) === null ? [row(zero, { kind: 'day_zero' }), ...joined(found.rows)] : joined(found.rows)
  const parts: Part[] = [{ kind: 'limit', limit, due: first.at, days }]
  let due = first.at
  for (const change of changes) {
    const part = afterChange(due, limit, change, calendar, counting)
    if (part.kind === 'year_not_loaded') return part
    parts.push(part)
    due = part.due
  }
  return { kind: 'explained', due, calendar: calendar.version, parts }
}
