import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import type { DialectName } from '../../src/adapters/store/db.ts'
import { type OpenStore, openStore, type StoreOptions } from '../../src/adapters/store/open-store.ts'
import type { Log } from '../../src/engine/ports.ts'
import { type RunningPostgres, startPostgres } from './postgres.ts'

/** The dialects a suite runs once for. */
export const dialects: readonly DialectName[] = ['sqlite', 'postgres']

/** A line of a kept log. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly about: object
  readonly message: string
}

/** A log that keeps what it is told. */
export const keptLog = (): Log & { readonly lines: readonly LogLine[] } => {
  const lines: LogLine[] = []
  const keep = (level: LogLine['level']) => (about: object, message: string) =>
    void lines.push({ level, about, message })
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

type Test = Pick<TestContext, 'after'>

const jobs = new WeakMap<Test, (() => unknown)[]>()

/** Runs `job` after the test; the last one given runs first, so that a store is closed before its folder goes. */
export const finallyDo = (t: Test, job: () => unknown): void => {
  const known = jobs.get(t)
  if (known) return void known.push(job)
  const own = [job]
  jobs.set(t, own)
  t.after(async () => {
    for (const each of own.reverse()) await each()
  })
}

/** A temporary folder that is gone after the test. */
export const givenFolder = (t: Test): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-store-'))
  finallyDo(t, () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let server: Promise<RunningPostgres> | null = null
after(async () => (await server)?.stop())

/** The URL of a database that nobody has used yet; PostgreSQL is started once for the test file. */
export const givenDatabase = async (t: Test, dialect: DialectName): Promise<string> => {
  if (dialect === 'sqlite') return `sqlite:${join(givenFolder(t), 'yihao.db')}`
  server ??= startPostgres(false)
  return (await server).database()
}

/** A fresh, empty store, closed and gone after the test. */
export const givenStore = async (
  t: Test,
  dialect: DialectName = 'sqlite',
  options: Partial<StoreOptions> = {},
): Promise<OpenStore> => {
  return openGiven(t, await givenDatabase(t, dialect), options)
}

/** Opens a store that is closed after the test, also where the test expected it to be refused. */
export const openGiven = async (t: Test, url: string, options: Partial<StoreOptions> = {}): Promise<OpenStore> => {
  const store = await openStore(url, { log: keptLog(), ...options })
  finallyDo(t, store.close)
  return store
}
