import type { FigureUnit, FigureValue, Metric, Words } from '../metric.ts'
import type { Period } from '../period.ts'
import type { Tally } from '../tally.ts'
import type { AgentCounts } from './agent-tally.ts'
import type { ArrivalCounts } from './arrival-tally.ts'
import type { CaseSoundings } from './case-tally.ts'
import type { ContactCounts } from './contact-tally.ts'
import type { DictionaryRows } from './in-memory-dictionary.ts'

/** What the books tell beside the tally, counted out of rows only where files are written. */
export interface DictionaryCounts {
  readonly arrivals: ArrivalCounts
  readonly cases: CaseSoundings
  readonly contacts: ContactCounts
  /** Of each agent of whom anything was counted; null: there is no ledger of our own. */
  readonly agents: ReadonlyMap<string, AgentCounts> | null
}

/** All that the dictionary is computed from. */
export interface DictionaryBook extends DictionaryCounts {
  readonly tally: Tally
}

/** As a figure; an instant is written with the offset of the city. */
export type EntryValue = FigureValue | string

/** A figure that is not published: of DOMAIN.md 2.2 and 2.3, for the house. Otherwise as a published one (`Metric`). */
export interface Entry extends Pick<Metric, 'key' | 'name' | 'needs' | 'formula' | 'base' | 'edges' | 'version'> {
  readonly unit: FigureUnit | 'instant'
  readonly of: (book: DictionaryBook) => EntryValue
  readonly example: { readonly rows: DictionaryRows; readonly gives: EntryValue; readonly why: Words }
}

/** The value of an entry: null where a file that it needs is not there. */
export const entryValue = (entry: Entry, book: DictionaryBook): EntryValue =>
  entry.needs.every(kind => book.tally.known.has(kind)) ? entry.of(book) : null

/** An instant (UTC ms) as people of the period's city write it, with the offset; null where there is none. */
export const instantIn = ({ zone }: Period, at: number | null | undefined): string | null =>
  at == null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone })
