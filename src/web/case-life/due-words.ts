import { formatClock, formatDay } from '../time/format.ts'

const secondMs = 1_000

/** When something is due, as people say it: what ends at midnight belongs to the day that ends, `12-04 24:00`. */
export const formatDue = (due: number): string => {
  const time = formatClock(due).slice(0, 5)
  return time === '00:00' ? `${formatDay(due - secondMs).slice(5)} 24:00` : `${formatDay(due).slice(5)} ${time}`
}

/** An instant to the minute, with its day. */
export const formatMoment = (at: number): string => `${formatDay(at)} ${formatClock(at).slice(0, 5)}`
