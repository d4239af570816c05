import type { HistoryFault } from './faults.ts'

const minute = 60_000
const dayMs = 86_400_000

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days since 1970-01-01 of a date; null: there is no such date. */
const daysOf = (year: number, month: number, day: number): number | null => {
  const length = (monthDays[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)
  return day < 1 || day > length ? null : Date.UTC(year, month - 1, day) / dayMs
}

/** The two digits at a place as a number; NaN where these are none. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const plus = 43
const minus = 45
const dot = 46
const zulu = 90

/** What stands behind the seconds: `.123Z`, `+08:00`, `+0800`, `+08`. Null: it is none of these. */
const restOf = (text: string, from: number): { readonly ms: number; readonly offset: number } | null => {
  let at = from
  let ms = 0
  if (text.charCodeAt(at) === dot) {
    let scale = 100
    const first = at + 1
    for (at = first; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) break
      ms += digit * scale
      // further digits are less than a millisecond
      scale = scale >= 10 ? scale / 10 : 0
    }
    if (at === first || at > first + 9) return null
  }
  const sign = text.charCodeAt(at)
  if (sign === zulu) return at === text.length - 1 ? { ms, offset: 0 } : null
  if (sign !== plus && sign !== minus) return null
  const hours = two(text, at + 1)
  const left = text.length - at
  const minutes =
    left === 3 ? 0 : left === 5 ? two(text, at + 3) : left === 6 && text[at + 3] === ':' ? two(text, at + 4) : -1
  if (!(hours <= 14 && minutes >= 0 && minutes <= 59)) return null
  return { ms, offset: (hours * 60 + minutes) * minute * (sign === plus ? 1 : -1) }
}

/** What a spreadsheet makes of a time: `2020/1/31 8:05`, `1/31/2020`, `31.01.2020`, `43861.33`. */
const ofSpreadsheet = /^\d{4}\/\d{1,2}\/\d{1,2}\b|^\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|^\d{5}(\.\d+)?$/
const withoutOffset = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/

const faultOf = (text: string): HistoryFault => {
  if (ofSpreadsheet.test(text)) return 'time_of_spreadsheet'
  return withoutOffset.test(text) ? 'time_without_offset' : 'time_invalid'
}

/**
 * A time of ISO 8601 with its offset as UTC ms: `2020-01-31T08:05:09+08:00`, seconds and fraction may be missing, a space may stand for T. Only real dates of 1990 to 2199;
 * what is less than a millisecond is cut off.
 */
export const parseInstant = (text: string): number | HistoryFault => {
  const year = two(text, 0) * 100 + two(text, 2)
  const days = text[4] === '-' && text[7] === '-' ? daysOf(year, two(text, 5), two(text, 8)) : null
  const between = text[10]
  if (!(year >= 1990 && year <= 2199) || days === null || (between !== 'T' && between !== ' ')) return faultOf(text)
  const hours = two(text, 11)
  const minutes = two(text, 14)
  const hasSeconds = text[16] === ':'
  const seconds = hasSeconds ? two(text, 17) : 0
  if (!(text[13] === ':' && hours <= 23 && minutes <= 59 && seconds <= 59)) return faultOf(text)
  const rest = restOf(text, hasSeconds ? 19 : 16)
  if (rest === null) return faultOf(text)
  return days * dayMs + (hours * 60 + minutes) * minute + seconds * 1_000 + rest.ms - rest.offset
}
