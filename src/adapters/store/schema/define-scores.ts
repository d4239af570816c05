import type { Indicator } from '../../../domain/scoring/indicator.ts'
import type { Correction, ObjectionState } from '../../../domain/scoring/objection.ts'
import type { ScoreRow } from '../../../domain/scoring/score.ts'
import type { ScoringSheet } from '../../../domain/scoring/sheet.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/** Scores as they were published, what was said against them, and the reviews of replies they count: projections of the ledger. */
export const defineScores = ({ table, index, unique, text, int, id, instant, flag, json }: Dialect) => {
  /** A row is never changed: a correction makes the next version. */
  const scoreIssues = table(
    'score_issues',
    {
      id: id().primaryKey(),
      month: text().notNull(),
      version: int().notNull(),
      sheet: json<ScoringSheet>().notNull(),
      sheetVersion: int().notNull(),
      rows: json<readonly ScoreRow[]>().notNull(),
      objectionId: text(),
      by: text().notNull(),
      at: instant().notNull(),
    },
    t => [unique('score_issues_of').on(t.month, t.version)],
  )

  const scoreObjections = table(
    'score_objections',
    {
      id: text().primaryKey(),
      month: text().notNull(),
      version: int().notNull(),
      unit: text().notNull(),
      indicator: text().$type<Indicator>(),
      caseNo: text(),
      reason: text().notNull(),
      by: text().notNull(),
      at: instant().notNull(),
      ruleBy: instant().notNull(),
      state: text().$type<ObjectionState>().notNull(),
      ruledBy: text(),
      ruledAt: instant(),
      ruling: text(),
      correction: json<Correction>(),
      issued: int(),
      /** Their places in the ledger, so that an erasure finds them. */
      seq: int(),
      ruledSeq: int(),
    },
    t => [
      index('score_objections_month').on(t.month, t.unit),
      index('score_objections_seq').on(t.seq),
      index('score_objections_ruled').on(t.ruledSeq),
      index('score_objections_case').on(t.caseNo).where(sql`${t.caseNo} is not null`),
    ],
  )

  /** Each reply that passed its review or was bounced. */
  const replyReviews = table(
    'reply_reviews',
    {
      seq: int().primaryKey(),
      caseNo: text().notNull(),
      unit: text().notNull(),
      at: instant().notNull(),
      accepted: flag().notNull(),
    },
    t => [index('reply_reviews_at').on(t.at), index('reply_reviews_unit').on(t.unit, t.at)],
  )

  return { scoreIssues, scoreObjections, replyReviews }
}
