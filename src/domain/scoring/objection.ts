import { type Count, type Indicator, isCount } from './indicator.ts'
import { countsOfRow, ranked, type ScoreRow, scoreUnit } from './score.ts'
import type { Month, ScoringSheet } from './sheet.ts'

/** Where an objection stands: it waits for a supervisor until `ruleBy`, or was ruled upon. */
export type ObjectionState = 'open' | 'accepted' | 'refused'

/** What a unit's leader says against his row 异议. Instants UTC ms. */
export interface Objection {
  readonly id: string
  readonly month: Month
  /** The issue of the month that was objected to. */
  readonly version: number
  readonly unit: string
  /** What it is about: an indicator, one case, or both. */
  readonly indicator: Indicator | null
  readonly caseNo: string | null
  readonly reason: string
  readonly by: string
  readonly at: number
  readonly ruleBy: number
  readonly state: ObjectionState
  readonly ruledBy: string | null
  readonly ruledAt: number | null
  readonly ruling: string | null
  readonly correction: Correction | null
  /** The issue that the correction made. */
  readonly issued: number | null
}

/** What is counted of an indicator instead. */
export interface Correction extends Count {
  readonly indicator: Indicator
}

/** What a supervisor rules. A correction belongs to an objection that is accepted, and to no other. */
export type Ruling =
  | { readonly accepted: true; readonly reason: string; readonly correction: Correction }
  | { readonly accepted: false; readonly reason: string; readonly correction: null }

/** A month as it was published; no issue of it is ever changed. */
export interface ScoreIssue {
  readonly month: Month
  /** Counts the issues of the month from 1. */
  readonly version: number
  readonly sheet: ScoringSheet
  /** Version of the setting the sheet was read from; 0: the default. */
  readonly sheetVersion: number
  readonly rows: readonly ScoreRow[]
  /** The objection that made it; null: the first. */
  readonly objectionId: string | null
  readonly by: string
  readonly at: number
}

/** The rows of an issue with one unit's count corrected, scored by the same sheet; null where the unit has no row or the count can be none. */
export const correctedRows = (
  { rows, sheet }: Pick<ScoreIssue, 'rows' | 'sheet'>,
  unit: string,
  { indicator, counted, base }: Correction,
): readonly ScoreRow[] | null => {
  const row = rows.find(each => each.unit === unit)
  if (!row || !isCount({ counted, base })) return null
  const counts = { ...countsOfRow(row), [indicator]: { counted, base } }
  return ranked(rows.map(each => (each === row ? scoreUnit(sheet, unit, counts) : each)))
}
