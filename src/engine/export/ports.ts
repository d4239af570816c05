import type { DayNumber } from '../../domain/calendar/day.ts'
import type { DayVersion } from '../../domain/export/day-version.ts'

/** A file of a version. */
export interface ExportedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** The files of a day, made out of one state of the ledger and not kept yet. */
export interface MadeDay {
  readonly day: DayNumber
  /** As `DayVersion.content`. */
  readonly content: string
  readonly files: readonly ExportedFile[]
  /** Where the ledger ended when they were made; of an empty one 0 and no hash. */
  readonly head: { readonly seq: number; readonly hash: string }
}

/** Where the files of days are made and kept in this house. */
export interface ExportShelf {
  /** Makes the files of a day, whole or not at all. Rejects with an `ExportFailure` where there is no room. */
  make(day: DayNumber): Promise<MadeDay>
  /** Keeps what was made under its version, with what stood there before gone; gives all its files, the one that says what it is the last. */
  keep(made: MadeDay, version: DayVersion): Promise<readonly ExportedFile[]>
  /** Throws away what was made. */
  discard(made: MadeDay): Promise<void>
  /** Deletes the files of all older versions of this day: they are at the targets, and here only the newest is kept. */
  dropOlder(version: Pick<DayVersion, 'day' | 'version'>): Promise<void>
  /** The figures in the files of a version, by their keys; null: its files are not here, or hold none. */
  figuresOf(version: Pick<DayVersion, 'day' | 'version'>): Promise<Readonly<Record<string, unknown>> | null>
  /** The folder of a version; null: its files are not here. */
  folderOf(version: Pick<DayVersion, 'day' | 'version'>): Promise<string | null>
}

/** A place to which each version is brought. */
export interface ExportTarget {
  /** As it is called in the settings and on pages. */
  readonly name: string
  /**
   * Brings the files of a folder there, under `path` (such as `2026/11/29/v1`): in their order, each under its name only when it is whole, so that whoever sees the last
   * one sees all. What is there already with the same bytes is taken as done. Rejects with an `ExportFailure`.
   */
  bring(folder: string, path: string, files: readonly ExportedFile[], signal: AbortSignal): Promise<void>
}
