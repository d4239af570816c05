import type { Counting } from './counting.ts'
import { type DayNumber, dateOf, isWeekend, localDay, type PlainDate } from './day.ts'
import { endOf } from './due.ts'
import { counts, dayIn, type WorkingCalendar, type YearNotLoaded } from './working-calendar.ts'

/** Days in a row on which nobody works. The name is that of the first holiday among them; null: a weekend only. */
export interface OffDays {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly name: string | null
}

/** What is left until something is due, in words of the calendar. */
export interface TimeLeft {
  readonly kind: 'left'
  /** Working days after today, up to and with the last day; 0 on the last day and after it. */
  readonly workdays: number
  /** The days off that lie between, so that it can be said why the date is so far away. */
  readonly off: readonly OffDays[]
  /** Weekend days between that are worked (调休上班). */
  readonly makeUp: readonly PlainDate[]
}

/** What is left at `now` until `due` (both UTC ms), or that a year between is not loaded. */
export const timeLeft = (
  now: number,
  due: number,
  calendar: WorkingCalendar,
  counting: Counting,
): TimeLeft | YearNotLoaded => {
  // what is due at 24:00 belongs to the day that ends
  const last = localDay(due - 1, counting.zone)
  const off: OffDays[] = []
  const makeUp: PlainDate[] = []
  let workdays = 0
  let worked = true
  for (let day = localDay(now, counting.zone) + 1; day <= last; day++) {
    const here = dayIn(calendar, day)
    if (here.kind === 'year_not_loaded') return here
    const date = dateOf(day)
    const before = off.at(-1)
    if (counts(here)) {
      workdays++
      if (here.kind === 'makeup_day') makeUp.push(date)
    } else if (worked || before === undefined) off.push({ from: date, to: date, name: here.name })
    else off[off.length - 1] = { ...before, to: date, name: before.name ?? here.name }
    worked = counts(here)
  }
  return { kind: 'left', workdays, off, makeUp }
}

/** A last day that an extension may ask for, and by how many working days it is later. */
export interface ExtensionDay {
  readonly date: PlainDate
  readonly workdays: number
}

/**
 * The working days up to which what is due at `due` may be extended, none later than `longest` (both UTC ms; DOMAIN.md 3.3: no more than the
 * original length). In a year that is not loaded Mondays to Fridays are taken for working days.
 */
export const extensionDays = (
  due: number,
  longest: number,
  calendar: WorkingCalendar,
  counting: Counting,
): readonly ExtensionDay[] => {
  const works = (day: DayNumber): boolean => {
    const here = dayIn(calendar, day)
    return here.kind === 'year_not_loaded' ? !isWeekend(day) : counts(here)
  }
  const last = localDay(due - 1, counting.zone)
  const days: ExtensionDay[] = []
  let workdays = 0
  for (let day = last; endOf(day, counting) <= longest; day++) {
    if (!works(day)) continue
    if (day > last) workdays++
    if (endOf(day, counting) > due) days.push({ date: dateOf(day), workdays })
  }
  return days
}
