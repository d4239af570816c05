import type { Counting } from '../calendar/counting.ts'
import { dayOf, localDay, type PlainDate, parsePlainDate, startOfDay } from '../calendar/day.ts'
import { nthWorkday, type WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Month } from './sheet.ts'

/** Whether a text names a month. */
export const isMonth = (text: string): text is Month => parsePlainDate(`${text}-01`) !== null

/** The instants a month begins and ends at in a zone (UTC ms): [from, to). */
export const boundsOfMonth = (month: Month, zone: string): { readonly from: number; readonly to: number } => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const following: PlainDate = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
  return { from: startOfDay(dayOf(`${month}-01`), zone), to: startOfDay(dayOf(following), zone) }
}

/** Until when the citizen must have been reached, of orders dispatched in [from, to); all UTC ms. */
export interface ContactLimit {
  readonly from: number
  readonly to: number
  readonly contactBy: number
}

/**
 * Limits of first contact for orders dispatched in the days up to and with that of `until`, `days` of them, the latest first: within one working day, day 0 not counted (a rule of this
 * house, DOMAIN.md 2.3). Days with the same limit are one; days that run into a year that is not loaded are left out.
 */
export const contactLimits = (
  until: number,
  days: number,
  calendar: WorkingCalendar,
  { zone }: Counting,
): readonly ContactLimit[] => {
  const last = localDay(until, zone)
  const limits: ContactLimit[] = []
  for (let day = last; day > last - days; day--) {
    const due = nthWorkday(calendar, day, 1)
    if (due.kind !== 'day') continue
    const contactBy = startOfDay(due.day + 1, zone)
    const from = startOfDay(day, zone)
    const before = limits.at(-1)
    if (before && before.contactBy === contactBy) limits[limits.length - 1] = { ...before, from }
    else limits.push({ from, to: startOfDay(day + 1, zone), contactBy })
  }
  return limits
}
