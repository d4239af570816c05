import { createRequire } from 'node:module'

/*
 * drizzle-orm by require. Its package.json has 179 KB, which node's loader of ES modules reads anew for each of the 150 modules:
 * 208 MB of memory at the start, against 24 MB this way (node 26.10, drizzle-orm 0.45.4). drizzle-kit turns this file into
 * CommonJS, where import.meta is empty, and runs in the project's own folder.
 */
const load = createRequire(import.meta.url ?? `${process.cwd()}/`)
const core = load('drizzle-orm') as typeof import('drizzle-orm')

export const {
  and,
  asc,
  Column,
  count,
  desc,
  eq,
  getTableColumns: columnsOf,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  ne,
  notInArray,
  or,
  Param,
  Placeholder: PlaceholderClass,
  sql,
} = core
export const postgresCore = load('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core')
export const sqliteCore = load('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core')
export const { drizzle: drizzlePostgres } = load('drizzle-orm/pg-proxy') as typeof import('drizzle-orm/pg-proxy')
export const { drizzle: drizzleSqlite } = load('drizzle-orm/sqlite-proxy') as typeof import('drizzle-orm/sqlite-proxy')
export type { SQL } from 'drizzle-orm'
