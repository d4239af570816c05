import { type DayNumber, startOfDay } from '../calendar/day.ts'

/** Half hours of a day as the clock on the wall shows them: 0 is 0:00 to 0:30. */
export const halfHoursOfDay = 48

const minuteMs = 60_000
const halfHourMs = 30 * minuteMs
const ordinary: readonly number[] = new Array<number>(halfHoursOfDay).fill(30)

/** The half hour of its local day that an instant (UTC ms) lies in, by the clock on the wall. */
export const halfHourOf = (at: number, zone: string): number => {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return hour * 2 + (minute >= 30 ? 1 : 0)
}

/**
 * How many minutes each half hour of a day really has: 30, but where clocks are changed none for one that is left out, and 60 for one that comes
 * twice.
 */
export const minutesOf = (day: DayNumber, zone: string): readonly number[] => {
  const [from, to] = [startOfDay(day, zone), startOfDay(day + 1, zone)]
  if (to - from === halfHoursOfDay * halfHourMs) return ordinary
  const minutes = new Array<number>(halfHoursOfDay).fill(0)
  // no zone changes its clocks by less
  for (let at = from; at < to; at += 15 * minuteMs) {
    const half = halfHourOf(at, zone)
    minutes[half] = (minutes[half] ?? 0) + 15
  }
  return minutes
}

/** Minutes since midnight at which a half hour begins, as on a clock: `08:30`; 48 is `24:00`. */
export const clockOf = (half: number): string =>
  `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`

/** Finds the half hour of instants that come mostly in order, day by day, without asking the zone for each. */
export const halfHourFinder = (zone: string): ((at: number, day: DayNumber) => number) => {
  let known = Number.NaN
  let from = 0
  let isOrdinary = false
  return (at, day) => {
    if (day !== known) {
      known = day
      from = startOfDay(day, zone)
      isOrdinary = startOfDay(day + 1, zone) - from === halfHoursOfDay * halfHourMs
    }
    return isOrdinary ? Math.floor((at - from) / halfHourMs) : halfHourOf(at, zone)
  }
}
