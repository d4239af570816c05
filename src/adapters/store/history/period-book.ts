import { dateOf } from '../../../domain/calendar/day.ts'
import type { HistoryKind, HistoryRows } from '../../../domain/history/history.ts'
import { asOf, type Period } from '../../../domain/kpi/period.ts'
import type { PeriodBook, PeriodContent } from '../../../engine/history/period-book.ts'
import type { Value } from '../query.ts'
import { openReader } from '../sqlite/connection.ts'
import { exportQueries, headSql } from './export-sql.ts'
import { connectPatiently } from './postgres-history.ts'
import { look, readBook } from './read-book.ts'
import { postgresSnapshot, type Snapshot, sqliteSnapshot } from './snapshots.ts'

/** What a snapshot says of a period. */
const contentOf = async (snapshot: Snapshot, period: Period): Promise<PeriodContent> => {
  const { sight } = await look(snapshot)
  const of = { ...sight, byBytes: snapshot.byBytes }
  const bounds: Readonly<Record<'instants' | 'days' | 'none', readonly Value[]>> = {
    instants: [period.from, period.to],
    days: [dateOf(period.firstDay), asOf(period)],
    none: [],
  }
  const [head] = await snapshot.rows(headSql)
  return {
    tally: await readBook(snapshot, period),
    head: head === undefined ? null : { seq: Number(head[0]), hash: String(head[1]), received: Number(head[2]) },
    async *rows<Kind extends HistoryKind>(kind: Kind): AsyncGenerator<readonly HistoryRows[Kind][]> {
      const query = exportQueries[kind](of)
      for await (const rows of snapshot.pieces(query.sql, bounds[query.bounds])) yield rows.map(query.rowOf)
    },
  }
}

/** Opens the rows of periods of a database that has the newest schema, to read them, also while the hotline runs. Throws `store_unavailable`. */
export const openPeriodBook = async (url: string): Promise<PeriodBook> =>
  url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url)

const openSqlite = (path: string): PeriodBook => {
  const file = openReader(path)
  // what is looked up beside the rows lies all over the tables; what must be sorted goes to a file
  file.pragma('cache_size = -65536')
  file.pragma('temp_store = file')
  const snapshot = sqliteSnapshot(file)
  return {
    async read(period, take) {
      file.exec('begin')
      try {
        return await take(await contentOf(snapshot, period))
      } finally {
        file.exec('commit')
      }
    },
    async close() {
      file.close()
    },
  }
}

const openPostgres = async (url: string): Promise<PeriodBook> => {
  const client = await connectPatiently(url, 'yihao-export')
  const snapshot = postgresSnapshot(client)
  return {
    async read(period, take) {
      await snapshot.rows('begin isolation level repeatable read read only')
      // files are written between one piece and the next, to whatever disk
      await snapshot.rows('set local idle_in_transaction_session_timeout = 600000')
      try {
        return await take(await contentOf(snapshot, period))
      } finally {
        await snapshot.rows('rollback')
      }
    },
    close: () => client.end(),
  }
}
