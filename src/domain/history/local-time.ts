import { dateOf } from '../calendar/day.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** Clocks are changed at quarters of an hour only, in all zones since 1990. */
const quarterMs = 15 * minuteMs
/** So many are remembered: the quarters of a year and more. */
const remembered = 50_000

const remembering = <T>(make: (key: number) => T): ((key: number) => T) => {
  const known = new Map<number, T>()
  return key => {
    const so = known.get(key)
    if (so !== undefined) return so
    if (known.size >= remembered) known.clear()
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** Instants (UTC ms) as the clock of a zone shows them; quick for many that lie near each other. */
export const createLocalTime = (zone: string) => {
  const offsetOf = remembering(
    quarter =>
      Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6,
  )
  const offsetMs = (at: number): number => offsetOf(Math.floor(at / quarterMs))
  const dateText = remembering(dateOf)
  const offsetText = remembering(offset => {
    const minutes = Math.abs(offset) / minuteMs
    return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  })
  return {
    /** How far the zone is from UTC then, in ms. */
    offsetMs,
    /** ISO 8601 with ms and offset: `2020-01-31T08:05:09.000+08:00`. */
    text: (at: number): string => {
      const offset = offsetMs(at)
      const local = at + offset
      const day = Math.floor(local / dayMs)
      const ms = local - day * dayMs
      const second = Math.floor(ms / 1_000)
      const minute = Math.floor(second / 60)
      const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`
      return `${dateText(day)}T${time}.${String(ms % 1_000).padStart(3, '0')}${offsetText(offset)}`
    },
  }
}

export type LocalTime = ReturnType<typeof createLocalTime>
