import type { NamedDay } from '../calendar-year.ts'
import { dateOf, dayOf, type PlainDate } from '../day.ts'

/** The days of a holiday as a notice words them: `10月1日至8日放假`; without `to` one day. */
export const holiday = (name: string, from: PlainDate, to: PlainDate = from): readonly NamedDay[] => {
  const length = dayOf(to) - dayOf(from) + 1
  return Array.from({ length }, (_, index) => ({ name, date: dateOf(dayOf(from) + index) }))
}

/** The days that are worked for a holiday: `9月27日（星期日）、10月10日（星期六）上班`. */
export const worked = (name: string, ...dates: readonly PlainDate[]): readonly NamedDay[] =>
  dates.map(date => ({ name, date }))
