import type { CalendarSource, CalendarYear, LocalOverlay, NamedDay } from './calendar-year.ts'
import { dayOf, daysOfYear, isWeekend, type PlainDate, parsePlainDate, yearOf } from './day.ts'

export type CalendarErrorCode =
  /** The year is no whole number from 2000 to 2100. */
  | 'year_invalid'
  /** No holiday in it: an empty table is a table that is not there, never a year without holidays (DOMAIN.md 3.4). */
  | 'year_empty'
  | 'overlay_empty'
  | 'overlay_id'
  | 'version_invalid'
  /** No web address of http or https. */
  | 'url_invalid'
  | 'title_invalid'
  | 'known_from_invalid'
  | 'date_invalid'
  | 'date_of_another_year'
  | 'date_twice'
  | 'off_and_working'
  | 'name_invalid'
  /** A make-up day on a day that works anyway: of what is it to make up, if it is not a slip? */
  | 'makeup_on_weekday'
  /** So many or so few working days that the table is not whole. */
  | 'workdays_implausible'
  /** Two tables of one year, or of one overlay, that call themselves the same version. */
  | 'version_twice'
  /** Two overlays of one scope, one of which has a day off and the other working. */
  | 'overlays_disagree'

/** What is wrong with a table, and with which of its days; date null: with all of it. */
export interface CalendarError {
  readonly code: CalendarErrorCode
  readonly date: PlainDate | null
}

/**
 * Working days that a year may have. From 2007 to 2026 they were 248 to 252, which follows from the holidays by law; a year of the week
 * alone has 260 to 262 and is thus refused.
 */
export const plausibleWorkdays = { least: 240, most: 256 } as const

/** Of the December before, a notice of a year may speak of these days: a bridge of New Year's Day. */
const eveFrom = (year: number): PlainDate => `${year - 1}-12-20`

const longestName = 60
const longestTitle = 200

/** Printable, not empty and not long. */
const isText = (text: string, longest: number): boolean =>
  text.trim() !== '' && text.length <= longest && !/\p{C}/u.test(text)

export const isName = (name: string): boolean => isText(name, longestName)

const isWebAddress = (url: string): boolean =>
  /^https?:\/\/[\w.-]+(:\d+)?(\/[^\s<>"'\p{C}]*)?$/u.test(url) && url.length <= 500

const of = (code: CalendarErrorCode, date: PlainDate | null = null): CalendarError => ({ code, date })

/** What is wrong with where a table comes from. A city's order may be on paper and have no address. */
const sourceErrors = ({ version, url, title, knownFrom }: CalendarSource, onPaper: boolean): CalendarError[] => [
  ...(Number.isSafeInteger(version) && version >= 1 ? [] : [of('version_invalid')]),
  ...(isWebAddress(url) || (onPaper && url === '') ? [] : [of('url_invalid')]),
  ...(isText(title, longestTitle) ? [] : [of('title_invalid')]),
  ...(parsePlainDate(knownFrom) === null ? [of('known_from_invalid')] : []),
]

const dayErrors = (off: readonly NamedDay[], working: readonly NamedDay[]): CalendarError[] => {
  const errors: CalendarError[] = []
  const seen = new Map<PlainDate, 'off' | 'working'>()
  const look = (days: readonly NamedDay[], as: 'off' | 'working') => {
    for (const { date, name } of days) {
      if (parsePlainDate(date) === null) errors.push(of('date_invalid', date))
      if (!isName(name)) errors.push(of('name_invalid', date))
      const before = seen.get(date)
      if (before !== undefined) errors.push(of(before === as ? 'date_twice' : 'off_and_working', date))
      seen.set(date, as)
    }
  }
  look(off, 'off')
  look(working, 'working')
  return errors
}

const workdaysOf = ({ year, off, makeUp }: CalendarYear): number => {
  const free = new Set(off.map(({ date }) => dayOf(date)))
  const worked = new Set(makeUp.map(({ date }) => dayOf(date)))
  const [first, last] = daysOfYear(year)
  let count = 0
  for (let day = first; day <= last; day++) if (worked.has(day) || !(free.has(day) || isWeekend(day))) count++
  return count
}

/** What is wrong with a year's table; empty: nothing. */
export const yearErrors = (table: CalendarYear): readonly CalendarError[] => {
  const { year, off, makeUp } = table
  if (!Number.isInteger(year) || year < 2000 || year > 2100) return [of('year_invalid')]
  const errors = [...sourceErrors(table, false), ...dayErrors(off, makeUp)]
  if (off.length === 0) errors.push(of('year_empty'))
  for (const { date } of [...off, ...makeUp]) {
    if (parsePlainDate(date) === null) continue
    if (yearOf(dayOf(date)) !== year && !(yearOf(dayOf(date)) === year - 1 && date >= eveFrom(year)))
      errors.push(of('date_of_another_year', date))
  }
  for (const { date } of makeUp)
    if (parsePlainDate(date) !== null && !isWeekend(dayOf(date))) errors.push(of('makeup_on_weekday', date))
  if (errors.length > 0) return errors
  const workdays = workdaysOf(table)
  const plausible = workdays >= plausibleWorkdays.least && workdays <= plausibleWorkdays.most
  return plausible ? [] : [of('workdays_implausible')]
}

/** What is wrong with a local overlay; empty: nothing. Its working days may be weekdays: a holiday that is worked in one place. */
export const overlayErrors = (overlay: LocalOverlay): readonly CalendarError[] => {
  const { id, off, working } = overlay
  return [
    ...(/^[a-z0-9][a-z0-9-]{0,39}$/.test(id) ? [] : [of('overlay_id')]),
    ...sourceErrors(overlay, true),
    ...dayErrors(off, working),
    ...(off.length + working.length === 0 ? [of('overlay_empty')] : []),
  ]
}
