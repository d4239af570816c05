import type { BookReader, HistoryStore } from '../../../engine/history/history-store.ts'
import { openReader } from '../sqlite/connection.ts'
import { connectPatiently, openPostgresHistory } from './postgres-history.ts'
import { readBook } from './read-book.ts'
import { readBreakdown, readSettings } from './read-breakdown.ts'
import { readDictionary } from './read-dictionary.ts'
import { readRows } from './read-rows.ts'
import { postgresSnapshot, type Snapshot, sqliteSnapshot } from './snapshots.ts'
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

/** Asks within one transaction, so that all answers are of one state. */
type Within = <Answer>(ask: (snapshot: Snapshot) => Promise<Answer>) => Promise<Answer>

const readerOf = (within: Within): Omit<BookReader, 'close'> => ({
  tally: (period, { rows = false } = {}) => within(snapshot => readBook(snapshot, period, rows)),
  breakdown: period => within(snapshot => readBreakdown(snapshot, period)),
  dictionary: (period, until) => within(snapshot => readDictionary(snapshot, period, until)),
  rows: (kind, period, take) => within(snapshot => readRows(snapshot, kind, period, take)),
  settings: () => within(readSettings),
})

const openSqliteBook = (path: string): BookReader => {
  const file = openReader(path)
  // a report of a year looks things up all over the tables: 128 MiB of pages stay
  file.pragma('cache_size = -131072')
  file.pragma('mmap_size = 1073741824')
  const snapshot = sqliteSnapshot(file)
  const within: Within = async ask => {
    file.exec('begin')
    try {
      return await ask(snapshot)
    } finally {
      file.exec('commit')
    }
  }
  return {
    ...readerOf(within),
    async close() {
      file.close()
    },
  }
}

const openPostgresBook = async (url: string): Promise<BookReader> => {
  const client = await connectPatiently(url, 'yihao-report')
  const snapshot = postgresSnapshot(client)
  const within: Within = async ask => {
    await snapshot.rows('begin isolation level repeatable read read only')
    try {
      return await ask(snapshot)
    } finally {
      await snapshot.rows('rollback')
    }
  }
  return { ...readerOf(within), close: () => client.end() }
}
