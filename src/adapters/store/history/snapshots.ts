import type { Database } from 'better-sqlite3'
import type { Client } from 'pg'
import type { Row, Value } from '../query.ts'
import type { Sight } from './book-sql.ts'

/** Reads within one transaction that somebody else has begun, and so one state of a store. */
export interface Snapshot {
  readonly hole: Sight['hole']
  /** All rows of a short answer. */
  rows(sql: string, values?: readonly number[]): Promise<readonly Row[]>
  /** Each row of a long answer, which is never whole in memory. */
  each(sql: string, values: readonly number[], take: (row: Row) => void): Promise<void>
}

export const sqliteSnapshot = (file: Database): Snapshot => {
  const named = ([p1 = 0, p2 = 0]: readonly number[]) => ({ p1, p2 })
  return {
    hole: n => `@p${n}`,
    rows: async (sql, values = []) =>
      (values.length === 0 ? file.prepare(sql).raw().all() : file.prepare(sql).raw().all(named(values))) as Row[],
    async each(sql, values, take) {
      for (const row of file.prepare(sql).raw().iterate(named(values))) take(row as Row)
    },
  }
}

const rowsAtOnce = 5_000

export const postgresSnapshot = (client: Client): Snapshot => {
  const rows = async (sql: string, values: readonly number[] = []): Promise<readonly Row[]> =>
    (await client.query<Value[]>({ text: sql, values: [...values], rowMode: 'array' })).rows
  return {
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
}
