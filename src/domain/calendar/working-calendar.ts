import { type DayNumber, daysOfYear, isWeekend, yearOf } from './day.ts'

/** What a day is to the counting of working days (工作日): `workday` and `makeup_day` (调休上班日) count, the others do not. */
export type DayKind = 'workday' | 'makeup_day' | 'weekend' | 'holiday'

export interface CalendarDay {
  readonly kind: DayKind
  /** The holiday that it belongs to or makes up for, or the reason of an overlay; null: an ordinary day of the week. */
  readonly name: string | null
  /** The overlay that says so; null: the notice or the week. */
  readonly overlay: string | null
}

/** What a set of years and overlays make. Years that are not in it are unknown, never free of holidays. */
export interface WorkingCalendar {
  /** Names every year and overlay in it with its version: `2020.2 2021.1 +haimen.1`. Stored beside each due date. */
  readonly version: string
  readonly years: ReadonlySet<number>
  /** The days that are not what their weekday makes them. */
  readonly days: ReadonlyMap<DayNumber, CalendarDay>
}

/** Nothing is promised in a year whose notice is not there (DOMAIN.md 3.4). */
export interface YearNotLoaded {
  readonly kind: 'year_not_loaded'
  readonly year: number
}

const workday: CalendarDay = { kind: 'workday', name: null, overlay: null }
const weekend: CalendarDay = { kind: 'weekend', name: null, overlay: null }

export const dayIn = (calendar: WorkingCalendar, day: DayNumber): CalendarDay | YearNotLoaded => {
  const year = yearOf(day)
  if (!calendar.years.has(year)) return { kind: 'year_not_loaded', year }
  return calendar.days.get(day) ?? (isWeekend(day) ? weekend : workday)
}

export const counts = ({ kind }: CalendarDay): boolean => kind === 'workday' || kind === 'makeup_day'

/** How many working days lie after `from`, up to and with `to`; 0 where `to` is not later. */
export const workdaysBetween = (
  calendar: WorkingCalendar,
  from: DayNumber,
  to: DayNumber,
): { readonly kind: 'counted'; readonly days: number } | YearNotLoaded => {
  let days = 0
  for (let day = from + 1; day <= to; day++) {
    const here = dayIn(calendar, day)
    if (here.kind === 'year_not_loaded') return here
    if (counts(here)) days++
  }
  return { kind: 'counted', days }
}

/** How many working days a year has. */
export const workdaysOfYear = (calendar: WorkingCalendar, year: number): ReturnType<typeof workdaysBetween> => {
  const [first, last] = daysOfYear(year)
  return workdaysBetween(calendar, first - 1, last)
}

/** The `count`-th working day after (`step` 1) or before (`step` -1) a day, which is not counted itself (DOMAIN.md 3.3, day 0). */
export const nthWorkday = (
  calendar: WorkingCalendar,
  from: DayNumber,
  count: number,
  step: 1 | -1 = 1,
): { readonly kind: 'day'; readonly day: DayNumber } | YearNotLoaded => {
  let day = from
  for (let left = count; left > 0; ) {
    day += step
    const here = dayIn(calendar, day)
    if (here.kind === 'year_not_loaded') return here
    if (counts(here)) left--
  }
  return { kind: 'day', day }
}
