import type { HistoryKind, HistoryRows } from '../../../domain/history/history.ts'
import type { Value } from '../query.ts'

/**
 * How rows of one file lie in their table. `key`: the columns by which a row is the same one. `own`: table and column of the hotline's own ledger that the first
 * column must not be in: what it booked itself would count twice.
 */
export interface Shape<Row> {
  readonly table: string
  readonly columns: readonly (readonly [
    column: string,
    field: keyof Row & string,
    type: 'text' | 'bigint' | 'boolean',
  ])[]
  readonly key: readonly (keyof Row & string)[]
  readonly own?: readonly [table: string, column: string]
}

/** Every file's table. */
export const shapes: { readonly [Kind in HistoryKind]: Shape<HistoryRows[Kind]> } = {
  calls: {
    table: 'history_calls',
    columns: [
      ['call_id', 'callId', 'text'],
      ['direction', 'direction', 'text'],
      ['purpose', 'purpose', 'text'],
      ['arrived_at', 'arrivedAt', 'bigint'],
      ['queued_at', 'queuedAt', 'bigint'],
      ['answered_at', 'answeredAt', 'bigint'],
      ['ended_at', 'endedAt', 'bigint'],
      ['end_cause', 'endCause', 'text'],
      ['raw_number', 'rawNumber', 'text'],
      ['number', 'number', 'text'],
      ['agent_id', 'agentId', 'text'],
      ['case_no', 'caseNo', 'text'],
      ['task_id', 'taskId', 'text'],
    ],
    key: ['callId'],
    own: ['calls', 'id'],
  },
  cases: {
    table: 'history_cases',
    columns: [
      ['case_no', 'caseNo', 'text'],
      ['channel', 'channel', 'text'],
      ['class', 'class', 'text'],
      ['accepted_at', 'acceptedAt', 'bigint'],
      ['path', 'path', 'text'],
      ['tags', 'tags', 'text'],
      ['closed_at', 'closedAt', 'bigint'],
    ],
    key: ['caseNo'],
    own: ['cases', 'case_no'],
  },
  dispatches: {
    table: 'history_dispatches',
    columns: [
      ['case_no', 'caseNo', 'text'],
      ['round', 'round', 'bigint'],
      ['unit', 'unit', 'text'],
      ['dispatched_at', 'dispatchedAt', 'bigint'],
      ['signed_at', 'signedAt', 'bigint'],
      ['due_at', 'dueAt', 'bigint'],
      ['replied_at', 'repliedAt', 'bigint'],
      ['returned', 'returned', 'boolean'],
    ],
    key: ['caseNo', 'round', 'unit', 'dispatchedAt'],
  },
  callback_tasks: {
    table: 'history_tasks',
    columns: [
      ['task_id', 'taskId', 'text'],
      ['case_no', 'caseNo', 'text'],
      ['created_at', 'createdAt', 'bigint'],
      ['result', 'result', 'text'],
      ['closed_at', 'closedAt', 'bigint'],
    ],
    key: ['taskId'],
    own: ['callback_tasks', 'id'],
  },
  ratings: {
    table: 'history_ratings',
    columns: [
      ['rating_id', 'ratingId', 'text'],
      ['case_no', 'caseNo', 'text'],
      ['task_id', 'taskId', 'text'],
      ['source', 'source', 'text'],
      ['rated_at', 'ratedAt', 'bigint'],
      ['score', 'score', 'text'],
      ['resolved', 'resolved', 'boolean'],
      ['adjudication', 'adjudication', 'text'],
      ['adjudication_reason', 'adjudicationReason', 'text'],
    ],
    key: ['ratingId'],
  },
  staff: {
    table: 'history_staff',
    columns: [
      ['staff_id', 'staffId', 'text'],
      ['name', 'name', 'text'],
      ['post', 'post', 'text'],
      ['takes_requests', 'takesRequests', 'boolean'],
      ['from_day', 'from', 'text'],
      ['to_day', 'to', 'text'],
    ],
    key: ['staffId', 'from'],
  },
  regulations: { table: 'history_regulations', columns: [['name', 'name', 'text']], key: ['name'] },
}

/** The value of a row in one of its columns. */
export const valueIn = <Row>(row: Row, field: keyof Row & string): Value => row[field] as Value
