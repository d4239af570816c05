import type { Database, Statement } from 'better-sqlite3'
import type { Query, Row, Value } from '../query.ts'
import { StoreError } from '../store-error.ts'

/** Runs queries on one connection with statements that are prepared once; rows come as the values of their columns. */
export const runner = (database: Database): ((query: Query) => readonly Row[]) => {
  const prepared = new Map<string, Statement<Value[], Row>>()
  const prepare = (sql: string): Statement<Value[], Row> => {
    const known = prepared.get(sql)
    if (known) return known
    const fresh = database.prepare<Value[], Row>(sql)
    if (fresh.reader) fresh.raw(true)
    prepared.set(sql, fresh)
    return fresh
  }
  return ({ sql, params, expect }) => {
    const statement = prepare(sql)
    if (statement.reader) return statement.all(...params)
    const { changes } = statement.run(...params)
    if (expect !== undefined && changes !== expect)
      throw new StoreError('conflict', 'Someone else changed this meanwhile.')
    return []
  }
}
