import type { InventedRecord } from './invented.ts'

/** A value of a row. */
export type Column = string | number | boolean | null

/** The tables that are filled. */
export const tablesFilled = {
  calls: [
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
  cases: [
    ...['case_no', 'request_id', 'state', 'class', 'title', 'text', 'place', 'requester_name', 'contact', 'number'],
    ...['urgent', 'confidential', 'anonymous', 'enterprise', 'special_needs', 'agent_id', 'call_id', 'local_day'],
    ...['running', 'accepted_at', 'answer', 'closed_at', 'topic', 'since', 'owner', 'deadline', 'unit', 'handler_unit'],
    ...['dispatched_at', 'due_at', 'open_due_at', 'round', 'score'],
  ],
  case_calls: ['case_no', 'call_id', '"as"', 'agent_id', 'at', 'note'],
  dispatches: [
    ...['case_no', 'number', 'round', 'unit', 'handler_unit', 'ruled', 'dispatched_at', 'sign_by', 'signed_at'],
    ...['first_due_at', 'due_at', 'replied_at', 'ended_at', 'ended'],
  ],
  facts: ['seq', 'at', 'received', 'kind', 'call_id', 'agent_id', 'body', 'hash'],
  case_facts: ['seq', 'case_no'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** A table that is filled. */
export type TableFilled = keyof typeof tablesFilled

/** A row and the table it goes into. */
export type FilledRow = readonly [TableFilled, readonly Column[]]

/** How many of the newest cases have their facts, and how many each has. */
const withFacts = 50_000
const factsEach = 10

/** Every fifth case had another call that came to no case: 12 calls for 10 cases, as in a district's year. */
const callsWithoutCase = 5

const minute = 60_000
const hour = 60 * minute

/** A record as rows of the tables; of older cases than the newest ones without facts. */
export const rowsOf = (record: InventedRecord, count: number): readonly FilledRow[] => {
  const { n, caseNo, number, acceptedAt: at, localDay, agentId, title, text, place, unit, owner, dueAt } = record
  const callId = `call-${n}`
  const dispatchedAt = at + 30 * minute
  const held = unit !== null
  const isOpen = record.closedAt === null
  const repliedAt = isOpen && record.owner === 'unit_clerk' ? null : Math.min(dueAt - hour, at + 2 * 24 * hour)
  return [
    callRow(callId, record, at - 94_000),
    ...(n % callsWithoutCase === 0 ? [callRow(`other-${n}`, record, at + hour)] : []),
    [
      'cases',
      [
        ...[caseNo, `request-${n}`, record.state, record.class, title, text],
        ...[
          place,
          '王建国',
          'phone',
          number,
          false,
          record.confidential,
          false,
          false,
          false,
          agentId,
          callId,
          localDay,
        ],
        ...[record.running, at, '', record.closedAt, record.topic, at, owner, owner === null ? null : dueAt],
        ...[unit, record.handlerUnit, held ? dispatchedAt : null, held ? dueAt : null],
        ...[held && isOpen && owner === 'unit_clerk' ? dueAt : null, held ? 1 : 0, record.score],
      ],
    ],
    ['case_calls', [caseNo, callId, 'origin', agentId, at, '']],
    ...(held
      ? ([
          [
            'dispatches',
            [
              ...[caseNo, 1, 1, unit, record.handlerUnit, false, dispatchedAt, dispatchedAt + 24 * hour],
              ...[record.state === 'dispatched' ? null : dispatchedAt + hour, dueAt, dueAt, repliedAt],
              ...[repliedAt, repliedAt === null ? null : 'replied'],
            ],
          ],
        ] as const)
      : []),
    ...(n < count - withFacts ? [] : factRows(record, callId)),
  ]
}

const callRow = (id: string, { number, localDay, agentId }: InventedRecord, arrivedAt: number): FilledRow => [
  'calls',
  [
    ...[id, 'hotline', '12345', number, number, false, 5, false, arrivedAt],
    ...[localDay, 9, arrivedAt + 1_000, arrivedAt + 4_000, arrivedAt + 94_000, agentId, 4_000, 90_000, 'completed'],
  ],
]

const factRows = (record: InventedRecord, callId: string): readonly FilledRow[] => {
  const { n, caseNo, acceptedAt: at, agentId, title, text, place, state, unit, dueAt } = record
  return Array.from({ length: factsEach }, (_, k) => {
    const seq = n * factsEach + k + 1
    const standing = { caseNo, state, title, text, place, unit, dueAt, number: record.number, round: 1, returns: 0 }
    const body = k === 0 ? { caseNo, title, text, place } : { caseNo, by: agentId, wish: { name: 'urge' }, standing }
    const kind = k === 0 ? 'case_registered' : 'case_moved'
    return [
      ['facts', [seq, at + k * minute, at + k * minute, kind, callId, agentId, JSON.stringify(body), '']],
      ['case_facts', [seq, caseNo]],
    ] as const satisfies readonly FilledRow[]
  }).flat()
}
