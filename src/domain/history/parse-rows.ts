import { type Cells, createCells, type RowFault } from './cells.ts'
import type { HistoryKind, HistoryRows } from './history.ts'
import * as history from './history.ts'

const calls = (cells: Cells): HistoryRows['calls'] => {
  const callId = cells.needId('call_id')
  const direction = cells.needAmong('direction', history.directions)
  const purpose = cells.needAmong('purpose', history.callPurposes)
  const arrivedAt = cells.needInstant('arrived_at')
  const queuedAt = cells.instant('queued_at')
  const answeredAt = cells.instant('answered_at')
  const endedAt = cells.instant('ended_at')
  const endCause = cells.among('end_cause', history.endCauses)
  const { raw, number } = cells.phone('number')
  const agentId = cells.id('agent_id')
  const caseNo = cells.id('case_no')
  const taskId = cells.id('task_id')
  cells.notBefore('queued_at', queuedAt, arrivedAt)
  cells.notBefore('answered_at', answeredAt, arrivedAt)
  cells.notBefore('answered_at', answeredAt, queuedAt)
  cells.notBefore('ended_at', endedAt, arrivedAt)
  cells.notBefore('ended_at', endedAt, answeredAt)
  const rawNumber = raw === '' ? null : raw
  return {
    callId,
    direction,
    purpose,
    arrivedAt,
    queuedAt,
    answeredAt,
    endedAt,
    endCause,
    rawNumber,
    number,
    agentId,
    caseNo,
    taskId,
  }
}

const cases = (cells: Cells): HistoryRows['cases'] => {
  const caseNo = cells.needId('case_no')
  const channel = cells.among('channel', history.historyChannels)
  const kind = cells.among('class', history.historyClasses)
  const acceptedAt = cells.needInstant('accepted_at')
  const path = cells.among('path', history.casePaths)
  const tags = cells.words('tags')
  const closedAt = cells.instant('closed_at')
  cells.notBefore('closed_at', closedAt, acceptedAt)
  return { caseNo, channel, class: kind, acceptedAt, path, tags, closedAt }
}

const dispatches = (cells: Cells): HistoryRows['dispatches'] => {
  const caseNo = cells.needId('case_no')
  const round = cells.needWhole('round')
  const unit = cells.needName('unit')
  const dispatchedAt = cells.needInstant('dispatched_at')
  const signedAt = cells.instant('signed_at')
  const dueAt = cells.instant('due_at')
  const repliedAt = cells.instant('replied_at')
  const returned = cells.needTrue('returned')
  cells.notBefore('signed_at', signedAt, dispatchedAt)
  cells.notBefore('due_at', dueAt, dispatchedAt)
  cells.notBefore('replied_at', repliedAt, dispatchedAt)
  return { caseNo, round, unit, dispatchedAt, signedAt, dueAt, repliedAt, returned }
}

const tasks = (cells: Cells): HistoryRows['callback_tasks'] => {
  const taskId = cells.needId('task_id')
  const caseNo = cells.id('case_no')
  const createdAt = cells.needInstant('created_at')
  const result = cells.among('result', history.taskResults)
  const closedAt = cells.instant('closed_at')
  cells.notBefore('closed_at', closedAt, createdAt)
  return { taskId, caseNo, createdAt, result, closedAt }
}

const ratings = (cells: Cells): HistoryRows['ratings'] => ({
  ratingId: cells.needId('rating_id'),
  caseNo: cells.needId('case_no'),
  taskId: cells.id('task_id'),
  source: cells.needAmong('source', history.ratingSources),
  ratedAt: cells.needInstant('rated_at'),
  score: cells.among('score', history.scores),
  resolved: cells.isYes('resolved'),
  adjudication: cells.among('adjudication', history.adjudications),
  adjudicationReason: cells.words('adjudication_reason'),
})

const staff = (cells: Cells): HistoryRows['staff'] => {
  const staffId = cells.needId('staff_id')
  const name = cells.name('name')
  const post = cells.needAmong('post', history.posts)
  const takesRequests = cells.isTrueOrYes('takes_requests')
  const from = cells.needDate('from')
  const to = cells.date('to')
  cells.notBefore('to', to, from)
  return { staffId, name, post, takesRequests, from, to }
}

const regulations = (cells: Cells): HistoryRows['regulations'] => ({ name: cells.needName('name') })

const readers: { readonly [K in HistoryKind]: (cells: Cells) => HistoryRows[K] } = {
  calls,
  cases,
  dispatches,
  callback_tasks: tasks,
  ratings,
  staff,
  regulations,
}

/** Reads the rows of one file; `unknown`: columns of its header that nobody reads. */
export interface RowParser<Row> {
  readonly parse: (fields: readonly string[]) => Row | RowFault
  readonly unknown: readonly string[]
}

/** What a header says: columns that are missing, or one that stands twice, or how rows are read. */
export type HeaderAnswer<Row> = { readonly missing: readonly string[] } | RowFault | RowParser<Row>

/**
 * How the rows of a file are read, by its header: all columns of its kind (DESIGN.md 6) in any order, and further ones, which are ignored. `homeArea`: the area
 * code of the city with its 0, for telephone numbers. An empty cell is unknown: null. What does not fit is named by its column and changes nothing else.
 */
export const createRowParser = <K extends HistoryKind>(
  kind: K,
  header: readonly string[],
  homeArea: string,
): HeaderAnswer<HistoryRows[K]> => {
  // a byte order mark is a blank to trim
  const names = header.map(name => name.trim())
  const columns: readonly string[] = history.historyColumns[kind]
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (twice !== undefined) return { column: twice, fault: 'column_twice' }
  const missing = columns.filter(column => !names.includes(column))
  if (missing.length > 0) return { missing }
  const cells = createCells(Object.fromEntries(columns.map(column => [column, names.indexOf(column)])), homeArea)
  const read = readers[kind]
  return {
    unknown: names.filter(name => name !== '' && !columns.includes(name)),
    parse: fields => {
      if (fields.length !== names.length) return { column: '', fault: 'row_width' }
      cells.begin(fields)
      const row = read(cells)
      return cells.fault() ?? row
    },
  }
}
