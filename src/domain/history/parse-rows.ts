import { normaliseCaller } from '../number/normalise.ts'
import type { HistoryFault } from './faults.ts'
import {
  adjudications,
  callPurposes,
  casePaths,
  directions,
  endCauses,
  type HistoryKind,
  type HistoryRows,
  historyChannels,
  historyClasses,
  historyColumns,
  posts,
  ratingSources,
  scores,
  taskResults,
} from './history.ts'
import { aDate, aFlag, aName, aNumber, anId, aSmallNumber, aText, aTime, oneOf, type Reader } from './readers.ts'

/** A column: into which field it goes, how it is read, and whether it must be there. */
type Column = readonly [field: string, reader: Reader, must?: 'must']

/** Two fields of a row, of which the first must not be before the second; both by their columns. */
type Order = readonly [later: string, earlier: string]

interface Rules {
  readonly columns: Readonly<Record<string, Column>>
  readonly orders: readonly Order[]
}

const rules: Readonly<Record<HistoryKind, Rules>> = {
  calls: {
    columns: {
      call_id: ['callId', anId, 'must'],
      direction: ['direction', oneOf(directions), 'must'],
      purpose: ['purpose', oneOf(callPurposes), 'must'],
      arrived_at: ['arrivedAt', aTime, 'must'],
      queued_at: ['queuedAt', aTime],
      answered_at: ['answeredAt', aTime],
      ended_at: ['endedAt', aTime],
      end_cause: ['endCause', oneOf(endCauses)],
      number: ['rawNumber', aNumber],
      agent_id: ['agentId', anId],
      case_no: ['caseNo', anId],
      task_id: ['taskId', anId],
    },
    orders: [
      ['queued_at', 'arrived_at'],
      ['answered_at', 'arrived_at'],
      ['answered_at', 'queued_at'],
      ['ended_at', 'arrived_at'],
      ['ended_at', 'queued_at'],
      ['ended_at', 'answered_at'],
    ],
  },
  cases: {
    columns: {
      case_no: ['caseNo', anId, 'must'],
      channel: ['channel', oneOf(historyChannels)],
      class: ['class', oneOf(historyClasses)],
      accepted_at: ['acceptedAt', aTime, 'must'],
      path: ['path', oneOf(casePaths)],
      tags: ['tags', aText],
      closed_at: ['closedAt', aTime],
    },
    orders: [['closed_at', 'accepted_at']],
  },
  dispatches: {
    columns: {
      case_no: ['caseNo', anId, 'must'],
      round: ['round', aSmallNumber, 'must'],
      unit: ['unit', anId, 'must'],
      dispatched_at: ['dispatchedAt', aTime, 'must'],
      signed_at: ['signedAt', aTime],
      due_at: ['dueAt', aTime],
      replied_at: ['repliedAt', aTime],
      returned: ['returned', aFlag('true', 'false'), 'must'],
    },
    orders: [
      ['signed_at', 'dispatched_at'],
      ['due_at', 'dispatched_at'],
      ['replied_at', 'dispatched_at'],
    ],
  },
  callback_tasks: {
    columns: {
      task_id: ['taskId', anId, 'must'],
      case_no: ['caseNo', anId],
      created_at: ['createdAt', aTime, 'must'],
      result: ['result', oneOf(taskResults)],
      closed_at: ['closedAt', aTime],
    },
    orders: [['closed_at', 'created_at']],
  },
  ratings: {
    columns: {
      rating_id: ['ratingId', anId, 'must'],
      case_no: ['caseNo', anId, 'must'],
      task_id: ['taskId', anId],
      source: ['source', oneOf(ratingSources), 'must'],
      rated_at: ['ratedAt', aTime, 'must'],
      score: ['score', oneOf(scores)],
      resolved: ['resolved', aFlag('yes', 'no')],
      adjudication: ['adjudication', oneOf(adjudications)],
      adjudication_reason: ['adjudicationReason', aText],
    },
    orders: [],
  },
  staff: {
    columns: {
      staff_id: ['staffId', anId, 'must'],
      name: ['name', aName],
      post: ['post', oneOf(posts), 'must'],
      takes_requests: ['takesRequests', aFlag('true', 'false')],
      from: ['from', aDate, 'must'],
      to: ['to', aDate],
    },
    orders: [['to', 'from']],
  },
  regulations: { columns: { name: ['name', aName, 'must'] }, orders: [] },
}

/** What is wrong with a row, on which column where it is one's. */
export interface Refusal {
  readonly column: string | null
  readonly fault: HistoryFault
}

/** Reads the rows of one file. `unknown`: columns of its header that are not read. */
export interface RowParser<Kind extends HistoryKind> {
  readonly unknown: readonly string[]
  parse(fields: readonly string[]): HistoryRows[Kind] | Refusal
}

/**
 * A reader of the rows of one file by its header, whose columns may come in any order, further ones among them; or what is wrong with the header. Empty fields
 * are unknown. `homeArea`: the area code of the city with its 0.
 */
export const createRowParser = <Kind extends HistoryKind>(
  kind: Kind,
  header: readonly string[],
  homeArea: string,
): RowParser<Kind> | { readonly faults: readonly Refusal[] } => {
  const names = header.map((name, index) => (index === 0 ? name.replace(/^\uFEFF/, '') : name).trim())
  const { columns, orders } = rules[kind]
  const wanted: readonly string[] = historyColumns[kind]
  const missing = wanted.filter(name => !names.includes(name))
  const twice = wanted.filter(name => names.indexOf(name) !== names.lastIndexOf(name))
  if (missing.length + twice.length > 0)
    return {
      faults: [
        ...missing.map(column => ({ column, fault: 'column_missing' }) as const),
        ...twice.map(column => ({ column, fault: 'column_twice' }) as const),
      ],
    }
  const reads = wanted.map(column => {
    const [field, reader, must] = columns[column] as Column
    return { column, field, reader, isMust: must === 'must', at: names.indexOf(column) }
  })
  const fieldOf = (column: string): string => (columns[column] as Column)[0]
  const ordered = orders.map(([later, earlier]) => ({
    column: later,
    later: fieldOf(later),
    earlier: fieldOf(earlier),
  }))

  let fault: HistoryFault | null = null
  const fail = (why: HistoryFault): null => {
    fault = why
    return null
  }
  return {
    unknown: names.filter(name => !wanted.includes(name)),
    parse(fields) {
      if (fields.length !== names.length) return { column: null, fault: 'row_width' }
      const row: Record<string, unknown> = {}
      for (const { column, field, reader, isMust, at } of reads) {
        const text = fields[at] as string
        fault = null
        const value = text === '' || text.trim() === '' ? (isMust ? fail('value_missing') : null) : reader(text, fail)
        if (fault !== null) return { column, fault }
        row[field] = value
      }
      for (const { column, later, earlier } of ordered) {
        const after = row[later] as number | string | null
        const before = row[earlier] as number | string | null
        if (after !== null && before !== null && after < before) return { column, fault: 'time_before' }
      }
      if (kind === 'calls')
        row.number = row.rawNumber === null ? null : normaliseCaller(String(row.rawNumber), homeArea).number
      return row as unknown as HistoryRows[Kind]
    },
  }
}
