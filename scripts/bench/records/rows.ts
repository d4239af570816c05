import type { InventedRecord } from './invented.ts'

/** A value of a row. */
export type Column = string | number | boolean | null

/** The tables that are filled, in the order of `rowsOf`. */
export const tablesFilled: readonly { readonly name: string; readonly columns: readonly string[] }[] = [
  {
    name: 'calls',
    columns: [
      ...['id', 'queue_id', 'dialled', 'raw_number', 'number', 'withheld', 'priority', 'adopted', 'arrived_at'],
      ...[
        'local_day',
        'local_hour',
        'queued_at',
        'answered_at',
        'ended_at',
        'agent_id',
        'wait_ms',
        'talk_ms',
        'end_cause',
      ],
    ],
  },
  {
    name: 'cases',
    columns: [
      ...['case_no', 'request_id', 'state', 'class', 'title', 'text', 'place', 'requester_name', 'contact', 'number'],
      ...['urgent', 'confidential', 'anonymous', 'enterprise', 'special_needs', 'agent_id', 'call_id', 'local_day'],
      ...['running', 'accepted_at', 'answer', 'closed_at'],
    ],
  },
  { name: 'case_calls', columns: ['case_no', 'call_id', '"as"', 'agent_id', 'at', 'note'] },
  { name: 'facts', columns: ['seq', 'at', 'received', 'kind', 'call_id', 'agent_id', 'body', 'hash'] },
  { name: 'case_facts', columns: ['seq', 'case_no'] },
]

/** How many of the newest cases have their facts. */
export const withFacts = 50_000

/** A record as rows of the tables; of older cases than the newest ones without facts. */
export const rowsOf = (record: InventedRecord, count: number): readonly (readonly Column[])[] => {
  const { n, caseNo, number, acceptedAt: at, localDay, agentId, title, text, place } = record
  const callId = `call-${n}`
  const answered = at - 90_000
  return [
    [
      ...[callId, 'hotline', '12345', number, number, false, 5, false, answered - 4_000],
      ...[localDay, 9, answered - 3_000, answered, at, agentId, 4_000, 90_000, 'completed'],
    ],
    [
      ...[
        caseNo,
        `request-${n}`,
        record.closedAt === null ? 'registered' : 'answered_online',
        record.class,
        title,
        text,
      ],
      ...[place, '王建国', 'phone', number, false, record.confidential, false, false, false, agentId, callId, localDay],
      ...[record.running, at, '', record.closedAt],
    ],
    [caseNo, callId, 'origin', agentId, at, ''],
    ...(n < count - withFacts
      ? []
      : [
          [n + 1, at, at, 'case_registered', callId, agentId, JSON.stringify({ caseNo, title, text, place }), ''],
          [n + 1, caseNo],
        ]),
  ]
}
