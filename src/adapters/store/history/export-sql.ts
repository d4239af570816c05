import { humanOutcomes } from '../../../domain/campaign/outcome.ts'
import {
  type HistoryCall,
  type HistoryCase,
  type HistoryDispatch,
  type HistoryKind,
  type HistoryRating,
  type HistoryRows,
  type HistoryTask,
  taskResults,
} from '../../../domain/history/history.ts'
import type { Row } from '../query.ts'
import { isTrue, quoted, regulationsSql, type Sight, seen, staffOf, staffSql, within } from './book-sql.ts'
import type { Snapshot } from './snapshots.ts'

/*
 * The rows of the files of a period, as SQL that both dialects understand: what was imported and what the hotline booked itself, in the same words and with the same
 * meanings as in `book-sql.ts`, so that whoever imports the files has the same figures. What the own ledger does not know is empty.
 */

/** How the rows of a file are asked for. `bounds`: between which values of the period. */
export interface ExportQuery<One> {
  readonly sql: string
  readonly bounds: 'instants' | 'days' | 'none'
  readonly rowOf: (row: Row) => One
}

type Dialect = Sight & Pick<Snapshot, 'byBytes'>

/** Rows of both places, ordered by the columns at these places, from 1: an instant, then ids, which both name by their bytes. Each place may so be read in its own order. */
const ordered = (places: string, past: string, own: string): string => `${past} union all ${own} order by ${places}`

/** Of a call with several cases the one that it came to, else the first that it was written down with. */
const caseOfCall = `coalesce(o.case_no, t.case_no,
  (select k.case_no from case_calls k where k.call_id = c.id order by k.id limit 1))`

const calls = (of: Dialect): ExportQuery<HistoryCall> => ({
  bounds: 'instants',
  sql: ordered(
    '4, 1',
    `select ${of.byBytes('h.call_id')}, h.direction, h.purpose, h.arrived_at, h.queued_at, h.answered_at, h.ended_at, h.end_cause,
        h.raw_number, h.number, h.agent_id, h.case_no, h.task_id
      from history_calls h where ${within('h.arrived_at', of)}${seen('h', of)}`,
    `select ${of.byBytes('c.id')}, case when c.purpose is null then 'inbound' else 'outbound' end,
        case when c.purpose is null then 'hotline' when c.purpose in ('satisfaction_visit', 'missed_call_return') then c.purpose else 'other' end,
        c.arrived_at, case when c.purpose is null then c.queued_at end,
        case when c.purpose is null or a.outcome in (${quoted(humanOutcomes)}) then c.answered_at end,
        case when c.answered_at is not null and c.talk_ms is not null then c.answered_at + c.talk_ms else c.ended_at end,
        c.end_cause, c.raw_number, c.number, c.agent_id, ${caseOfCall}, c.task_id
      from calls c left join attempts a on a.call_id = c.id left join call_outcomes o on o.call_id = c.id
        left join callback_tasks t on t.id = c.task_id
      where ${within('c.arrived_at', of)}`,
  ),
  rowOf: row => {
    const [callId, direction, purpose, arrivedAt, queuedAt, answeredAt, endedAt, endCause, ...rest] = row
    const [rawNumber, number, agentId, caseNo, taskId] = rest
    const times = { arrivedAt, queuedAt, answeredAt, endedAt }
    return { callId, direction, purpose, ...times, endCause, rawNumber, number, agentId, caseNo, taskId } as HistoryCall
  },
})

/** The path is told where a dispatch, or an answer on the line, was booked. */
const cases = (of: Dialect): ExportQuery<HistoryCase> => ({
  bounds: 'instants',
  sql: ordered(
    '4, 1',
    `select ${of.byBytes('h.case_no')}, h.channel, h.class, h.accepted_at, h.path, h.tags, h.closed_at
      from history_cases h where ${within('h.accepted_at', of)}${seen('h', of)}`,
    `select ${of.byBytes('c.case_no')}, c.channel, c.class, c.accepted_at,
        case when exists (select 1 from dispatches d where d.case_no = c.case_no) then 'dispatched'
          when c.state = 'answered_online' then 'online' end,
        c.topic, c.closed_at
      from cases c where ${within('c.accepted_at', of)}`,
  ),
  rowOf: ([caseNo, channel, kind, acceptedAt, path, tags, closedAt]) =>
    ({ caseNo, channel, class: kind, acceptedAt, path, tags, closedAt }) as HistoryCase,
})

