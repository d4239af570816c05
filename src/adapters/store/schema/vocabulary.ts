import { postgresCore as p, sqliteCore as s } from '../drizzle.ts'

/** The words a table is written in, as PostgreSQL understands them. `instant`: UTC ms; `id`: numbered by the database. */
export const postgres = {
  table: p.pgTable,
  index: p.index,
  unique: p.uniqueIndex,
  text: () => p.text(),
  int: () => p.bigint({ mode: 'number' }),
  id: () => p.bigint({ mode: 'number' }).generatedByDefaultAsIdentity(),
  instant: () => p.bigint({ mode: 'number' }),
  flag: () => p.boolean(),
  json: <T>() => p.jsonb().$type<T>(),
}

/** A vocabulary; both dialects are typed as PostgreSQL, whose builder is the narrower one. */
export type Dialect = typeof postgres

const words = {
  table: s.sqliteTable,
  index: s.index,
  unique: s.uniqueIndex,
  text: () => s.text(),
  int: () => s.integer(),
  id: () => s.integer(),
  instant: () => s.integer(),
  flag: () => s.integer({ mode: 'boolean' }),
  json: <T>() => s.text({ mode: 'json' }).$type<T>(),
}

/** The same words as SQLite understands them. The one cast of the schema: every word answers to the same use. */
export const sqlite = words satisfies Record<keyof Dialect, unknown> as unknown as Dialect
