/** One day of the city's calendar as instants in UTC ms: [from, to). */
export interface LocalDay {
  readonly from: number
  readonly to: number
}

/** The day of `zone` (by the zone database) that the instant lies in; it need not have 24 hours. */
export const localDayOf = (instant: number, zone: string): LocalDay => {
  const start = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).startOfDay()
  return { from: start.epochMilliseconds, to: start.add({ days: 1 }).startOfDay().epochMilliseconds }
}

/** The month of `zone` that the instant lies in, from its first instant to that of the next one. */
export const localMonthOf = (instant: number, zone: string): LocalDay => {
  const first = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay()
  return { from: first.epochMilliseconds, to: first.add({ months: 1 }).startOfDay().epochMilliseconds }
}

/** The next instant after `instant` at which the clocks of `zone` show the full hour, in UTC ms. */
export const nextLocalHour = (instant: number, zone: string, hour: number): number => {
  const now = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const today = now.withPlainTime({ hour }).epochMilliseconds
  return today > instant ? today : now.add({ days: 1 }).withPlainTime({ hour }).epochMilliseconds
}

/** The local day of an instant as yyyymmdd. */
export const dayNumberOf = (instant: number, zone: string): number => {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return year * 10_000 + month * 100 + day
}
