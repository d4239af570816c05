import type { RowKind } from '../../../domain/kpi/metric.ts'
import type { BookRows, Counted } from '../../../domain/kpi/rows-of-figure.ts'
import { maskNumber } from '../../../domain/number/mask.ts'
import type { RowNames } from '../../../engine/history/history-store.ts'

type Value = string | number | boolean | null

/** A mobile number that stands in another text, such as an id: with or without 86 before it. */
const mobile = /(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)/g

const masked = (text: string): string => text.replace(mobile, (_, number: string) => maskNumber(number) ?? '')

/** A field as CSV has it; what a spreadsheet would take for a formula begins with an apostrophe. */
const fieldOf = (value: Value): string => {
  if (value === null) return ''
  const text = typeof value === 'string' ? masked(value) : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The columns of each kind of row; `number` is masked. */
export const rowColumns: Readonly<Record<RowKind, readonly string[]>> = {
  calls: ['call_id', 'direction', 'purpose', 'arrived_at', 'answered_at', 'ended_at', 'end_cause', 'number'],
  cases: [
    ...['case_no', 'accepted_at', 'channel', 'class', 'path', 'tags', 'dispatched'],
    ...['rating_source', 'rating_score', 'adjudication'],
  ],
  handled: ['case_no', 'class', 'first_dispatched_at', 'completed_at'],
  tasks: ['task_id', 'case_no', 'created_at', 'reached', 'rated'],
  dues: ['case_no', 'round', 'unit', 'due_at', 'replied_at', 'returned'],
}

/** What stands in each column that its name does not give already. */
const valuesOf: { readonly [Kind in RowKind]: (row: BookRows[Kind], time: Time) => Readonly<Record<string, Value>> } = {
  calls: ({ direction, purpose, arrivedAt, answeredAt, endedAt, endCause }, time) => ({
    direction,
    purpose,
    arrived_at: time(arrivedAt),
    answered_at: time(answeredAt),
    ended_at: time(endedAt),
    end_cause: endCause,
  }),
  cases: ({ acceptedAt, channel, class: kind, path, tags, dispatched, rating }, time) => ({
    accepted_at: time(acceptedAt),
    channel,
    class: kind,
    path,
    tags,
    dispatched,
    rating_source: rating?.source ?? null,
    rating_score: rating?.score ?? null,
    adjudication: rating?.adjudication ?? null,
  }),
  handled: ({ class: kind, firstDispatchedAt, completedAt }, time) => ({
    class: kind,
    first_dispatched_at: time(firstDispatchedAt),
    completed_at: time(completedAt),
  }),
  tasks: ({ createdAt, reached, rated }, time) => ({ created_at: time(createdAt), reached, rated }),
  dues: ({ dueAt, repliedAt, returned }, time) => ({ due_at: time(dueAt), replied_at: time(repliedAt), returned }),
}

/** An instant by the city's clocks; null stays null. */
type Time = (at: number | null) => string | null

/** Clocks of a zone; of what is asked again and again the zone is looked at once a quarter of an hour, the shortest step there is of an offset. */
const clockOf = (zone: string): Time => {
  const offsets = new Map<number, string>()
  const quarter = 900_000
  return at => {
    if (at === null) return null
    const of = Math.floor(at / quarter)
    const offset =
      offsets.get(of) ?? Temporal.Instant.fromEpochMilliseconds(of * quarter).toZonedDateTimeISO(zone).offset
    offsets.set(of, offset)
    const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
    const ms = (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1)
    return `${new Date(at + ms).toISOString().slice(0, 23)}${offset}`
  }
}

/** Writes rows of a kind as lines of CSV, the header first. `counts`: how a row counts for the figure. */
export const createRowLines = <Kind extends RowKind>(kind: Kind, zone: string) => {
  const time = clockOf(zone)
  const columns = rowColumns[kind]
  return {
    header: `${[...columns, 'counts'].join(',')}\r\n`,
    line(row: BookRows[Kind], names: RowNames, counts: Counted): string {
      const values: Readonly<Record<string, Value>> = {
        ...valuesOf[kind](row, time),
        ...names,
        ...('number' in names && { number: maskNumber(names.number as string | null) }),
      }
      return `${[...columns.map(column => fieldOf(values[column] ?? null)), counts].join(',')}\r\n`
    },
  }
}
