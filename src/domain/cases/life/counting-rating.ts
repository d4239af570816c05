import type { Fact } from '../../fact.ts'
import type { Adjudication, RatingSource, Score } from './visit.ts'
import { ratedUnit } from './visits.ts'

/** The one rating of a case that counts, as it was given, and what was ruled on it. */
export interface CountingRating {
  readonly at: number
  readonly round: number
  readonly unit: string | null
  readonly source: RatingSource
  readonly score: Score
  readonly solved: boolean | null
  readonly ownNumber: boolean
  /** By two people (of before: by one); null: it counts as it was given. */
  readonly ruling: Adjudication | null
}

/**
 * The latest rating that was booked, in the order of the ledger; by key is none of the result. Whether one came within its days was decided when it came, by the setting that
 * held then, so that nothing which counted ceases to (docs/decisions/0039). null: nobody has rated.
 */
export const countingRating = (facts: readonly Fact[]): CountingRating | null =>
  facts.reduce<CountingRating | null>((counting, fact) => {
    if (fact.kind !== 'case_moved') return counting
    const { wish, standing, at } = fact
    if (wish.event === 'visit') {
      const { source, score, solved, ownNumber } = wish
      if (wish.result !== 'rated' || score === null || source === 'keypad') return counting
      const of = { at, round: standing.round, unit: ratedUnit(standing) }
      return { ...of, source, score, solved, ownNumber: ownNumber === true, ruling: null }
    }
    if (counting === null) return counting
    if (wish.event === 'adjudicate') return { ...counting, ruling: wish.ruling }
    return wish.event === 'confirm_ruling' ? { ...counting, ruling: standing.ruling?.ruling ?? null } : counting
  }, null)
