import type { Indicator, UnitCounts } from '../../domain/scoring/indicator.ts'
import type { Objection, ScoreIssue } from '../../domain/scoring/objection.ts'
import type { Month } from '../../domain/scoring/sheet.ts'

/** What is counted: orders and signing by their limits, ratings and reviews by their instants, all in [from, to); UTC ms. */
export interface ScorePeriod {
  readonly from: number
  readonly to: number
  /** What is not due by then is not counted yet. */
  readonly asOf: number
  /** One unit alone. */
  readonly unit?: string
}

/** A case that its unit has had for more than five working days after it was due. */
export interface LongOverdue {
  readonly caseNo: string
  readonly unit: string
  readonly dueAt: number
  readonly supervised: boolean
}

/** Reads of scores. */
export interface ScoreReads {
  /** Units without anything counted are left out. */
  scoreCounts(period: ScorePeriod): Promise<ReadonlyMap<string, UnitCounts>>
  /** The cases behind a number: those that are counted of an indicator, or those that are in its base and not counted. */
  scoreCases(
    period: ScorePeriod & { readonly indicator: Indicator; readonly counted: boolean; readonly limit: number },
  ): Promise<readonly string[]>
  /** Every issue of a month, the first first. */
  scoreIssues(month: Month): Promise<readonly ScoreIssue[]>
  /** The newest month that was frozen; null: none. */
  newestFrozenMonth(): Promise<Month | null>
  /** Objections of a month, the oldest first. */
  scoreObjections(filter: { readonly month: Month; readonly unit?: string }): Promise<readonly Objection[]>
  scoreObjection(id: string): Promise<Objection | null>
  /** Cases in a unit's hands, not suspended, that were due at `dueBy` or earlier, by unit and due date. */
  longOverdue(filter: {
    readonly dueBy: number
    readonly unit?: string
    readonly limit: number
  }): Promise<readonly LongOverdue[]>
}
