import { closeSync, existsSync, fdatasyncSync, openSync, rmSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { noFacts, type SealedRow } from '../ledger/chain.ts'
import { checkRows, unvouched } from '../ledger/check-rows.ts'
import type { Claim } from '../ledger/erased-row.ts'
import { BackupError, backupError } from './backup-error.ts'
import { ledgerBroken, same } from './contents.ts'
import type { Contents } from './manifest.ts'

/** Opens a file that exists, to be read only. Throws `not_found`, `not_a_database`, `no_permission`. */
export const openToRead = (file: string): Database => {
  if (!existsSync(file)) throw new BackupError('not_found', `There is no database: ${file}.`)
  const database = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    database.pragma('busy_timeout = 5000')
    if (!tablesOf(database).includes('facts'))
      throw new BackupError('not_a_database', `This is a database, but none of this program: ${file}.`)
    return database
  } catch (error) {
    database.close()
    throw backupError(error, file)
  }
}

const tablesOf = (database: Database): string[] =>
  database
    .prepare<[], string>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
    )
    .pluck()
    .all()
    .sort()

/** What a database holds now; within a transaction, what its snapshot holds. */
export const contentsOf = (database: Database): Contents => {
  const last = database
    .prepare<[], { seq: number; hash: string; received: number }>(
      'select seq, hash, received from facts order by seq desc limit 1',
    )
    .get()
  const count = (table: string): number =>
    database
      .prepare<[], number>(`select count(*) from "${table.replaceAll('"', '""')}"`)
      .pluck()
      .get() ?? 0
  return {
    tip: last ? { seq: last.seq, hash: last.hash } : noFacts,
    lastFactAt: last ? new Date(last.received).toISOString() : null,
    rows: Object.fromEntries(tablesOf(database).map(table => [table, count(table)])),
  }
}

/** Pages copied at a time, flushed before the next: a commit of the hotline then never waits for much of ours. */
const stepPages = 256

/**
 * Copies a database into the empty file `to` while others write to it. One snapshot is held from the first page to the last, so that
 * commits meanwhile neither wait nor make the copy start again; what the copy must hold is counted in that same snapshot.
 */
export const copySqlite = async (file: string, to: string): Promise<Contents> => {
  const source = openToRead(file)
  const target = openSync(to, 'r+')
  try {
    source.exec('begin')
    const contents = contentsOf(source)
    const progress = () => {
      fdatasyncSync(target)
      return stepPages
    }
    await source.backup(to, { progress })
    source.exec('commit')
    leaveWal(to)
    return contents
  } finally {
    closeSync(target)
    source.close()
  }
}

/** Makes it a file that can be read where nothing can be written beside it. */
const leaveWal = (file: string): void => {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = delete')
  } finally {
    copy.close()
  }
}

/**
 * Checks a file that nobody writes to: its pages and indexes, its references, the chain of its facts, and that it holds exactly
 * `expected`. Throws `not_a_database`, `ledger_broken`, `backup_damaged`.
 */
export const checkSqlite = async (file: string, expected: Contents): Promise<void> => {
  const database = openToRead(file)
  try {
    const integrity = database.pragma('integrity_check(1)', { simple: true })
    if (integrity !== 'ok') throw new BackupError('not_a_database', `The database file is corrupt: ${file}.`)
    const broken = database.pragma('foreign_key_check')
    if (Array.isArray(broken) && broken.length > 0)
      throw new BackupError('backup_damaged', `${broken.length} rows refer to rows that are missing: ${file}.`)
    const rows = database
      .prepare<[], SealedRow>(
        'select seq, at, received, kind, call_id as callId, agent_id as agentId, body, hash from facts order by seq',
      )
      .iterate()
    const claims: Claim[] = []
    const end = checkRows(noFacts, rows, claims)
    const brokenAt = 'brokenAt' in end ? end.brokenAt : unvouched(claims)
    if (brokenAt !== null) throw ledgerBroken(brokenAt, file)
    same(contentsOf(database), expected, file)
  } catch (error) {
    throw backupError(error, file)
  } finally {
    database.close()
  }
}

/** The files of a database: itself and what SQLite keeps beside it. */
export const filesOf = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]

/** Takes away a half-made copy. */
export const removeDatabase = (file: string): void => {
  for (const each of filesOf(file)) rmSync(each, { force: true })
}
