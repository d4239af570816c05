import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import { drizzlePostgres, drizzleSqlite } from './drizzle.ts'
import type { Query, Row, Value } from './query.ts'
import { define, type Tables } from './schema/define.ts'
import { postgres, sqlite } from './schema/vocabulary.ts'

/** Which database. */
export type DialectName = 'sqlite' | 'postgres'

/** What of drizzle both dialects have. No `transaction`: the drivers' own interleave on SQLite. */
export type Db = Pick<PgRemoteDatabase<Tables>, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with'>

/** Runs one query and gives the values of its rows. */
export type Execute = (sql: string, params: readonly Value[]) => Promise<readonly Row[]>

/** The query builder over `execute`, and the tables it builds on. `dialect`: for what drizzle cannot say. */
export interface Builder {
  readonly dialect: DialectName
  readonly db: Db
  readonly tables: Tables
}

/** A query builder for one dialect; without `execute` it only builds. */
export const builder = (dialect: DialectName, execute: Execute = cannotRun): Builder => {
  const run = async (sql: string, params: Value[]) => ({ rows: [...(await execute(sql, params))] })
  const casing = 'snake_case'
  if (dialect === 'postgres') {
    const tables = define(postgres)
    return { dialect, tables, db: drizzlePostgres(run, { schema: tables, casing }) }
  }
  // With two arguments the proxy ignores `casing`; typed as PostgreSQL like the schema, see schema/vocabulary.ts.
  const tables = define(sqlite)
  return { dialect, tables, db: drizzleSqlite(run, async () => [], { schema: tables, casing }) as unknown as Db }
}

/** Runs one query by what runs several. */
export const single =
  (read: (queries: readonly Query[]) => Promise<readonly (readonly Row[])[]>): Execute =>
  async (sql, params) =>
    (await read([{ sql, params }]))[0] ?? []

const cannotRun: Execute = () => Promise.reject(new Error('this builder only builds'))
