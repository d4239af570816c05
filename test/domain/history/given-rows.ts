import assert from 'node:assert/strict'
import { type HistoryKind, type HistoryRows, historyColumns } from '../../../src/domain/history/history.ts'
import { createRowParser, type RowParser } from '../../../src/domain/history/parse-rows.ts'

/** A good row of each file, every cell filled. */
export const goodCells: Readonly<Record<HistoryKind, Readonly<Record<string, string>>>> = {
  calls: {
    call_id: 'C-1',
    direction: 'inbound',
    purpose: 'hotline',
    arrived_at: '2020-01-31T08:05:09+08:00',
    queued_at: '2020-01-31T08:05:12+08:00',
    answered_at: '2020-01-31T08:05:29+08:00',
    ended_at: '2020-01-31T08:07:09+08:00',
    end_cause: 'completed',
    number: '138 1234 5678',
    agent_id: 'A017',
    case_no: '20200131-00123',
    task_id: 'T-1',
  },
  cases: {
    case_no: '20200131-00123',
    channel: 'wechat',
    class: 'help',
    accepted_at: '2020-01-31T08:05:09+08:00',
    path: 'dispatched',
    tags: 'epidemic;masks',
    closed_at: '2020-02-03T10:00:00+08:00',
  },
  dispatches: {
    case_no: '20200131-00123',
    round: '1',
    unit: '市卫生健康委',
    dispatched_at: '2020-01-31T08:10:00+08:00',
    signed_at: '2020-01-31T09:00:00+08:00',
    due_at: '2020-02-06T00:00:00+08:00',
    replied_at: '2020-02-03T09:00:00+08:00',
    returned: 'false',
  },
  callback_tasks: {
    task_id: 'T-1',
    case_no: '20200131-00123',
    created_at: '2020-02-03T10:00:00+08:00',
    result: 'rated',
    closed_at: '2020-02-03T15:00:00+08:00',
  },
  ratings: {
    rating_id: 'R-1',
    case_no: '20200131-00123',
    task_id: 'T-1',
    source: 'callback',
    rated_at: '2020-02-03T15:00:00+08:00',
    score: 'satisfied',
    resolved: 'yes',
    adjudication: 'kept',
    adjudication_reason: '已核实',
  },
  staff: {
    staff_id: 'A017',
    name: '王芳',
    post: 'phone',
    takes_requests: 'true',
    from: '2019-03-01',
    to: '2020-12-31',
  },
  regulations: { name: '南通市12345政府公共服务平台管理办法' },
}

export const parserOf = <K extends HistoryKind>(
  kind: K,
  header: readonly string[] = historyColumns[kind],
): RowParser<HistoryRows[K]> => {
  const answer = createRowParser(kind, header, '0513')
  assert.ok('parse' in answer, 'the header is sound')
  return answer
}

/** What the good row of a file is read as when some of its cells are changed. */
export const readWith = <K extends HistoryKind>(kind: K, changes: Readonly<Record<string, string>> = {}) => {
  const columns: readonly string[] = historyColumns[kind]
  return parserOf(kind).parse(columns.map(column => changes[column] ?? goodCells[kind][column] ?? ''))
}
