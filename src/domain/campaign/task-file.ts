import { dayOf, instantOf, parsePlainDate } from '../calendar/day.ts'
import { parseCaseNumber } from '../cases/case-number.ts'
import { type CsvRow, createCsvRows } from '../text/csv-rows.ts'
import { dialable, type NumberFault, type NumberPlan } from './dialable.ts'

/** A row that may become a task. */
export interface TaskRow {
  readonly number: string
  readonly caseNo: string | null
  readonly note: string
  readonly urgent: boolean
  /** UTC ms; null: it may be rung at once. */
  readonly notBefore: number | null
}

/** What is wrong with a row, or with the whole file. Each is a code of the catalogue of errors. */
export const rowFaults = [
  'row_quotes',
  'row_too_long',
  'row_encoding',
  'row_fields',
  'row_case',
  'row_note',
  'row_urgent',
  'row_not_before',
  'row_duplicate',
  'file_header',
  'file_too_many_rows',
] as const
export type RowFault = (typeof rowFaults)[number] | NumberFault

/** A row by its line: a good one, or what is wrong with it; `of`: the line it repeats. After a fault of the file nothing more comes. */
export type FileRow =
  | { readonly line: number; readonly row: TaskRow }
  | { readonly line: number; readonly fault: RowFault; readonly of?: number }

export interface TaskFileRules {
  readonly numbers: NumberPlan
  /** The zone in which `not_before` is written. */
  readonly zone: string
  readonly mostRows?: number
}

const columns = ['number', 'case_no', 'note', 'urgent', 'not_before'] as const
type Column = (typeof columns)[number]

const isColumn = (name: string): name is Column => columns.includes(name as Column)

const longestNote = 500
const yes: readonly string[] = ['1', 'yes', 'true', 'y', '是']
const no: readonly string[] = ['', '0', 'no', 'false', 'n', '否']

/** A date, with or without a time of day, by the clocks of the city; undefined: it is none. */
const instantIn = (text: string, zone: string): number | null | undefined => {
  if (text === '') return null
  const [, day = '', hour = '0', minute = '0'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d):(\d\d))?$/.exec(text) ?? []
  const date = parsePlainDate(day)
  if (date === null || Number(hour) > 23 || Number(minute) > 59) return undefined
  return instantOf(dayOf(date), Number(hour) * 60 + Number(minute), zone)
}

const hasControls = (text: string): boolean =>
  [...text].some(character => character < ' ' && !'\r\n\t'.includes(character))

const rowOf = (cells: Readonly<Record<Column, string>>, { numbers, zone }: TaskFileRules): TaskRow | RowFault => {
  const answer = dialable(cells.number, numbers)
  if ('refused' in answer) return answer.refused
  const caseNo = cells.case_no === '' ? null : parseCaseNumber(cells.case_no)
  if (caseNo === null && cells.case_no !== '') return 'row_case'
  const { note } = cells
  if (note.length > longestNote || hasControls(note)) return 'row_note'
  const word = cells.urgent.toLowerCase()
  if (!yes.includes(word) && !no.includes(word)) return 'row_urgent'
  const notBefore = instantIn(cells.not_before, zone)
  if (notBefore === undefined) return 'row_not_before'
  return { number: answer.number, caseNo, note, urgent: yes.includes(word), notBefore }
}

/** The columns in their order; null: one is unknown, twice, or `number` is missing. */
const headerOf = (fields: readonly string[]): readonly Column[] | null => {
  const names = fields.map(field => field.trim().toLowerCase())
  const known = names.filter(isColumn)
  return known.length === names.length && new Set(known).size === known.length && known.includes('number')
    ? known
    : null
}

/**
 * Reads the rows of a file of tasks, piece by piece: CSV in UTF-8, with a row of headers (`number`, and if wished `case_no`, `note`, `urgent`, `not_before`, in any order).
 * Every row comes out once, in order, good or with what is wrong with it. What is remembered of a row is its number and case, to name what comes twice.
 */
export const createTaskFile = (rules: TaskFileRules) => {
  const { mostRows = 200_000 } = rules
  const rows = createCsvRows()
  const seen = new Map<string, number>()
  let header: readonly Column[] | null = null
  let count = 0
  let stopped = false

  const checked = (line: number, fields: readonly string[], names: readonly Column[]): FileRow => {
    if (fields.length !== names.length) return { line, fault: 'row_fields' }
    const cells = { number: '', case_no: '', note: '', urgent: '', not_before: '' }
    for (const [i, name] of names.entries()) cells[name] = (fields[i] ?? '').trim()
    const row = rowOf(cells, rules)
    if (typeof row === 'string') return { line, fault: row }
    const key = `${row.number} ${row.caseNo ?? ''}`
    const of = seen.get(key)
    if (of !== undefined) return { line, fault: 'row_duplicate', of }
    seen.set(key, line)
    return { line, row }
  }

  const stop = (line: number, fault: RowFault): FileRow => {
    stopped = true
    return { line, fault }
  }

  const take = (read: CsvRow): FileRow | null => {
    const { line } = read
    if (header === null) {
      header = 'fields' in read ? headerOf(read.fields) : null
      return header ? null : stop(line, 'file_header')
    }
    count += 1
    if (count > mostRows) return stop(line, 'file_too_many_rows')
    return 'fault' in read ? read : checked(line, read.fields, header)
  }

  const takeAll = (read: readonly CsvRow[]): readonly FileRow[] => {
    const taken: FileRow[] = []
    for (const each of read) {
      if (stopped) break
      const row = take(each)
      if (row) taken.push(row)
    }
    return taken
  }

  return {
    push: (bytes: Uint8Array): readonly FileRow[] => (stopped ? [] : takeAll(rows.push(bytes))),
    end: (): readonly FileRow[] => {
      const last = stopped ? [] : takeAll(rows.end())
      // a file without any row has no header either
      return header === null && !stopped ? [stop(1, 'file_header')] : last
    },
  }
}
