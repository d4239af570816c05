import type { DayNumber } from '../../domain/calendar/day.ts'
import type { DayVersion } from '../../domain/export/day-version.ts'
import type { Delivery } from '../../domain/export/delivery-table.ts'
import type { ExportedFile } from './ports.ts'

/** A version of a day as it was kept. `headSeq`, `headHash`: where the ledger ended when it was made. */
export interface DayVersionRow extends DayVersion {
  readonly madeAt: number
  readonly headSeq: number
  readonly headHash: string
  readonly files: readonly ExportedFile[]
}

/** What is read of exports. */
export interface ExportReads {
  /** The instant of the ledger's first fact; null: there is none. */
  firstFactAt(): Promise<number | null>
  /** The newest version of each day from `from` on, by day. */
  newestVersions(from: DayNumber): Promise<readonly DayVersionRow[]>
  /** Versions, the newest days first, and what came of each with its targets. */
  exportRuns(limit: number): Promise<readonly (DayVersionRow & { readonly deliveries: readonly Delivery[] })[]>
  /** Whether calls of these instants were imported. */
  hasImportedCalls(from: number, to: number): Promise<boolean>
  /** Whether there are facts behind this row of the ledger about calls that arrived between these instants. */
  hasFactsOfCallsSince(seq: number, from: number, to: number): Promise<boolean>
  /** Deliveries that are not at their end. */
  openDeliveries(): Promise<readonly Delivery[]>
}

/** What is written of exports; outside the ledger, whose rows they are made of. */
export interface ExportWrites {
  /** Keeps a version and its deliveries, and supersedes those of older versions of its day; false: there is one of this number already, and nothing changes. */
  addDayVersion(row: DayVersionRow, deliveries: readonly Delivery[]): Promise<boolean>
  /** Puts `to` in the place of `from`; false: it is not as `from` says, and stays. */
  moveDelivery(from: Delivery, to: Delivery): Promise<boolean>
}
