import type { RowKind } from '../../../domain/kpi/metric.ts'
import type { Period } from '../../../domain/kpi/period.ts'
import type { BookRows } from '../../../domain/kpi/rows-of-figure.ts'
import type { RowNames } from '../../../engine/history/history-store.ts'
import { type BookQuery, callsQuery, casesQuery, duesQuery, handledQuery, type Sight, tasksQuery } from './book-sql.ts'
import { look } from './read-book.ts'
import type { Snapshot } from './snapshots.ts'

type Queries = { readonly [Kind in RowKind]: (sight: Sight, names: boolean) => BookQuery<BookRows[Kind]> }

const queries: Queries = {
  calls: callsQuery,
  cases: casesQuery,
  handled: handledQuery,
  tasks: tasksQuery,
  dues: duesQuery,
}

/** What stands at the end of each row: `book-sql.ts` gives these columns last. */
const namesOf: Readonly<Record<RowKind, readonly string[]>> = {
  calls: ['call_id', 'number'],
  cases: ['case_no'],
  handled: ['case_no'],
  tasks: ['task_id', 'case_no'],
  dues: ['case_no', 'round', 'unit'],
}

/** Gives each row of one kind that can count in a period, of what was imported first, with what names it. */
export const readRows = async <Kind extends RowKind>(
  snapshot: Snapshot,
  kind: Kind,
  period: Period,
  take: (row: BookRows[Kind], names: RowNames) => void,
): Promise<void> => {
  const { sight } = await look(snapshot)
  const query = queries[kind](sight, true)
  const columns = namesOf[kind]
  for (const sql of [query.past, query.own])
    await snapshot.each(sql, [period.from, period.to], row => {
      const values = row.slice(-columns.length)
      const names = columns.map((name, index) => [name, (values[index] ?? null) as string | number | null])
      take(query.rowOf(row), Object.fromEntries(names))
    })
}
