import { type HistoryKind, type HistoryStaff, historyKinds } from '../../../domain/history/history.ts'
import type { Period } from '../../../domain/kpi/period.ts'
import { createTally, type Tally } from '../../../domain/kpi/tally.ts'
import type { Row } from '../query.ts'
import {
  type BookQuery,
  backlogSql,
  callsQuery,
  casesQuery,
  duesQuery,
  handledQuery,
  hasLedgerSql,
  regulationsSql,
  type Sight,
  staffSql,
  tasksQuery,
} from './book-sql.ts'
import { importOf, importsSql } from './import-sql.ts'

/** Reads within one snapshot of a store. */
export interface Snapshot {
  readonly hole: Sight['hole']
  /** All rows of a short answer. */
  rows(sql: string, values: readonly number[]): Promise<readonly Row[]>
  /** Each row of a long answer, which is never whole in memory. */
  each(sql: string, values: readonly number[], take: (row: Row) => void): Promise<void>
}

const kept: readonly HistoryKind[] = ['calls', 'cases', 'dispatches', 'callback_tasks', 'ratings']

/** The tally of a period, out of one snapshot. */
export const readBook = async (snapshot: Snapshot, period: Period): Promise<Tally> => {
  const imports = (await snapshot.rows(importsSql, [])).map(importOf)
  const unfinished = imports.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)
  const sight: Sight = { hole: snapshot.hole, unfinished }
  const bounds = [period.from, period.to]
  const tally = createTally(period)
  const feed = <One>({ sql, rowOf }: BookQuery<One>, take: (one: One) => void) =>
    snapshot.each(sql, bounds, row => take(rowOf(row)))
  await feed(callsQuery(sight), tally.call)
  await feed(casesQuery(sight), tally.case)
  await feed(handledQuery(sight), tally.handled)
  await feed(tasksQuery(sight), tally.task)
  await feed(duesQuery(sight), tally.due)
  const one = async (sql: string, values: readonly number[] = []) => (await snapshot.rows(sql, values))[0] ?? []
  const [opening, closed, closing] = (await one(backlogSql(sight), bounds)).map(Number)
  const [hasLedger] = await one(hasLedgerSql)
  const given = imports.filter(({ endedAt }) => endedAt !== null).flatMap(({ files }) => files.map(({ kind }) => kind))
  const own = hasLedger === true || hasLedger === 1 ? kept : []
  return tally.end({
    known: new Set(historyKinds.filter(kind => given.includes(kind) || own.includes(kind))),
    staff: (await snapshot.rows(staffSql(sight), [])).map(staffOf),
    regulations: (await snapshot.rows(regulationsSql(sight), [])).map(([name]) => String(name)),
    backlog: { opening: opening ?? 0, closed: closed ?? 0, closing: closing ?? 0 },
  })
}

const staffOf = ([staffId, name, post, takes, from, to]: Row): HistoryStaff =>
  ({
    staffId,
    name,
    post,
    takesRequests: takes === null ? null : takes === true || takes === 1,
    from,
    to,
  }) as HistoryStaff
