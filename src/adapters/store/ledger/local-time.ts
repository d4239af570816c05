/** Day (yyyymmdd) and hour of an instant in a zone, by the zone database. */
export const localTime = (at: number, zone: string): { readonly localDay: number; readonly localHour: number } => {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return { localDay: there.year * 10_000 + there.month * 100 + there.day, localHour: there.hour }
}
