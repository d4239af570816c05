import { type DayNumber, dateOf, dayOf, type PlainDate, parsePlainDate, startOfDay } from '../calendar/day.ts'

/**
 * The days that a report covers: [from, to) in UTC ms. `starts`: when each of its local days begins, and behind them `to`; a day need not have
 * 24 hours. `name`: as it was asked for.
 */
export interface Period {
  readonly name: string
  readonly zone: string
  readonly firstDay: DayNumber
  readonly lastDay: DayNumber
  readonly from: number
  readonly to: number
  readonly starts: readonly number[]
}

/** Longest period: a report is made of days, and a wrong year must not take all memory. */
const mostDays = 366 * 50

/** The period of two dates, both included; null where the second is before the first, or the stretch longer than fifty years. */
export const periodOf = (name: string, firstDay: DayNumber, lastDay: DayNumber, zone: string): Period | null => {
  const count = lastDay - firstDay + 1
  if (count < 1 || count > mostDays) return null
  const starts = Array.from({ length: count + 1 }, (_, index) => startOfDay(firstDay + index, zone))
  return { name, zone, firstDay, lastDay, from: starts[0] ?? 0, to: starts[count] ?? 0, starts }
}

/**
 * A period as people write it: `2020`, `2020-05`, `2020-W07` (ISO 8601: begins on a Monday), `2020-05-03`, or `2020-01-01..2020-03-31`. Null: it is
 * none of these.
 */
export const readPeriod = (text: string, zone: string): Period | null => {
  const range = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text)
  if (range) return between(text, range[1] ?? '', range[2] ?? '', zone)
  const week = /^(\d{4})-W(\d\d)$/.exec(text)
  if (week) return weekOf(text, Number(week[1]), Number(week[2]), zone)
  if (/^\d{4}$/.test(text)) return between(text, `${text}-01-01`, `${text}-12-31`, zone)
  if (/^\d{4}-\d\d$/.test(text)) {
    const first = parsePlainDate(`${text}-01`)
    if (first === null) return null
    return periodOf(text, dayOf(first), dayOf(first) + Temporal.PlainDate.from(first).daysInMonth - 1, zone)
  }
  return between(text, text, text, zone)
}

const between = (name: string, first: PlainDate, last: PlainDate, zone: string): Period | null => {
  const from = parsePlainDate(first)
  const to = parsePlainDate(last)
  return from === null || to === null ? null : periodOf(name, dayOf(from), dayOf(to), zone)
}

const weekOf = (name: string, year: number, week: number, zone: string): Period | null => {
  // the fourth of January always lies in the first week
  const fourth = parsePlainDate(`${year}-01-04`)
  if (fourth === null || week < 1) return null
  const monday = dayOf(fourth) - (Temporal.PlainDate.from(fourth).dayOfWeek - 1) + (week - 1) * 7
  const thursday = Temporal.PlainDate.from(dateOf(monday + 3))
  return thursday.yearOfWeek === year ? periodOf(name, monday, monday + 6, zone) : null
}

/** The same stretch a year before; null: there is none, as of a leap day or a week 53, or nobody compares it, as a stretch of days of its own. */
export const yearBefore = ({ name, zone }: Period): Period | null => {
  if (name.includes('..')) return null
  return readPeriod(
    name.replace(/^\d{4}/, year => String(Number(year) - 1)),
    zone,
  )
}

const dayMs = 86_400_000

/** Which day of the period an instant lies in, from 0; -1: it lies outside. */
export const dayIndexOf = ({ from, to, starts }: Period, at: number): number => {
  if (at < from || at >= to) return -1
  // days of 23 and 25 hours move this by one at most
  let index = Math.min(starts.length - 2, Math.floor((at - from) / dayMs))
  while (at < (starts[index] ?? 0)) index -= 1
  while (at >= (starts[index + 1] ?? 0)) index += 1
  return index
}

/** The months of a period, each with the indexes of its days. */
export const monthsOf = ({ firstDay, lastDay }: Period): readonly (readonly number[])[] => {
  const months = new Map<string, number[]>()
  for (let day = firstDay; day <= lastDay; day += 1) {
    const month = dateOf(day).slice(0, 7)
    const days = months.get(month) ?? []
    days.push(day - firstDay)
    months.set(month, days)
  }
  return [...months.values()]
}

/** The last day of a period, at which people and posts are counted. */
export const asOf = ({ lastDay }: Period): PlainDate => dateOf(lastDay)
