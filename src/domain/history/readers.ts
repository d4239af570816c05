import { parsePlainDate } from '../calendar/day.ts'
import type { HistoryFault } from './faults.ts'
import { parseInstant } from './instant.ts'

/** Says that a text is not what it should be; what it gives is not used. */
export type Fail = (fault: HistoryFault) => null

/** Reads the text of one field, which is not empty. */
export type Reader = (text: string, fail: Fail) => unknown

const longestId = 100
const longestName = 200
const longestText = 1_000

const hasControl = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 || code === 127) return true
  }
  return false
}

/** What a spreadsheet makes of a long number that it takes for one. */
const madeByEye = /^\d+(\.\d+)?[eE]\+?\d+$|^\d{5,}\.0+$/

/** An id as somebody else gave it: any text without control characters. */
export const anId: Reader = (text, fail) => {
  const id = text.trim()
  if (id.length > longestId || hasControl(id)) return fail('id_invalid')
  return madeByEye.test(id) ? fail('number_of_spreadsheet') : id
}

export const aTime: Reader = (text, fail) => {
  const at = parseInstant(text)
  return typeof at === 'number' ? at : fail(at)
}

/** A date, or the date of an instant as it is written. */
export const aDate: Reader = (text, fail) => {
  if (text.length > 10 && typeof parseInstant(text) !== 'number') return fail('date_invalid')
  return parsePlainDate(text.slice(0, 10)) ?? fail('date_invalid')
}

/** One of the words that are agreed on. */
export const oneOf = (words: readonly string[]): Reader => {
  const known = new Set(words)
  return (text, fail) => (known.has(text) ? text : fail('value_unknown'))
}

/** A yes or no in the words of its column; a spreadsheet writes true and false large. */
export const aFlag = (yes: string, no: string): Reader => {
  const known = new Map([
    [yes, true],
    [no, false],
    [yes.toUpperCase(), true],
    [no.toUpperCase(), false],
  ])
  return (text, fail) => known.get(text) ?? fail('value_unknown')
}

/** A whole number from 1 to 99. */
export const aSmallNumber: Reader = (text, fail) => {
  if (/^\d+(\.\d+|\.?\d*[eE]\+?\d+)$/.test(text)) return fail('number_with_fraction')
  if (!/^\d+$/.test(text)) return fail('value_unknown')
  const value = Number(text)
  return value >= 1 && value <= 99 ? value : fail('number_out_of_range')
}

/** A telephone number as it stands there; numbers are told apart later. */
export const aNumber: Reader = (text, fail) => (madeByEye.test(text) ? fail('number_of_spreadsheet') : text)

const textUpTo =
  (longest: number): Reader =>
  (text, fail) => {
    const clean = hasControl(text) ? [...text].filter(each => each >= ' ' && each !== '\u007f').join('') : text
    return clean.length > longest ? fail('text_too_long') : clean.trim() || null
  }

export const aName = textUpTo(longestName)
export const aText = textUpTo(longestText)
