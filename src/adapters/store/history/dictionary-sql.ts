import type { AgentInterval, AgentOffer } from '../../../domain/kpi/dictionary/agent-tally.ts'
import type {
  ArrivedCall,
  ClosedCase,
  ContactDue,
  ExtendableDispatch,
  GivenDispatch,
  OpenCase,
  RatedCase,
} from '../../../domain/kpi/dictionary/rows.ts'
import { type BookQuery, isTrue, type Sight, seen, within } from './book-sql.ts'

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

const known = (value: unknown): boolean | null => (value === null ? null : isTrue(value))

/** Whether a return was asked for stands in our own ledger alone. */
export const givenQuery = (sight: Sight): BookQuery<GivenDispatch> => ({
  past: `select h.dispatched_at, h.returned, null from history_dispatches h where ${within('h.dispatched_at', sight)}${seen('h', sight)}`,
  own: `select d.dispatched_at, d.ended = 'returned', d.return_asked_at is not null from dispatches d where ${within('d.dispatched_at', sight)}`,
  rowOf: ([dispatchedAt, returned, asked]) =>
    ({ dispatchedAt, returned: isTrue(returned), asked: known(asked) }) as GivenDispatch,
})

/** A return that was granted left when it was asked for; a reply is no leaving. */
const leftAt = `case d.ended when 'replied' then null when 'returned' then coalesce(d.return_asked_at, d.ended_at) else d.ended_at end`

export const contactsQuery = (sight: Sight): Omit<BookQuery<ContactDue>, 'past'> => ({
  own: `select d.contact_by, d.contacted_at, ${leftAt} from dispatches d where ${within('d.contact_by', sight)}
    union all select null, null, null from dispatches d where d.contact_by is null and ${within('d.dispatched_at', sight)}`,
  rowOf: ([contactBy, contactedAt, leftAt]) => ({ contactBy, contactedAt, leftAt }) as ContactDue,
})

export const extendablesQuery = (sight: Sight): BookQuery<ExtendableDispatch> => ({
  past: `select h.due_at, null from history_dispatches h where ${within('h.due_at', sight)} and not h.returned${seen('h', sight)}`,
  own: `select d.due_at, d.extended from dispatches d where ${within('d.due_at', sight)} and (d.ended is null or d.ended <> 'returned')`,
  rowOf: ([dueAt, extended]) => ({ dueAt: Number(dueAt), extended: known(extended ?? null) }),
})

export const closedQuery = (sight: Sight): BookQuery<ClosedCase> => ({
  past: `select h.closed_at, (select count(distinct d.round) from history_dispatches d where d.case_no = h.case_no and not d.returned${seen('d', sight)})
    from history_cases h where ${within('h.closed_at', sight)}${seen('h', sight)}
      and exists (select 1 from history_dispatches d where d.case_no = h.case_no${seen('d', sight)})`,
  own: `select c.closed_at, (select count(distinct d.round) from dispatches d where d.case_no = c.case_no and (d.ended is null or d.ended <> 'returned'))
    from cases c where ${within('c.closed_at', sight)} and exists (select 1 from dispatches d where d.case_no = c.case_no)`,
  rowOf: ([closedAt, rounds]) => ({ closedAt: Number(closedAt), redone: Number(rounds) > 1 }),
})

/** Open at the second parameter; the first one is not used, but each dialect wants both. */
const openIn = (table: string, alias: string, also: string, dueAt: string, { hole }: Sight): string => {
  const of = (closed: string) =>
    `select ${alias}.accepted_at, ${dueAt} from ${table} ${alias} where ${alias}.accepted_at < ${hole(2)} and ${hole(1)} <= ${hole(2)} and ${alias}.closed_at ${closed}${also}`
  return `${of('is null')} union all ${of(`>= ${hole(2)}`)}`
}

export const openQuery = (sight: Sight): BookQuery<OpenCase> => ({
  past: openIn(
    'history_cases',
    'h',
    seen('h', sight),
    `(select max(d.due_at) from history_dispatches d where d.case_no = h.case_no and not d.returned${seen('d', sight)})`,
    sight,
  ),
  own: openIn(
    'cases',
    'c',
    '',
    `(select max(d.due_at) from dispatches d where d.case_no = c.case_no and (d.ended is null or d.ended <> 'returned'))`,
    sight,
  ),
  rowOf: ([acceptedAt, dueAt]) => ({
    acceptedAt: Number(acceptedAt),
    dueAt: dueAt === null ? null : Number(dueAt),
  }),
})

export const ratedQuery = (sight: Sight): BookQuery<RatedCase> => ({
  past: `select h.accepted_at, r.source, r.score, r.resolved, exists (select 1 from history_dispatches d where d.case_no = h.case_no${seen('d', sight)})
    from history_cases h join history_ratings r on r.seq = (
      select x.seq from history_ratings x where x.case_no = h.case_no and x.source <> 'keypad'${seen('x', sight)}
      order by x.rated_at desc, x.rating_id desc limit 1)
    where ${within('h.accepted_at', sight)}${seen('h', sight)}`,
  own: `select c.accepted_at, r.source, r.score, r.solved, exists (select 1 from dispatches d where d.case_no = c.case_no)
    from cases c join ratings r on r.seq = (
      select x.seq from ratings x where x.case_no = c.case_no and x.source <> 'keypad' and x.result = 'rated'
      order by x.at desc, x.seq desc limit 1)
    where ${within('c.accepted_at', sight)}`,
  rowOf: ([acceptedAt, source, score, resolved, dispatched]) =>
    ({ acceptedAt, source, score, resolved: known(resolved), dispatched: isTrue(dispatched) }) as RatedCase,
})

/** Of the hotline's own ledger alone, as all that is known of agents' time. */
export const agentOffersQuery = (sight: Sight): Omit<BookQuery<AgentOffer>, 'past'> => ({
  own: `select o.agent_id, o.made_at, o.result from offers o where ${within('o.made_at', sight)}`,
  rowOf: ([agentId, madeAt, result]) => ({ agentId, madeAt, result }) as AgentOffer,
})

/** All stretches that reach into a period. One names the written conversation or the call that it belongs to. */
export const agentIntervalsQuery = ({ hole }: Sight): Omit<BookQuery<AgentInterval>, 'past'> => ({
  own: `select i.agent_id, i.state, i.from_at, i.to_at,
      i.call_id is null or (i.call_id not like 'chat-%' and not exists (select 1 from calls c where c.id = i.call_id and c.purpose is not null))
    from agent_intervals i where i.from_at < ${hole(2)} and (i.to_at is null or i.to_at > ${hole(1)})`,
  rowOf: ([agentId, state, fromAt, toAt, ofCalls]) =>
    ({ agentId, state, fromAt, toAt, ofCalls: isTrue(ofCalls) }) as AgentInterval,
})
