import type { Objection, Ruling, ScoreIssue } from './objection.ts'

/** What happens to scores: facts of the same ledger as those of calls and cases. */
export type ScoreFactBody =
  /** A month was published, or published again after an objection; `at` is the instant as of which it was counted. */
  | ({ readonly kind: 'scores_frozen' } & Omit<ScoreIssue, 'at'>)
  | ({ readonly kind: 'score_objected' } & Pick<
      Objection,
      'id' | 'month' | 'version' | 'unit' | 'indicator' | 'caseNo' | 'reason' | 'by' | 'ruleBy'
    >)
  /** `issued`: the issue that an accepted objection made. */
  | {
      readonly kind: 'score_ruled'
      readonly id: string
      readonly ruling: Ruling
      readonly by: string
      readonly issued: number | null
    }
