import type { Counting } from './counting.ts'
import { type DayNumber, instantOf, localDay } from './day.ts'
import type { Due } from './due.ts'
import { counts, dayIn, type WorkingCalendar, type YearNotLoaded } from './working-calendar.ts'

/** A stretch of office hours, UTC ms. */
type Stretch = readonly [from: number, to: number]

/** The office hours of a day as instants; none on a day off. Real lengths, also on days on which clocks change. */
export const officeStretches = (
  day: DayNumber,
  calendar: WorkingCalendar,
  { zone, officeHours }: Counting,
): readonly Stretch[] | YearNotLoaded => {
  const here = dayIn(calendar, day)
  if (here.kind === 'year_not_loaded') return here
  if (!counts(here)) return []
  return officeHours.map(({ from, to }) => [instantOf(day, from, zone), instantOf(day, to, zone)])
}

const isRefused = (found: readonly Stretch[] | YearNotLoaded): found is YearNotLoaded => 'kind' in found

/** When `length` ms of office hours are over, from an instant on; where they end with a day, at its close. */
export const afterWorkingTime = (
  from: number,
  length: number,
  calendar: WorkingCalendar,
  counting: Counting,
): Due | YearNotLoaded => {
  let left = length
  for (let day = localDay(from, counting.zone); ; day++) {
    const stretches = officeStretches(day, calendar, counting)
    if (isRefused(stretches)) return stretches
    for (const [open, close] of stretches) {
      const start = Math.max(open, from)
      if (close - start >= left) return { kind: 'due', at: start + left }
      left -= Math.max(0, close - start)
    }
  }
}

/** The office hours that lie between two instants, in ms: mean handling in working hours. 0 where `to` is not later. */
export const workingTimeBetween = (
  from: number,
  to: number,
  calendar: WorkingCalendar,
  counting: Counting,
): { readonly kind: 'elapsed'; readonly ms: number } | YearNotLoaded => {
  let ms = 0
  if (to > from) {
    const last = localDay(to - 1, counting.zone)
    for (let day = localDay(from, counting.zone); day <= last; day++) {
      const stretches = officeStretches(day, calendar, counting)
      if (isRefused(stretches)) return stretches
      for (const [open, close] of stretches) ms += Math.max(0, Math.min(close, to) - Math.max(open, from))
    }
  }
  return { kind: 'elapsed', ms }
}
