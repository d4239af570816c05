import type { AbandonStage, OverflowReason } from '../../fact.ts'
import type { EndCause } from '../../history/history.ts'
import type { CountingRating } from '../book.ts'

/*
 * What the dictionary of figures is made of, beside the rows of `book.ts`. Instants are UTC ms. `in-memory-dictionary.ts` says what each join means.
 */

/** An inbound call of the hotline, in the period of its `arrivedAt`. `stage`, `reason`: of the hotline's own ledger alone; files of a past do not say them. */
export interface ArrivedCall {
  readonly arrivedAt: number
  readonly queuedAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly endCause: EndCause | null
  readonly stage: AbandonStage | null
  readonly reason: OverflowReason | null
}

/** What a unit was given once, in the period of its `dispatchedAt`. `asked`: whether it asked to give it back; null: unknown, as of files of a past. */
export interface GivenDispatch {
  readonly dispatchedAt: number
  readonly returned: boolean
  readonly asked: boolean | null
}

/**
 * What a unit was given, in the period of its `contactBy`, or, where that was not kept, of its dispatch: until when the requester was to be reached (先行联系), and when he was. `leftAt`: when the unit no longer had
 * it without a reply; of a return that was granted, when it was asked for. Of the hotline's own ledger alone.
 */
export interface ContactDue {
  readonly contactBy: number | null
  readonly contactedAt: number | null
  readonly leftAt: number | null
}

/** What a unit was given and did not return, in the period of its `dueAt`. `extended`: whether its time was extended; null: unknown, as of files of a past. */
export interface ExtendableDispatch {
  readonly dueAt: number
  readonly extended: boolean | null
}

/** A case that was given to a unit at least once and closed, in the period of its `closedAt`. `redone`: units that did not return it had it in several rounds. */
export interface ClosedCase {
  readonly closedAt: number
  readonly redone: boolean
}

/** A case that was open at the end of the period. `dueAt`: the latest of what units that did not return it had to reply by; null: none had. */
export interface OpenCase {
  readonly acceptedAt: number
  readonly dueAt: number | null
}

/** A case with the rating that counts, in the period of its `acceptedAt`. `resolved`: what was answered to that question; null: it was not. `dispatched`: at least one unit was given it. */
export interface RatedCase extends Pick<CountingRating, 'source' | 'score'> {
  readonly acceptedAt: number
  readonly resolved: boolean | null
  readonly dispatched: boolean
}
