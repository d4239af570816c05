import type { CalendarSource, CalendarYear, NamedDay } from './calendar-year.ts'
import { type PlainDate, parsePlainDate } from './day.ts'
import { type CalendarErrorCode, isName, yearErrors } from './soundness.ts'

/** What the one who imports knows and the file does not say; `url` null: the last address that the file names. */
export interface ImportAbout extends Omit<CalendarSource, 'url'> {
  readonly url: string | null
}

export type ImportErrorCode =
  | CalendarErrorCode
  | 'too_large'
  | 'not_json'
  | 'not_an_object'
  | 'days_missing'
  | 'row_invalid'
  | 'is_off_day_invalid'

export interface ImportError {
  readonly code: ImportErrorCode
  /** Where in the file, as it is written there: `days[3]`, `holidays.2026-10-01`; null: the whole. */
  readonly row: string | null
  /** The date that the row has, if it is one. */
  readonly date: PlainDate | null
}

export type Imported =
  | {
      readonly kind: 'imported'
      readonly year: CalendarYear
      /** Working days of the file that work by their weekday and need no table (`2月3日起正常上班`). They are left out and shown. */
      readonly leftOut: readonly { readonly row: string; readonly date: PlainDate }[]
    }
  | { readonly kind: 'refused'; readonly errors: readonly ImportError[] }

/** A year's file has some 10 kB; more than this is none. */
export const longestFile = 1_000_000

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (code: ImportErrorCode, row: string | null = null, date: PlainDate | null = null): ImportError => ({
  code,
  row,
  date,
})

const refused = (...errors: readonly ImportError[]): Imported => ({ kind: 'refused', errors })

const fileOf = (text: string): { readonly fields: Fields } | ImportErrorCode => {
  if (text.length > longestFile) return 'too_large'
  try {
    // A byte order mark is what some editors leave at the beginning of a file.
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(read) ? { fields: read } : 'not_an_object'
  } catch {
    return 'not_json'
  }
}

/** A row of a file before anything in it is believed. */
interface Row {
  readonly row: string
  readonly date: unknown
  readonly name: unknown
  readonly off: unknown
}

interface Read extends NamedDay {
  readonly row: string
  readonly off: boolean
}

const readRow = ({ row, date: written, name, off }: Row): Read | readonly ImportError[] => {
  const date = typeof written === 'string' ? parsePlainDate(written) : null
  const named = typeof name === 'string' && isName(name) ? name.trim() : null
  if (date !== null && named !== null && typeof off === 'boolean') return { row, date, name: named, off }
  return [
    ...(date === null ? [at('date_invalid', row)] : []),
    ...(named === null ? [at('name_invalid', row, date)] : []),
    ...(typeof off === 'boolean' ? [] : [at('is_off_day_invalid', row, date)]),
  ]
}

const namedDay = ({ date, name }: NamedDay): NamedDay => ({ date, name })

/** Checks the rows of a year and makes a table of them. */
const tableOf = (year: number, rows: readonly Row[], about: ImportAbout, url: string): Imported => {
  const read = rows.map(readRow)
  const wrong = read.flatMap(one => ('row' in one ? [] : one))
  if (wrong.length > 0) return refused(...wrong)
  const days = read.filter(one => 'row' in one)
  const { version, title, knownFrom } = about
  const tableWith = (working: readonly Read[]): CalendarYear => ({
    year,
    version,
    url,
    title,
    knownFrom,
    off: days.filter(({ off }) => off).map(namedDay),
    makeUp: working.map(namedDay),
  })
  const working = days.filter(({ off }) => !off)
  const found = yearErrors(tableWith(working))
  const onWeekdays = new Set(found.filter(({ code }) => code === 'makeup_on_weekday').map(({ date }) => date))
  const table = tableWith(working.filter(({ date }) => !onWeekdays.has(date)))
  const left = [...found.filter(({ code }) => code !== 'makeup_on_weekday'), ...yearErrors(table)]
  if (left.length === 0)
    return {
      kind: 'imported',
      year: table,
      leftOut: working.filter(({ date }) => onWeekdays.has(date)).map(({ row, date }) => ({ row, date })),
    }
  const unique = new Map(left.map(error => [`${error.code} ${error.date}`, error]))
  return refused(
    ...[...unique.values()].map(({ code, date }) =>
      at(code, date === null ? null : (days.findLast(day => day.date === date)?.row ?? null), date),
    ),
  )
}

const webAddress = (papers: unknown): string => {
  const last: unknown = Array.isArray(papers) ? papers.at(-1) : null
  return typeof last === 'string' ? last : ''
}

/**
 * A year in the form of the data set holiday-cn: `{ year, papers, days: [{ name, date, isOffDay }] }`. The text is taken for hostile. Refused as
 * a whole with every error and its row; a file without days is refused, since that is how the set keeps years that are not known yet.
 */
export const parseHolidayCn = (text: string, about: ImportAbout): Imported => {
  const file = fileOf(text)
  if (typeof file === 'string') return refused(at(file))
  const { year, papers, days } = file.fields
  if (typeof year !== 'number') return refused(at('year_invalid'))
  if (!Array.isArray(days)) return refused(at('days_missing'))
  if (days.length > 400) return refused(at('too_large', 'days'))
  const rows: Row[] = []
  const wrong: ImportError[] = []
  for (const [index, day] of days.entries()) {
    const row = `days[${index}]`
    if (isObject(day)) rows.push({ row, date: day.date, name: day.name, off: day.isOffDay })
    else wrong.push(at('row_invalid', row))
  }
  return wrong.length > 0 ? refused(...wrong) : tableOf(year, rows, about, about.url ?? webAddress(papers))
}

/** The Chinese name in `National Day,国庆节,3`. */
const chineseName = (words: unknown): unknown => (typeof words === 'string' ? (words.split(',')[1] ?? words) : words)

/**
 * One year of a file in the form of the data set chinese-days: `{ holidays: { "2026-10-01": "National Day,国庆节,3" }, workdays: { … } }`. The set
 * lists days by their own year and names no notice, so the year and its address must be told.
 */
export const parseChineseDays = (text: string, year: number, about: ImportAbout): Imported => {
  const file = fileOf(text)
  if (typeof file === 'string') return refused(at(file))
  const { holidays, workdays } = file.fields
  if (!isObject(holidays) || !isObject(workdays)) return refused(at('days_missing'))
  const rowsOf = (days: Fields, list: string, off: boolean): Row[] =>
    Object.entries(days)
      .filter(([date]) => date.startsWith(`${year}-`))
      .map(([date, words]) => ({ row: `${list}.${date}`.slice(0, 60), date, name: chineseName(words), off }))
  return tableOf(
    year,
    [...rowsOf(holidays, 'holidays', true), ...rowsOf(workdays, 'workdays', false)],
    about,
    about.url ?? '',
  )
}
