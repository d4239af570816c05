import { instantOf, isWeekend, localDay, startOfDay } from '../calendar/day.ts'
import { counts, dayIn, type WorkingCalendar } from '../calendar/working-calendar.ts'
import { quietUntil } from '../messages/quiet.ts'
import type { DayPart } from './campaign.ts'

/** Why it may not be rung at an instant. `attempts`: none is left. */
export type RingWhy =
  | 'quiet_hours'
  | 'not_before'
  | 'appointment'
  | 'attempts'
  | 'number_today'
  | 'gap'
  | 'other_day'
  | 'other_day_part'
  | 'hours'

/** A rule of time: the first instant from `at` on that it allows (UTC ms); null: none. */
export interface TimeRule {
  readonly why: RingWhy
  next(at: number): number | null
}

/** Nothing is looked for beyond so many days: the longest holidays have nine. */
const horizonDays = 60

/** Never between nine in the evening and eight in the morning, whatever is set (DOMAIN.md 4.5). */
export const quietRule = (zone: string): TimeRule => ({ why: 'quiet_hours', next: at => quietUntil(at, zone) ?? at })

/** Not before an instant. */
export const afterRule = (why: RingWhy, from: number): TimeRule => ({ why, next: at => Math.max(at, from) })

/** On days of which `allows` says yes. */
export const dayRule = (why: RingWhy, zone: string, allows: (day: number) => boolean): TimeRule => ({
  why,
  next: at => {
    const first = localDay(at, zone)
    for (let day = first; day <= first + horizonDays; day++)
      if (allows(day)) return day === first ? at : startOfDay(day, zone)
    return null
  },
})

/** Within parts of the day, on any day. */
export const partRule = (why: RingWhy, parts: readonly DayPart[], zone: string): TimeRule => {
  const inOrder = [...parts].sort((a, b) => a.from - b.from)
  return {
    why,
    next: at => {
      const first = localDay(at, zone)
      for (const day of [first, first + 1])
        for (const { from, to } of inOrder)
          if (instantOf(day, to, zone) > at) return Math.max(at, instantOf(day, from, zone))
      return null
    },
  }
}

/** Days on which offices work. Of a year whose notice is not loaded only weekends are off (DOMAIN.md 3.4: whoever counts so says it). */
export const isWorkday = (calendar: WorkingCalendar, day: number): boolean => {
  const here = dayIn(calendar, day)
  return here.kind === 'year_not_loaded' ? !isWeekend(day) : counts(here)
}

/** Which part of the day an instant lies in, by its place in the list; null: in none. */
export const partOf = (at: number, parts: readonly DayPart[], zone: string): number | null => {
  const day = localDay(at, zone)
  const found = parts.findIndex(({ from, to }) => instantOf(day, from, zone) <= at && at < instantOf(day, to, zone))
  return found === -1 ? null : found
}

/** The first instant from `from` on that all rules allow, and the first rule that forbids `from` itself. */
export const firstAllowed = (
  rules: readonly TimeRule[],
  from: number,
): { readonly at: number | null; readonly why: RingWhy | null } => {
  const why = rules.find(rule => rule.next(from) !== from)?.why ?? null
  const last = from + (horizonDays + 1) * 86_400_000
  for (let at = from; at <= last; ) {
    const before = at
    for (const rule of rules) {
      const next = rule.next(at)
      if (next === null) return { at: null, why: why ?? rule.why }
      at = next
    }
    if (at === before) return { at, why }
  }
  return { at: null, why }
}
