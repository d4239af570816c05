import type { HistoryAdjudication, HistoryClass, HistoryScore } from '../../history/history.ts'
import type { DueDispatch } from '../book.ts'

/*
 * What figures of units and topics are made of, beside the rows of `book.ts`. Instants are UTC ms. `in-memory-breakdown.ts` says what each join means.
 */

/**
 * A case in the hands of a unit, in the period of its first dispatch to it. `repliedAt`: the unit's latest reply that was not a return. `kept`: not every dispatch of it to
 * the unit was returned. `redone`: the unit had it in a later round once more.
 */
export interface UnitOrder {
  readonly unit: string
  readonly firstAt: number
  readonly repliedAt: number | null
  readonly kept: boolean
  readonly redone: boolean
}

/** What a unit was given once, in the period of its `dueAt`. */
export interface UnitDue extends DueDispatch {
  readonly unit: string
}

/** What a unit had to sign for, in the period of its `signBy`. Files of a past know no such limit. */
export interface UnitSigning {
  readonly unit: string
  readonly signBy: number
  readonly signedAt: number | null
  readonly returned: boolean
}

/** The counting rating by callback of a case, in the period of its `acceptedAt`, for the unit that was given it last and did not return it. */
export interface UnitRating {
  readonly unit: string
  readonly acceptedAt: number
  readonly score: HistoryScore | null
  readonly adjudication: HistoryAdjudication | null
}

/** A case by what it is about, in the period of its `acceptedAt`. */
export interface TopicCase {
  readonly acceptedAt: number
  readonly class: HistoryClass | null
  /** Separated by semicolons; of the hotline's own cases the one topic. */
  readonly tags: string | null
}
