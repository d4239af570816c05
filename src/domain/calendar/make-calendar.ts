import type { CalendarSource, CalendarYear, LocalOverlay, NamedDay } from './calendar-year.ts'
import { type DayNumber, dayOf, type PlainDate } from './day.ts'
import { type CalendarError, overlayErrors, yearErrors } from './soundness.ts'
import { type CalendarDay, counts, dayIn, type WorkingCalendar } from './working-calendar.ts'

/** What is wrong, and in which table: `2020.2`, `+haimen.1`. */
export interface TableError extends CalendarError {
  readonly table: string
}

export type MadeCalendar =
  | { readonly kind: 'calendar'; readonly calendar: WorkingCalendar }
  | { readonly kind: 'unsound'; readonly errors: readonly TableError[] }

const nameOfYear = ({ year, version }: CalendarYear): string => `${year}.${version}`
const nameOfOverlay = ({ id, version }: LocalOverlay): string => `+${id}.${version}`

/** The tables that were known on a date, for what would have been promised then. */
export const knownOn = <T extends CalendarSource>(tables: readonly T[], date: PlainDate): readonly T[] =>
  tables.filter(({ knownFrom }) => knownFrom <= date)

/** Of each year or overlay the latest version. */
const latest = <T extends CalendarSource>(tables: readonly T[], keyOf: (table: T) => string | number): readonly T[] => {
  const kept = new Map<string | number, T>()
  for (const table of tables) {
    const before = kept.get(keyOf(table))
    if (before === undefined || before.version < table.version) kept.set(keyOf(table), table)
  }
  return [...kept.values()]
}

const twice = (names: readonly string[]): TableError[] =>
  names
    .filter((name, index) => names.indexOf(name) !== index)
    .map(table => ({ table, code: 'version_twice', date: null }))

const disagreements = (overlays: readonly LocalOverlay[]): TableError[] =>
  overlays.flatMap(one =>
    overlays
      .filter(other => other !== one && other.scope === one.scope)
      .flatMap(other => {
        const worked = new Set(other.working.map(({ date }) => date))
        return one.off.filter(({ date }) => worked.has(date))
      })
      .map(({ date }) => ({ table: nameOfOverlay(one), code: 'overlays_disagree' as const, date })),
  )

const inOrder = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0)

const layNotice = (days: Map<DayNumber, CalendarDay>, { off, makeUp }: CalendarYear): void => {
  for (const { date, name } of off) days.set(dayOf(date), { kind: 'holiday', name, overlay: null })
  for (const { date, name } of makeUp) days.set(dayOf(date), { kind: 'makeup_day', name, overlay: null })
}

const layOverlay = (days: Map<DayNumber, CalendarDay>, years: ReadonlySet<number>, overlay: LocalOverlay): void => {
  const lay = (named: readonly NamedDay[], kind: 'holiday' | 'makeup_day') => {
    for (const { date, name } of named) {
      const before = dayIn({ version: '', years, days }, dayOf(date))
      if (before.kind === 'year_not_loaded' || (kind === 'makeup_day' && counts(before))) continue
      days.set(dayOf(date), { kind, name, overlay: overlay.id })
    }
  }
  lay(overlay.off, 'holiday')
  lay(overlay.working, 'makeup_day')
}

/**
 * The working calendar of a set of tables, in any order. Of each year and each overlay the latest version holds. Where the notices of two
 * years speak of one day (the last of December), the one made known later does; above the notices stands the province, above it the city.
 * Refused as a whole when a table is unsound, a version is there twice, or two overlays of one scope contradict each other. An
 * overlay of a year that is not loaded waits for it; one that makes a working day working changes nothing, so that a later notice may
 * agree with it.
 */
export const makeCalendar = (years: readonly CalendarYear[], overlays: readonly LocalOverlay[] = []): MadeCalendar => {
  const held = latest(years, ({ year }) => year).toSorted((one, other) => inOrder(one.year, other.year))
  const local = latest(overlays, ({ id }) => id).toSorted((one, other) => inOrder(one.id, other.id))
  const errors = [
    ...years.flatMap(table => yearErrors(table).map(error => ({ ...error, table: nameOfYear(table) }))),
    ...overlays.flatMap(table => overlayErrors(table).map(error => ({ ...error, table: nameOfOverlay(table) }))),
    ...twice([...years.map(nameOfYear), ...overlays.map(nameOfOverlay)]),
    ...disagreements(local),
  ]
  if (errors.length > 0) return { kind: 'unsound', errors }

  const loaded = new Set(held.map(({ year }) => year))
  const days = new Map<DayNumber, CalendarDay>()
  for (const table of held.toSorted((one, other) => inOrder(one.knownFrom, other.knownFrom))) layNotice(days, table)
  for (const scope of ['province', 'city'] as const)
    for (const overlay of local) if (overlay.scope === scope) layOverlay(days, loaded, overlay)
  const version = [...held.map(nameOfYear), ...local.map(nameOfOverlay)].join(' ')
  return { kind: 'calendar', calendar: { version, years: loaded, days } }
}
