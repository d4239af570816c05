import { type HistoryKind, historyKinds } from '../../../domain/history/history.ts'
import { unpackCounts } from '../../../domain/kpi/packed-counts.ts'
import type { Period } from '../../../domain/kpi/period.ts'
import { createTally, type Tally } from '../../../domain/kpi/tally.ts'
import type { HistoryImport } from '../../../engine/history/history-store.ts'
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
  staffOf,
  staffSql,
  tasksQuery,
} from './book-sql.ts'
import { importOf, importsSql } from './import-sql.ts'
import { isRolledUp, packedOf, rolledDaysSql } from './roll-up-sql.ts'
import type { Snapshot } from './snapshots.ts'

const kept: readonly HistoryKind[] = ['calls', 'cases', 'dispatches', 'callback_tasks', 'ratings']

/** What is imported, and what of it reports may see. */
export const look = async (snapshot: Snapshot) => {
  const imports = (await snapshot.rows(importsSql)).map(importOf)
  const whole = imports.filter(({ endedAt }) => endedAt !== null)
  const unfinished = imports.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)
  return { whole, sight: { hole: snapshot.hole, unfinished } satisfies Sight }
}

/** Feeds a tally with all rows of its period that come out of one place. */
const feedAll = async (
  snapshot: Snapshot,
  sight: Sight,
  period: Period,
  from: 'past' | 'own',
  tally: ReturnType<typeof createTally>,
): Promise<void> => {
  const feed = <One>(query: BookQuery<One>, take: (one: One) => void) =>
    snapshot.each(query[from], [period.from, period.to], row => take(query.rowOf(row)))
  await feed(callsQuery(sight), tally.call)
  await feed(casesQuery(sight), tally.case)
  await feed(handledQuery(sight), tally.handled)
  await feed(tasksQuery(sight), tally.task)
  await feed(duesQuery(sight), tally.due)
}

/** The tally of a period, out of one snapshot. `rows`: out of the imported rows themselves, also where their days are counted. */
export const readBook = async (snapshot: Snapshot, period: Period, rows = false): Promise<Tally> => {
  const { whole, sight } = await look(snapshot)
  const tally = createTally(period)
  if (!rows && (await isRolledUp(snapshot, whole, period.zone)))
    await snapshot.each(rolledDaysSql(snapshot.hole), [period.firstDay, period.lastDay], ([day, counts]) =>
      tally.day(Number(day), unpackCounts(packedOf(counts))),
    )
  else await feedAll(snapshot, sight, period, 'past', tally)
  await feedAll(snapshot, sight, period, 'own', tally)
  return tally.end(await endsOf(snapshot, sight, whole, period))
}

/** The days of what is imported, and of nothing else, counted anew. */
export const countPast = async (snapshot: Snapshot, period: Period): Promise<Tally['days']> => {
  const { whole, sight } = await look(snapshot)
  const tally = createTally(period)
  await feedAll(snapshot, sight, period, 'past', tally)
  return tally.end(await endsOf(snapshot, sight, whole, period)).days
}

/** Of which files there is anything at all, be it that there were none. */
export const knownKinds = async (
  snapshot: Snapshot,
  whole: readonly HistoryImport[],
): Promise<ReadonlySet<HistoryKind>> => {
  const [hasLedger] = (await snapshot.rows(hasLedgerSql))[0] ?? []
  const given = whole.flatMap(({ files }) => files.map(({ kind }) => kind))
  const own = hasLedger === true || hasLedger === 1 ? kept : []
  return new Set(historyKinds.filter(kind => given.includes(kind) || own.includes(kind)))
}

const endsOf = async (snapshot: Snapshot, sight: Sight, whole: readonly HistoryImport[], { from, to }: Period) => {
  const one = async (sql: string, values: readonly number[] = []) => (await snapshot.rows(sql, values))[0] ?? []
  const [opening, closed, closing] = (await one(backlogSql(sight), [from, to])).map(Number)
  return {
    known: await knownKinds(snapshot, whole),
    staff: (await snapshot.rows(staffSql(sight))).map(staffOf),
    regulations: (await snapshot.rows(regulationsSql(sight))).map(([name]) => String(name)),
    backlog: { opening: opening ?? 0, closed: closed ?? 0, closing: closing ?? 0 },
  }
}
