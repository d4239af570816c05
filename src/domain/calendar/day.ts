/** A date of the calendar as it is written: `2026-10-01`. It belongs to no zone. */
export type PlainDate = string

/** A date as a number: days since 1970-01-01. Dates are counted with these; they belong to no zone either. */
export type DayNumber = number

const dayMs = 86_400_000

const firstDayOf = (year: number): DayNumber => Date.UTC(year, 0, 1) / dayMs

/** The date that a text is; null: it is none, such as 2021-02-29. Years 1900 to 2199. */
export const parsePlainDate = (text: string): PlainDate | null => {
  const [, year, month, day] = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return dateOf(Date.UTC(year, month - 1, day) / dayMs) === text ? text : null
}

/** The number of a date that `parsePlainDate` has taken. */
export const dayOf = (date: PlainDate): DayNumber => Date.parse(date) / dayMs

export const dateOf = (day: DayNumber): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(day * dayMs)
    .toString()
    .slice(0, 10)

export const yearOf = (day: DayNumber): number => {
  const near = 1970 + Math.floor(day / 365.2425)
  if (day < firstDayOf(near)) return near - 1
  return day >= firstDayOf(near + 1) ? near + 1 : near
}

/** First and last day of a year. */
export const daysOfYear = (year: number): readonly [DayNumber, DayNumber] => [
  firstDayOf(year),
  firstDayOf(year + 1) - 1,
]

/** Saturday or Sunday; 1970-01-01 was a Thursday. */
export const isWeekend = (day: DayNumber): boolean => {
  const weekday = (((day + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}

/** The date it is in a zone at an instant (UTC ms). */
export const localDay = (at: number, zone: string): DayNumber =>
  Math.floor((at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6) / dayMs)

const dayZero = new Temporal.PlainDate(1970, 1, 1)

/** When a day begins in a zone (UTC ms); where a change of clocks takes midnight away, that is later than 0:00. */
export const startOfDay = (day: DayNumber, zone: string): number =>
  dayZero.add({ days: day }).toZonedDateTime(zone).epochMilliseconds

/**
 * When it is a time of day (minutes since midnight, up to 1,440 = 24:00) on a day in a zone (UTC ms). A time that a change of clocks
 * leaves out is as much later; of one that comes twice the first is meant.
 */
export const instantOf = (day: DayNumber, minutes: number, zone: string): number => {
  if (minutes === 1_440) return startOfDay(day + 1, zone)
  if (minutes === 0) return startOfDay(day, zone)
  const plainTime = { hour: Math.floor(minutes / 60), minute: minutes % 60 }
  return dayZero.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
}
