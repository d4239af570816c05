import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import type { Closers } from '../closers.ts'
import { makeBenchFolder } from '../folder.ts'
import { fillPostgres } from './fill-postgres.ts'
import { fillSqlite } from './fill-sqlite.ts'
import { measureRecords, type Timed } from './measure.ts'

/**
 * How many cases, each with a call, and reads of each kind. `postgres`: an empty database; null: a SQLite file of its own. `filled`: that database was filled by an
 * earlier run with so many cases, and stays.
 */
export interface RecordsPlan {
  readonly cases: number
  readonly rounds: number
  readonly postgres: string | null
  readonly filled: boolean
}

/** What was measured, and on what. */
export interface RecordsReport {
  readonly database: 'sqlite' | 'postgres'
  readonly cases: number
  readonly reads: readonly Timed[]
}

const log = { info() {}, warn: console.error, error: console.error }

/** Fills a store (some 2 kB a case), measures its reads, and takes away what it has made. */
export const measureFilled = async (
  { cases, rounds, postgres, filled }: RecordsPlan,
  closers: Closers,
  say: (text: string) => void,
): Promise<RecordsReport> => {
  const url = filled && postgres !== null ? postgres : await givenFilled(cases, postgres, closers, say)
  const store = await openStore(url, { log })
  closers.add(() => store.close())
  say('measuring')
  return {
    database: postgres === null ? 'sqlite' : 'postgres',
    cases,
    reads: await measureRecords(store, cases, rounds, say),
  }
}

const givenFilled = async (
  cases: number,
  postgres: string | null,
  closers: Closers,
  say: (text: string) => void,
): Promise<string> => {
  const url = postgres === null ? givenFile(closers) : await givenEmpty(postgres, closers)
  await (await openStore(url, { log })).close()
  say(`filling a store with ${cases} cases and as many calls`)
  if (postgres === null) fillSqlite(url.slice('sqlite:'.length), cases, say)
  else await fillPostgres(url, cases, say)
  return url
}

const givenFile = (closers: Closers): string => {
  const folder = makeBenchFolder()
  closers.add(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'yihao.db')}`
}

/** Refuses a database that holds anything: what it holds at the end is taken away. */
const givenEmpty = async (url: string, closers: Closers): Promise<string> => {
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    return client.query<{ n: string }>(sql).finally(() => client.end())
  }
  const { rows } = await ask(
    "select count(*) as n from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')",
  )
  if (rows[0]?.n !== '0') throw new Error('the database for --postgres must be empty')
  closers.add(() => ask('drop schema public cascade; create schema public'))
  return url
}
