import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Client } from 'pg'
import { migrationLock } from '../migrate/postgres.ts'
import { takeOwnership } from '../sqlite/connection.ts'
import { BackupError, backupError } from './backup-error.ts'
import { createPrivate, fingerprint, flush, publish } from './files.ts'
import { placeHouseKeys } from './house-keys.ts'
import type { Manifest } from './manifest.ts'
import { checkPostgres, connectTo, schema, tablesOn } from './postgres-dump.ts'
import { type Environment, startProgram } from './programs.ts'
import { checkSqlite, filesOf, removeDatabase } from './sqlite-copy.ts'
import { checkBackup } from './take-backup.ts'

/** What to restore, and where to. */
export interface RestoreOptions {
  readonly file: string
  /** `sqlite:PATH` or `postgres://…`. */
  readonly database: string
  /** Whether a ledger that is there is set aside; else it is a reason to refuse. */
  readonly replace: boolean
  /** The folder of facts that waited for the old ledger; it is set aside. */
  readonly spillFolder: string
  /** Where the house's keys go; left out: nowhere. */
  readonly dataFolder?: string
  readonly env: Environment
  readonly now: Date
}

/** A backup that was restored. */
export interface Restored {
  readonly manifest: Manifest
  /** Under which names the old ledger, its keys and its waiting facts are kept. */
  readonly aside: readonly string[]
}

/**
 * Puts a backup where the hotline has its ledger. The backup is checked before, the restored ledger after, and only then it takes
 * its place. Throws `store_in_use`, `ledger_exists`, `database_not_empty`, `wrong_database`, and all that a check throws; then
 * everything is as it was.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { file, database, env, spillFolder } = options
  const manifest = await checkBackup(file, env)
  const suffix = `before-restore-${options.now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const dialect = database.startsWith('sqlite:') ? 'sqlite' : 'postgres'
  if (dialect !== manifest.database)
    throw new BackupError(
      'wrong_database',
      `The backup is one of ${words[manifest.database]}, but the hotline's database is ${words[dialect]}.`,
    )
  const { dataFolder = null } = options
  // before the ledger: a server that starts on it without its keys would make new ones
  const keys = dataFolder === null ? null : placed(dataFolder, manifest, suffix)
  const aside = await (dialect === 'sqlite'
    ? intoSqlite(options, manifest, suffix)
    : intoPostgres(options, manifest, suffix.replaceAll('-', '_').toLowerCase())
  ).catch((error: unknown) => {
    keys?.undo()
    throw error
  })
  return {
    manifest,
    aside: [...aside, ...(keys?.aside ?? []), ...setAside(spillFolder, `${spillFolder.replace(/\/+$/, '')}.${suffix}`)],
  }
}

const words = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const

const placed = (folder: string, { keys = {} }: Manifest, suffix: string) => {
  try {
    return placeHouseKeys(folder, keys, suffix)
  } catch (error) {
    throw backupError(error, folder)
  }
}

/** Gives a folder that holds something another name. */
const setAside = (folder: string, name: string): readonly string[] => {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return []
  renameSync(folder, name)
  return [name]
}

const intoSqlite = async (
  { file, database, replace }: RestoreOptions,
  manifest: Manifest,
  suffix: string,
): Promise<readonly string[]> => {
  const path = database.slice('sqlite:'.length)
  const part = `${path}.part-${process.pid}`
  const owner = owned(path)
  try {
    if (!replace && filesOf(path).some(each => existsSync(each)))
      throw new BackupError(
        'ledger_exists',
        `There is already a ledger: ${path}; with --replace it is kept under another name.`,
      )
    createPrivate(part)
    copyFileSync(file, part)
    if ((await fingerprint(part)).sha256 !== manifest.sha256)
      throw new BackupError('backup_damaged', `The copy differs from the backup: ${part}.`)
    await checkSqlite(part, manifest)
    // The database first: its log without it is nothing, it without its log would lack its last facts.
    const aside = filesOf(path).filter(each => existsSync(each))
    for (const each of aside) renameSync(each, `${path}.${suffix}${each.slice(path.length)}`)
    flush(dirname(path))
    publish(part, path)
    return aside.length > 0 ? [`${path}.${suffix}`] : []
  } catch (error) {
    removeDatabase(part)
    throw backupError(error, path)
  } finally {
    owner.close()
  }
}

const owned = (path: string): { close(): unknown } => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return takeOwnership(path)
  } catch (error) {
    throw backupError(error, path)
  }
}

const intoPostgres = async (
  { file, database, replace, env }: RestoreOptions,
  manifest: Manifest,
  suffix: string,
): Promise<readonly string[]> => {
  const client = await connectTo(database)
  try {
    // a server that starts meanwhile waits for this lock before it makes its tables
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseUsed(client)
    const tables = await tablesOn(client)
    if (tables.length > 0 && !replace)
      throw new BackupError(
        'database_not_empty',
        'The database is not empty; with --replace its tables are kept in another schema.',
      )
    const aside = tables.length > 0 ? [`schema ${suffix}`] : []
    if (tables.length > 0) await renameSchema(client, schema, suffix)
    try {
      const how = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', `--schema=${schema}`]
      const restoring = startProgram('pg_restore', [...how, file], env, database)
      restoring.output.resume()
      await restoring.ended
      await checkPostgres(client, manifest)
      return aside
    } catch (error) {
      await undo(client, tables.length > 0 ? suffix : null)
      throw error
    }
  } catch (error) {
    throw backupError(error, 'the database')
  } finally {
    await client.end()
  }
}

/** Throws `store_in_use` while a server or another program of ours is connected. */
const refuseUsed = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'yihao'`,
  )
  if ((rows[0]?.n ?? 0) > 0) throw new BackupError('store_in_use', 'The database is in use by a server; stop it first.')
}

const renameSchema = async (client: Client, from: string, to: string): Promise<void> => {
  await client.query('begin')
  await client.query(`alter schema ${client.escapeIdentifier(from)} rename to ${client.escapeIdentifier(to)}`)
  await client.query(`create schema ${client.escapeIdentifier(from)}`)
  await client.query('commit')
}

/** Leaves the database as it was: without tables, or with those that were set aside. */
const undo = async (client: Client, aside: string | null): Promise<void> => {
  await client.query('rollback')
  if (aside === null) {
    for (const table of await tablesOn(client))
      await client.query(`drop table if exists ${client.escapeIdentifier(table)} cascade`)
    return
  }
  await client.query(`drop schema if exists ${client.escapeIdentifier(schema)} cascade`)
  await client.query(`alter schema ${client.escapeIdentifier(aside)} rename to ${client.escapeIdentifier(schema)}`)
}
