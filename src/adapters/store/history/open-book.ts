import type { BookReader, HistoryStore } from '../../../engine/history/history-store.ts'
import type { Row, Value } from '../query.ts'
import { openReader } from '../sqlite/connection.ts'
import { connectPatiently, openPostgresHistory } from './postgres-history.ts'
import { readBook, type Snapshot } from './read-book.ts'
import { openSqliteHistory } from './sqlite-history.ts'

const pathOf = (url: string): string | null => (url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null)

/** Opens the imported history of a database that has the newest schema, to write to it. Throws `store_in_use`, `store_unavailable`. */
export const openHistory = async (url: string): Promise<HistoryStore> => {
  const path = pathOf(url)
  return path === null ? openPostgresHistory(url) : openSqliteHistory(path)
}

/** Opens the books of a database that has the newest schema, to read them, also while the hotline runs. */
export const openBook = async (url: string): Promise<BookReader> => {
  const path = pathOf(url)
  return path === null ? openPostgresBook(url) : openSqliteBook(path)
}

const openSqliteBook = (path: string): BookReader => {
  const file = openReader(path)
  file.pragma('mmap_size = 1073741824')
  const named = ([p1 = 0, p2 = 0]: readonly number[]) => ({ p1, p2 })
  const snapshot: Snapshot = {
    hole: n => `@p${n}`,
    rows: async (sql, values) =>
      (values.length === 0 ? file.prepare(sql).raw().all() : file.prepare(sql).raw().all(named(values))) as Row[],
    async each(sql, values, take) {
      for (const row of file.prepare(sql).raw().iterate(named(values))) take(row as Row)
    },
  }
  return {
    async tally(period) {
      file.exec('begin')
      try {
        return await readBook(snapshot, period)
      } finally {
        file.exec('commit')
      }
    },
    async close() {
      file.close()
    },
  }
}

const rowsAtOnce = 5_000

const openPostgresBook = async (url: string): Promise<BookReader> => {
  const client = await connectPatiently(url, 'yihao-report')
  const rows = async (sql: string, values: readonly number[] = []): Promise<readonly Row[]> =>
    (await client.query<Value[]>({ text: sql, values: [...values], rowMode: 'array' })).rows
  const snapshot: Snapshot = {
    hole: n => `$${n}`,
    rows,
    async each(sql, values, take) {
      await rows(`declare book no scroll cursor for ${sql}`, values)
      for (;;) {
        const some = await rows(`fetch ${rowsAtOnce} from book`)
        for (const row of some) take(row)
        if (some.length < rowsAtOnce) break
      }
      await rows('close book')
    },
  }
  return {
    async tally(period) {
      await rows('begin isolation level repeatable read read only')
      try {
        return await readBook(snapshot, period)
      } finally {
        await rows('rollback')
      }
    },
    close: () => client.end(),
  }
}
