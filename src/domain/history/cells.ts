import { type PlainDate, parsePlainDate } from '../calendar/day.ts'
import { type CallerNumber, normaliseCaller } from '../number/normalise.ts'
import type { HistoryFault } from './faults.ts'
import { parseInstant } from './instant.ts'

/** What is wrong with a row, and in which column; `''`: in the row as a whole. */
export interface RowFault {
  readonly column: string
  readonly fault: HistoryFault
}

const longestId = 100
const longestName = 200
const longestText = 1_000

const controls = /\p{Cc}/gu
const isControl = (code: number): boolean => code < 32 || (code >= 127 && code < 160)

/** `1.38E+10`, `13812345678.0`: what a spreadsheet makes of long digits. */
const rewritten = /^(\d+[.,]0+|\d([.,]\d+)?E\+\d+)$/i

/** Whether a spreadsheet has made this of a long number. The expression is asked only of what begins with digits and goes on as such a number. */
export const isRewritten = (text: string): boolean => {
  let at = 0
  while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at > 0 && at < text.length && '.,Ee'.includes(text.charAt(at)) && rewritten.test(text)
}

const hasControls = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) return true
  return false
}

const nobody: Omit<CallerNumber, 'withheld'> = { raw: '', number: null }

/** Reads the cells of one row after another, each by its column; the first fault of a row is kept, and what is read after it counts for nothing. */
export const createCells = (positions: Readonly<Record<string, number>>, homeArea: string) => {
  let fields: readonly string[] = []
  let wrong: RowFault | null = null

  const fail = (column: string, fault: HistoryFault): void => {
    wrong ??= { column, fault }
  }

  const text = (column: string): string => (fields[positions[column] ?? -1] ?? '').trim()

  /** A value that must be there, or what stands for it in a row that has failed. */
  const needed = <T>(column: string, value: T | null, instead: T): T => {
    if (value !== null) return value
    fail(column, 'value_missing')
    return instead
  }

  const id = (column: string): string | null => {
    const value = text(column)
    if (value === '') return null
    if (value.length > longestId || hasControls(value)) fail(column, 'id_invalid')
    else if (isRewritten(value)) fail(column, 'number_of_spreadsheet')
    return value
  }

  const words = (column: string, longest: number): string | null => {
    const value = text(column)
    const kept = hasControls(value) ? value.replace(controls, '').trim() : value
    if (kept.length > longest && [...kept].length > longest) fail(column, 'text_too_long')
    return kept === '' ? null : kept
  }

  const instant = (column: string): number | null => {
    const value = text(column)
    if (value === '') return null
    const at = parseInstant(value)
    if (typeof at === 'number') return at
    fail(column, at)
    return null
  }

  const among = <T extends string>(column: string, values: readonly T[]): T | null => {
    const value = text(column)
    if (value === '') return null
    const known = values[values.indexOf(value as T)]
    if (known === undefined) fail(column, 'value_unknown')
    return known ?? null
  }

  const flag = (column: string, yes: readonly string[], no: readonly string[]): boolean | null => {
    const value = text(column)
    if (value === '') return null
    if (yes.includes(value)) return true
    if (!no.includes(value)) fail(column, 'value_unknown')
    return false
  }
  const isTrue = (column: string): boolean | null => flag(column, ['true', 'TRUE'], ['false', 'FALSE'])

  const date = (column: string): PlainDate | null => {
    const value = text(column)
    if (value === '') return null
    const day = parsePlainDate(value)
    if (day !== null) return day
    const at = parseInstant(value)
    if (typeof at === 'number') return value.slice(0, 10)
    fail(column, at === 'time_invalid' ? 'date_invalid' : at)
    return null
  }

  const whole = (column: string): number | null => {
    const value = text(column)
    if (value === '') return null
    if (/^[1-9]\d?$/.test(value)) return Number(value)
    const float = /^[+-]?\d+([.,]\d*)?(e[+-]?\d+)?$/i.test(value) && !/^[+-]?\d+$/.test(value)
    fail(column, float ? 'number_with_fraction' : 'number_invalid')
    return null
  }

  return {
    /** Begins with a row. */
    begin: (row: readonly string[]): void => {
      fields = row
      wrong = null
    },
    /** What is wrong with it, as far as it was read. */
    fault: (): RowFault | null => wrong,
    /** Cells that may be empty: null. */
    id,
    instant,
    among,
    date,
    /** `true` and `false`, as a spreadsheet writes them too. */
    isTrue,
    /** `yes` and `no`. */
    isYes: (column: string): boolean | null => flag(column, ['yes'], ['no']),
    /** Either of both pairs. */
    isTrueOrYes: (column: string): boolean | null => flag(column, ['true', 'TRUE', 'yes'], ['false', 'FALSE', 'no']),
    /** Up to 200 characters. */
    name: (column: string): string | null => words(column, longestName),
    /** Up to 1,000 characters. */
    words: (column: string): string | null => words(column, longestText),
    /** A telephone number as it stands in the file, and what it is normalised (DOMAIN.md 4.2). */
    phone: (column: string): Omit<CallerNumber, 'withheld'> => {
      const value = text(column)
      if (value === '') return nobody
      if (isRewritten(value)) fail(column, 'number_of_spreadsheet')
      return normaliseCaller(value, homeArea)
    },
    /** Cells that must not be empty. */
    needId: (column: string): string => needed(column, id(column), ''),
    needInstant: (column: string): number => needed(column, instant(column), 0),
    needAmong: <T extends string>(column: string, values: readonly [T, ...T[]]): T =>
      needed(column, among(column, values), values[0]),
    needTrue: (column: string): boolean => needed(column, isTrue(column), false),
    needDate: (column: string): PlainDate => needed(column, date(column), ''),
    needName: (column: string): string => needed(column, words(column, longestName), ''),
    /** From 1 to 99. */
    needWhole: (column: string): number => needed(column, whole(column), 0),
    /** A time of the row must not come before an earlier one of it, where both are known. */
    notBefore: <T extends number | string>(column: string, later: T | null, earlier: T | null): void => {
      if (later !== null && earlier !== null && later < earlier) fail(column, 'time_before')
    },
  }
}

export type Cells = ReturnType<typeof createCells>
