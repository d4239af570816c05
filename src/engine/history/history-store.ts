import type { HistoryKind, HistoryRows } from '../../domain/history/history.ts'
import type { Breakdown } from '../../domain/kpi/breakdown/breakdown.ts'
import type { DictionaryCounts } from '../../domain/kpi/dictionary/entry.ts'
import type { RowKind } from '../../domain/kpi/metric.ts'
import type { Period } from '../../domain/kpi/period.ts'
import type { BookRows } from '../../domain/kpi/rows-of-figure.ts'
import type { Tally } from '../../domain/kpi/tally.ts'
import type { SettingRow } from '../settings/settings-store.ts'

/** A file of a set, as it was found. `encoding`: as it was detected. */
export interface HistoryFile {
  readonly kind: HistoryKind
  readonly bytes: number
  readonly sha256: string
  readonly encoding: 'utf-8' | 'gbk'
}

/** How far a set is read: its file of this place, from this byte on, which is the beginning of this line. A place below 0: it is being taken out. */
export interface Progress {
  readonly fileIndex: number
  readonly byte: number
  readonly line: number
}

/** A set of files that was imported, or is being. */
export interface HistoryImport extends Progress {
  readonly id: number
  readonly fingerprint: string
  readonly files: readonly HistoryFile[]
  readonly startedAt: number
  /** Null: not whole yet, and seen by no report. */
  readonly endedAt: number | null
}

/** Where imported history is kept. Whoever writes is alone: a second import at the same time is refused. */
export interface HistoryStore {
  imports(): Promise<readonly HistoryImport[]>
  begin(fingerprint: string, files: readonly HistoryFile[], at: number): Promise<HistoryImport>
  /**
   * Keeps rows and how far the reading came, together or not at all. Gives the indexes of rows whose id is there already, from this set, an earlier
   * one or the hotline's own ledger; where there is one, nothing is kept. `progress` null: they are only looked at.
   */
  add<Kind extends HistoryKind>(
    importId: number,
    kind: Kind,
    rows: readonly HistoryRows[Kind][],
    progress: Progress | null,
  ): Promise<readonly number[]>
  /** From now on reports see it. */
  finish(importId: number, at: number): Promise<void>
  /**
   * Keeps what was counted of each day of all whole sets, unless that is done, so that a report need not count it again. Without it, or where another set has come
   * since, reports count the rows themselves.
   */
  rollUp(zone: string, at: number): Promise<void>
  /** Takes out all of a set, in small steps; from the first on no report sees it. After a crash it must be called again. */
  drop(importId: number): Promise<void>
  close(): Promise<void>
}

/** What names a row of the books, by its column: ids, a unit, a telephone number. */
export type RowNames = Readonly<Record<string, string | number | null>>

/** Reads the figures' rows of a period out of a store. */
export interface BookReader {
  /** `rows`: counted out of all rows, not out of days that were counted before. */
  tally(period: Period, how?: { readonly rows?: boolean }): Promise<Tally>
  /** By unit and topic, always counted out of rows. */
  breakdown(period: Period): Promise<Breakdown>
  /** What the dictionary of figures counts beside the tally, always out of rows. `until`: of a period that is not over, up to when the books can know anything (UTC ms). */
  dictionary(period: Period, until: number): Promise<DictionaryCounts>
  /** Each row of one kind that can count in a period, in the order of the books, with what names it. */
  rows<Kind extends RowKind>(
    kind: Kind,
    period: Period,
    take: (row: BookRows[Kind], names: RowNames) => void,
  ): Promise<void>
  /** The latest versions of all that the house has set. */
  settings(): Promise<readonly SettingRow[]>
  close(): Promise<void>
}
