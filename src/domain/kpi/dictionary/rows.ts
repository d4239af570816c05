import type { AbandonStage, OverflowReason } from '../../fact.ts'
import type { EndCause } from '../../history/history.ts'

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
