import type { HistoryFault } from './faults.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** No place on earth is further from UTC. */
const furthestOffset = 14 * 60

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days since 1970-01-01 in the calendar of Gregory, counted in years that begin with March, so that a leap day ends one. */
const dayNumber = (year: number, month: number, day: number): number => {
  const marchYear = month > 2 ? year : year - 1
  const century = Math.floor(marchYear / 100)
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return 365 * marchYear + Math.floor(marchYear / 4) - century + Math.floor(century / 4) + dayOfYear - 719_468
}

/** Two digits as a number; NaN where they are none, which no bound lets pass. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** The part before the offset, in ms as if it were UTC, and where it ends; null: it is none. */
const localTime = (text: string): { readonly ms: number; readonly end: number } | null => {
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (!(year >= 1990 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return null
  if (text[4] !== '-' || text[7] !== '-') return null
  if (day > (daysOfMonth[month - 1] ?? 0) && !(month === 2 && day === 29 && isLeap(year))) return null
  if (text[10] !== 'T' && text[10] !== ' ') return null
  const hour = two(text, 11)
  const minute = two(text, 14)
  if (!(hour <= 23 && minute <= 59) || text[13] !== ':') return null
  const ms = dayNumber(year, month, day) * dayMs + (hour * 60 + minute) * minuteMs
  if (text[16] !== ':') return { ms, end: 16 }
  const second = two(text, 17)
  if (!(second <= 59)) return null
  if (text[19] !== '.') return { ms: ms + second * 1000, end: 19 }
  let end = 20
  let fraction = 0
  for (; isDigit(text.charCodeAt(end)); end++)
    if (end < 23) fraction += (text.charCodeAt(end) - 48) * (end === 20 ? 100 : end === 21 ? 10 : 1)
  return end > 20 && end <= 29 ? { ms: ms + second * 1000 + fraction, end } : null
}

/** The offset from `at` to the end of the text, in minutes; null: it is none. */
const offsetAt = (text: string, at: number): number | null => {
  const sign = text[at]
  if (sign === 'Z') return text.length === at + 1 ? 0 : null
  if (sign !== '+' && sign !== '-') return null
  const hours = two(text, at + 1)
  const length = text.length - at
  const colon = text[at + 3] === ':'
  if (length !== 3 && length !== (colon ? 6 : 5)) return null
  const rest = length === 3 ? 0 : two(text, text.length - 2)
  const minutes = hours * 60 + rest
  if (!(rest <= 59 && minutes <= furthestOffset)) return null
  return sign === '+' ? minutes : -minutes
}

/** `2020/1/31 8:05`, `2020-1-31`, `2020年1月31日`, `31.01.2020`, `1/31/20 8:05 AM`, `43861.33`, `4.39E+04`, `05:09.0` and the hashes of a narrow column. */
const ofSpreadsheet = [
  /^\d{4}(\/|\.|年)\d{1,2}(\/|\.|月)\d{1,2}/,
  /^(?!\d{4}-\d\d-\d\d( \d\d:|$))\d{4}-\d{1,2}-\d{1,2}( \d{1,2}:\d\d(:\d\d)?)?$/,
  /^\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d\d)(?!\d)/,
  /^\d{5}([.,]\d+)?$/,
  /^\d([.,]\d+)?[eE]\+?\d+$/,
  /^\d{1,2}:\d\d([:.]\d+)*( ?[AP]M)?$/i,
  /^#+$/,
]

/** Why a text is no instant. */
const faultOf = (text: string): HistoryFault => {
  const local = localTime(text)
  if (local?.end === text.length) return 'time_without_offset'
  return text.length <= 60 && local === null && ofSpreadsheet.some(form => form.test(text))
    ? 'time_of_spreadsheet'
    : 'time_invalid'
}

/**
 * An instant as ISO 8601 writes it, with its offset, as UTC ms: `2020-01-31T08:05:09+08:00`, `Z`, `+0800`, `+08`, `T` or one space, without seconds or with
 * a fraction of up to nine digits, of which what is below a millisecond is cut off. Real dates of the years 1990 to 2199; neither 24:00 nor a leap second.
 */
export const parseInstant = (text: string): number | HistoryFault => {
  const local = localTime(text)
  if (local === null) return faultOf(text)
  const offset = offsetAt(text, local.end)
  return offset === null ? faultOf(text) : local.ms - offset * minuteMs
}
