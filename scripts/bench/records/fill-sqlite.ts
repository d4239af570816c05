import Sqlite from 'better-sqlite3'
import { caseWordsRow } from '../../../src/adapters/store/search/case-index.ts'
import { inventRecords } from './invented.ts'
import { type Column, rowsOf, tablesFilled } from './rows.ts'

const perTransaction = 20_000

/** Fills an empty SQLite store by its tables, without a ledger that would hold; tells how far it is. */
export const fillSqlite = (path: string, count: number, say: (text: string) => void): void => {
  const database = new Sqlite(path)
  database.pragma('journal_mode = off')
  database.pragma('synchronous = off')
  database.pragma('cache_size = -400000')
  database.pragma('foreign_keys = off')
  database.exec(`insert into case_words (case_words, rank) values ('hashsize', 67108864)`)
  const inserts = Object.fromEntries(
    Object.entries(tablesFilled).map(([name, columns]) => [
      name,
      database.prepare<Column[]>(
        `insert into ${name} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      ),
    ]),
  )
  const file = database.prepare(`insert into case_words (rowid, segments) values (?, ?)`)
  const began = performance.now()
  database.exec('begin')
  for (const record of inventRecords(count, 12345)) {
    for (const [table, row] of rowsOf(record, count)) inserts[table]?.run(...row.map(toSqlite))
    const { key, segments, finder } = caseWordsRow(record)
    file.run(key, `${segments} ${finder}`)
    if ((record.n + 1) % perTransaction === 0) {
      database.exec('commit')
      database.exec('begin')
      if ((record.n + 1) % 200_000 === 0)
        say(`${record.n + 1} cases in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    }
  }
  database.exec(`insert into case_words (case_words, rank) values ('hashsize', 1048576)`)
  database.exec('commit')
  database.exec('analyze')
  database.close()
}

const toSqlite = (value: Column): Column => (typeof value === 'boolean' ? Number(value) : value)
