import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DialectName } from '../db.ts'
import { BackupError, backupError } from './backup-error.ts'
import { createPrivate, fingerprint, publish, writeWhole } from './files.ts'
import { readHouseKeys } from './house-keys.ts'
import { type Manifest, manifestLimit, manifestOf, manifestText, parseManifest } from './manifest.ts'
import { checkDump, dumpPostgres } from './postgres-dump.ts'
import type { Environment } from './programs.ts'
import { checkSqlite, copySqlite, removeDatabase } from './sqlite-copy.ts'

/** What to back up, and where to. */
export interface BackupOptions {
  /** `sqlite:PATH` or `postgres://…`. */
  readonly database: string
  /** A file to be made; or a folder, which is there or whose name ends in `/`. */
  readonly target: string
  /** The folder of the house's keys; left out: none go with it. */
  readonly dataFolder?: string
  /** Version of the program, for the manifest. */
  readonly app: string
  /** Whether the backup is read back and compared before it gets its name. */
  readonly check: boolean
  /** In a folder: how many backups are kept, this one among them; null: all. */
  readonly keep: number | null
  readonly env: Environment
  readonly now: Date
}

/** A backup that was made. */
export interface Backup {
  readonly file: string
  readonly manifest: Manifest
  /** Backups taken away because of `keep`. */
  readonly pruned: readonly string[]
}

/**
 * Makes a backup while the hotline runs: one file, and a manifest beside it that comes last, so that what has a manifest is whole.
 * Throws a `BackupError`; then nothing is left behind.
 */
export const takeBackup = async (options: BackupOptions): Promise<Backup> => {
  const { database, target, env, now } = options
  const dialect: DialectName = database.startsWith('sqlite:') ? 'sqlite' : 'postgres'
  const intoFolder = target.endsWith('/') || (existsSync(target) && statSync(target).isDirectory())
  const file = intoFolder ? join(target, nameOf(dialect, now)) : target
  const part = `${file}.part-${process.pid}`
  try {
    if (intoFolder) {
      mkdirSync(target, { recursive: true, mode: 0o700 })
      removeLeftovers(target, now)
    }
    for (const each of [file, manifestOf(file)])
      if (existsSync(each)) throw new BackupError('target_exists', `There is already a file ${each}.`)
    createPrivate(part)
  } catch (error) {
    throw backupError(error, file)
  }
  try {
    const contents =
      dialect === 'sqlite'
        ? await copySqlite(database.slice('sqlite:'.length), part)
        : await dumpPostgres(database, part, env)
    if (options.check) await checkContents(part, { database: dialect, ...contents }, env)
    const keys = options.dataFolder === undefined ? {} : { keys: readHouseKeys(options.dataFolder) }
    const written = { app: options.app, database: dialect, takenAt: now.toISOString(), ...contents, ...keys }
    const text = manifestText({ ...written, ...(await fingerprint(part)) })
    publish(part, file)
    writeWhole(manifestOf(file), text)
    const pruned = intoFolder && options.keep !== null ? prune(target, options.keep) : []
    return { file, manifest: parseManifest(text), pruned }
  } catch (error) {
    removeDatabase(part)
    if (!existsSync(manifestOf(file))) rmSync(file, { force: true })
    throw backupError(error, file)
  }
}

const checkContents = (
  file: string,
  expected: Pick<Manifest, 'database' | 'tip' | 'lastFactAt' | 'rows'>,
  env: Environment,
): Promise<void> => (expected.database === 'sqlite' ? checkSqlite(file, expected) : checkDump(file, expected, env))

/** Reads the manifest of a backup. Throws `not_found`, `backup_incomplete`, `manifest_invalid`, `backup_newer`. */
export const readManifest = (file: string): Manifest => {
  if (!existsSync(file)) throw new BackupError('not_found', `There is no backup ${file}.`)
  const manifest = manifestOf(file)
  if (!existsSync(manifest))
    throw new BackupError('backup_incomplete', `The backup has no manifest beside it: ${manifest} is missing.`)
  try {
    if (statSync(manifest).size > manifestLimit) return parseManifest('')
    return parseManifest(readFileSync(manifest, 'utf8'))
  } catch (error) {
    throw backupError(error, manifest)
  }
}

/**
 * Checks a backup against its manifest: every byte, the chain of its facts, every table's rows. Throws what `readManifest` throws,
 * `backup_damaged`, `ledger_broken`, `not_a_database`.
 */
export const checkBackup = async (file: string, env: Environment): Promise<Manifest> => {
  const manifest = readManifest(file)
  const { bytes, sha256 } = await fingerprint(file)
  if (bytes !== manifest.bytes)
    throw new BackupError('backup_damaged', `The backup has ${bytes} bytes, expected ${manifest.bytes}: ${file}.`)
  if (sha256 !== manifest.sha256)
    throw new BackupError('backup_damaged', `The backup was changed: its checksum is another one: ${file}.`)
  await checkContents(file, manifest, env)
  return manifest
}

const endings = { sqlite: 'sqlite', postgres: 'pgdump' } as const
const ours = /^yihao-\d{8}T\d{6}Z\.(sqlite|pgdump)$/

const leftover = /^yihao-\d{8}T\d{6}Z\.(sqlite|pgdump)(\.json)?\.part-\d+(-journal)?$/
const dayMs = 86_400_000

/** Takes away what backups that were killed left in a folder, once it is a day old. */
const removeLeftovers = (folder: string, now: Date): void => {
  for (const name of readdirSync(folder).filter(each => leftover.test(each))) {
    const file = join(folder, name)
    if (now.getTime() - statSync(file).mtimeMs > dayMs) rmSync(file, { force: true })
  }
}

/** A name that sorts by time. */
const nameOf = (dialect: DialectName, now: Date): string =>
  `yihao-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.${endings[dialect]}`

/** Takes the oldest whole backups of a folder away until `keep` are left; files of other names are not touched. */
const prune = (folder: string, keep: number): readonly string[] => {
  const whole = readdirSync(folder).filter(name => ours.test(name) && existsSync(manifestOf(join(folder, name))))
  const old = whole.sort().slice(0, Math.max(0, whole.length - keep))
  return old.map(name => {
    const file = join(folder, name)
    // without its manifest it is no backup any more, should this be cut off
    rmSync(manifestOf(file))
    rmSync(file)
    return file
  })
}
