import type { Adjudication, RulingState, Score } from '../../domain/cases/life/visit.ts'

/** Instants in [from, to), UTC ms. */
export interface RatingSpan {
  readonly from: number
  readonly to: number
}

/** Counting ratings of results, one of each case, of one unit that one person booked. */
export interface RatingGroup {
  readonly unit: string | null
  /** Sign-in name of whoever made the return visit; empty: the requester himself. */
  readonly by: string
  readonly ratings: number
  readonly dissatisfied: number
  /** From numbers that the rated unit is known by. */
  readonly own: number
  /** What was ruled on them, and confirmed. */
  readonly excluded: number
  readonly recoded: number
  readonly kept: number
}

/** A rating that its giver has replaced by another one of the same round. */
export interface ChangedRating {
  readonly caseNo: string
  readonly unit: string | null
  readonly at: number
  readonly by: string
  readonly score: Score
  readonly laterAt: number
  readonly laterBy: string
  readonly laterScore: Score
}

/** What was proposed about a rating, and what became of it. */
export interface RulingRow {
  readonly caseNo: string
  readonly unit: string | null
  readonly ruling: Adjudication
  readonly state: RulingState
  readonly by: string
  readonly at: number
  readonly decidedBy: string | null
  readonly decidedAt: number | null
}

/** Reads of result ratings. Ratings of agents by key are in none of them: the two are never in one rate (DOMAIN.md 4.6). */
export interface RatingReads {
  /** Counting ratings whose instant lies in the span. */
  ratingGroups(span: RatingSpan): Promise<readonly RatingGroup[]>
  /** Ratings of the span that were replaced by another score, the latest first. */
  changedRatings(span: RatingSpan & { readonly limit: number }): Promise<readonly ChangedRating[]>
  /** Rulings that were proposed in the span, the latest first. */
  rulings(span: RatingSpan & { readonly limit: number }): Promise<readonly RulingRow[]>
}
