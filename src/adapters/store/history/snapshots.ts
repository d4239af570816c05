import type { Database } from 'better-sqlite3'
import type { Client } from 'pg'
import type { Row, Value } from '../query.ts'
import type { Sight } from './book-sql.ts'

/** Reads within one transaction that somebody else has begun, and so one state of a store. */
export interface Snapshot {
  readonly hole: Sight['hole']
  /** A column of texts to order by: by their bytes, whatever the database's own order is, so that every database has the same. */
  byBytes(column: string): string
  /** All rows of a short answer. */
  rows(sql: string, values?: readonly Value[]): Promise<readonly Row[]>
  /** Each row of a long answer, which is never whole in memory. */
  each(sql: string, values: readonly Value[], take: (row: Row) => void): Promise<void>
  /** A long answer in pieces, for who must wait between them. Nothing else may be asked before the last one, or before it is left. */
  pieces(sql: string, values: readonly Value[]): AsyncGenerator<readonly Row[], void, void>
}

const rowsAtOnce = 5_000
/** For who waits between them: short, so that they are forgotten soon. */
const rowsOfPiece = 1_000

export const sqliteSnapshot = (file: Database): Snapshot => {
  const named = ([p1 = 0, p2 = 0]: readonly Value[]) => ({ p1, p2 })
  return {
    hole: n => `@p${n}`,
    byBytes: column => column,
    rows: async (sql, values = []) =>
      (values.length === 0 ? file.prepare(sql).raw().all() : file.prepare(sql).raw().all(named(values))) as Row[],
    async each(sql, values, take) {
      for (const row of file.prepare(sql).raw().iterate(named(values))) take(row as Row)
    },
    async *pieces(sql, values) {
      let piece: Row[] = []
      for (const row of file.prepare(sql).raw().iterate(named(values))) {
        if (piece.push(row as Row) < rowsOfPiece) continue
        yield piece
        piece = []
        // whoever else lives in this process has his turn
        await new Promise(setImmediate)
      }
      yield piece
    },
  }
}

export const postgresSnapshot = (client: Client): Snapshot => {
  const rows = async (sql: string, values: readonly Value[] = []): Promise<readonly Row[]> =>
    (await client.query<Value[]>({ text: sql, values: [...values], rowMode: 'array' })).rows
  async function* inPieces(
    sql: string,
    values: readonly Value[],
    length: number,
  ): AsyncGenerator<readonly Row[], void, void> {
    await rows(`declare book no scroll cursor for ${sql}`, values)
    try {
      for (;;) {
        const some = await rows(`fetch ${length} from book`)
        yield some
        if (some.length < length) break
      }
    } finally {
      // where a fetch has failed the whole transaction has, and says so itself
      await rows('close book').catch(() => {})
    }
  }
  return {
    hole: n => `$${n}`,
    byBytes: column => `${column} collate "C"`,
    rows,
    pieces: (sql, values) => inPieces(sql, values, rowsOfPiece),
    async each(sql, values, take) {
      for await (const some of inPieces(sql, values, rowsAtOnce)) for (const row of some) take(row)
    },
  }
}
