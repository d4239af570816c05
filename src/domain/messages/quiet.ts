/** From nine in the evening to eight in the morning nobody is to be woken by an SMS (DOMAIN.md 4.4, 4.5). */
const quietFrom = 21
const quietTo = 8

/** The end of the quiet hours this instant lies in, by the clocks of `zone`, UTC ms; null: it lies in none. */
export const quietUntil = (instant: number, zone: string): number | null => {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  if (local.hour >= quietTo && local.hour < quietFrom) return null
  const day = local.hour >= quietFrom ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: quietTo }) })
    .epochMilliseconds
}