const dispatches = (of: Dialect): ExportQuery<HistoryDispatch> => ({
  bounds: 'instants',
  sql: ordered(
    '4, 1, 2, 3',
    `select ${of.byBytes('h.case_no')}, h.round, ${of.byBytes('h.unit')}, h.dispatched_at, h.signed_at, h.due_at, h.replied_at, h.returned
      from history_dispatches h where ${within('h.dispatched_at', of)}${seen('h', of)}`,
    `select ${of.byBytes('d.case_no')}, d.round, ${of.byBytes('d.unit')}, d.dispatched_at, d.signed_at, d.due_at, d.replied_at, coalesce(d.ended = 'returned', false)
      from dispatches d where ${within('d.dispatched_at', of)}`,
  ),
  rowOf: ([caseNo, round, unit, dispatchedAt, signedAt, dueAt, repliedAt, returned]) =>
    ({ caseNo, round, unit, dispatchedAt, signedAt, dueAt, repliedAt, returned: isTrue(returned) }) as HistoryDispatch,
})

/** Tasks of return visits alone: the file does not say what a task was for. A result that it has no word for is empty. */
const tasks = (of: Dialect): ExportQuery<HistoryTask> => ({
  bounds: 'instants',
  sql: ordered(
    '3, 1',
    `select ${of.byBytes('h.task_id')}, h.case_no, h.created_at, h.result, h.closed_at
      from history_tasks h where ${within('h.created_at', of)}${seen('h', of)}`,
    `select ${of.byBytes('t.id')}, t.case_no, t.created_at,
        case when t.state <> 'closed' then 'open' when t.result in (${quoted(taskResults)}) then t.result end,
        case when t.state = 'closed' then t.since end
      from callback_tasks t where t.purpose = 'satisfaction_visit' and ${within('t.created_at', of)}`,
  ),
  rowOf: ([taskId, caseNo, createdAt, result, closedAt]) =>
    ({ taskId, caseNo, createdAt, result, closedAt }) as HistoryTask,
})

/** The number of its fact with zeros in front, so that of two at one instant the later one counts for whoever compares texts. */
const ownRatingId = `('R' || substr('000000000000', 1, 12 - length(cast(r.seq as text))) || cast(r.seq as text))`

/** The ruling on a rating: the latest confirmed one behind it, and before the next rating of its case. */
const ruling = (column: string): string => `(select u.${column} from rating_rulings u
  where u.case_no = r.case_no and u.seq > r.seq and u.state = 'confirmed' and not exists (
    select 1 from ratings n where n.case_no = r.case_no and n.source <> 'keypad' and n.result = 'rated' and n.seq < u.seq
      and (n.at > r.at or (n.at = r.at and n.seq > r.seq)))
  order by u.seq desc limit 1)`

/** What a return visit brought belongs to the task of that round which came to a rating. Said like this the index of cases serves it, and not that of results. */
const taskOfRating = `case when r.source = 'callback' then (select t.id from callback_tasks t
  where t.case_no = r.case_no and t.round = r.round and t.purpose = 'satisfaction_visit' and coalesce(t.result, '') = 'rated'
  order by t.created_at desc, t.id desc limit 1) end`

/** Ratings of results. Those by key are of agents and their calls, which this file has no column for: they are not among them. */
const ratings = (of: Dialect): ExportQuery<HistoryRating> => ({
  bounds: 'instants',
  sql: ordered(
    '5, 1',
    `select ${of.byBytes('h.rating_id')}, h.case_no, h.task_id, h.source, h.rated_at, h.score, h.resolved, h.adjudication, h.adjudication_reason
      from history_ratings h where ${within('h.rated_at', of)}${seen('h', of)}`,
    `select ${of.byBytes(ownRatingId)}, r.case_no, ${taskOfRating}, r.source, r.at, r.score, r.solved, ${ruling('ruling')}, ${ruling('reason')}
      from ratings r where r.result = 'rated' and r.source <> 'keypad' and ${within('r.at', of)}`,
  ),
  rowOf: row => {
    const [ratingId, caseNo, taskId, source, ratedAt, score, resolved, adjudication, adjudicationReason] = row
    const said = { score, resolved: resolved === null ? null : isTrue(resolved), adjudication, adjudicationReason }
    return { ratingId, caseNo, taskId, source, ratedAt, ...said } as HistoryRating
  },
})

/** How the rows of each file are asked for. */
export const exportQueries: { readonly [Kind in HistoryKind]: (of: Dialect) => ExportQuery<HistoryRows[Kind]> } = {
  calls,
  cases,
  dispatches,
  callback_tasks: tasks,
  ratings,
  staff: of => ({
    bounds: 'days',
    sql: `${staffSql(of)} and h.from_day <= ${of.hole(2)} and (h.to_day is null or h.to_day >= ${of.hole(1)})
      order by ${of.byBytes('h.from_day')}, ${of.byBytes('h.staff_id')}`,
    rowOf: staffOf,
  }),
  regulations: of => ({ bounds: 'none', sql: regulationsSql(of), rowOf: ([name]) => ({ name: String(name) }) }),
}

/** The end of the hotline's own ledger. */
export const headSql = 'select seq, hash, received from facts order by seq desc limit 1'
