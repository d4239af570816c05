import type { ArrivedCall } from '../../../domain/kpi/dictionary/rows.ts'
import { type BookQuery, type Sight, seen, within } from './book-sql.ts'

/*
 * What the dictionary of figures is computed from, as SQL that both dialects understand. `in-memory-dictionary.ts` of the domain says what each join means; a test holds both together.
 */

/** Inbound calls of the hotline; at which stage callers gave up, and why calls overflowed, stands in our own ledger alone. */
export const arrivedQuery = (sight: Sight): BookQuery<ArrivedCall> => ({
  past: `select h.arrived_at, h.queued_at, h.answered_at, h.ended_at, h.end_cause, null, null
    from history_calls h where ${within('h.arrived_at', sight)} and h.direction = 'inbound' and h.purpose = 'hotline'${seen('h', sight)}`,
  own: `select c.arrived_at, c.queued_at, c.answered_at, c.ended_at, c.end_cause, c.abandon_stage, c.overflow_reason
    from calls c where ${within('c.arrived_at', sight)} and c.purpose is null`,
  rowOf: ([arrivedAt, queuedAt, answeredAt, endedAt, endCause, stage, reason]) =>
    ({ arrivedAt, queuedAt, answeredAt, endedAt, endCause, stage, reason }) as ArrivedCall,
})
