import type { HistoryKind, HistoryRows } from '../../domain/history/history.ts'
import type { Period } from '../../domain/kpi/period.ts'
import type { Tally } from '../../domain/kpi/tally.ts'

/** The end of the hotline's own ledger. `received`: when its last fact was booked (UTC ms). */
export interface LedgerHead {
  readonly seq: number
  readonly hash: string
  readonly received: number
}

/** What the books say of a period, all of it out of one state of the store. */
export interface PeriodContent {
  readonly tally: Tally
  /** Null: the hotline has booked nothing itself. */
  readonly head: LedgerHead | null
  /**
   * The rows of a file in pieces, in one order: by instant, then by id. What was imported and what the hotline booked itself, as one. One file after the
   * other: none is begun before the last one was read to its end or left.
   */
  rows<Kind extends HistoryKind>(kind: Kind): AsyncIterable<readonly HistoryRows[Kind][]>
}

/** Reads the rows of a period out of a store, also while the hotline books on. */
export interface PeriodBook {
  /** The content is there until `take` has ended. */
  read<T>(period: Period, take: (content: PeriodContent) => Promise<T>): Promise<T>
  close(): Promise<void>
}
