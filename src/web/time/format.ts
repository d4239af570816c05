const zone = 'Asia/Shanghai'
const two = (value: number): string => String(value).padStart(2, '0')

/** A running time as `m:ss` or `h:mm:ss`; below zero counts as zero. */
export const formatDuration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** A time left as `m:ss`, rounded up so that zero is only shown when it is over. */
export const formatLeft = (ms: number): string => formatDuration(Math.ceil(Math.max(0, ms) / 1000) * 1000)

/** The sum of a day as `h:mm`. */
export const formatHours = (ms: number): string => {
  const minutes = Math.floor(Math.max(0, ms) / 60_000)
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`
}

/** A percentage with two decimals; a dash where there is no base (never 0 % or 100 %). */
export const formatRate = (rate: number | null): string => (rate === null ? '—' : `${rate.toFixed(2)}%`)

/** A duration or, where unknown, a dash. */
export const formatMaybe = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms))

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** Time of day in the hotline's zone, `HH:MM:SS`. */
export const formatClock = (instant: number): string => clock.format(instant)

/** Date in the hotline's zone, `YYYY-MM-DD`. */
export const formatDay = (instant: number): string => dayOf.format(instant)

/** An instant as the reader needs it: only the time where it is today, else month, day and time. */
export const formatInstant = (instant: number, now: number): string => {
  const day = formatDay(instant)
  const time = formatClock(instant).slice(0, 5)
  return day === formatDay(now) ? time : `${day.slice(5)} ${time}`
}
