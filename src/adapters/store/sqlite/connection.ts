import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { StoreError } from '../store-error.ts'
import { lastResortPages } from './checkpoint.ts'

/**
 * Takes the file for this process: an exclusive lock on a side file, which the system frees even after kill -9. Keep the
 * handle referenced: a collected one drops the lock. Throws `store_in_use`.
 */
export const takeOwnership = (path: string): Database => {
  mkdirSync(dirname(path), { recursive: true })
  const owner = new Sqlite(`${path}.lock`, { timeout: 0 })
  try {
    owner.pragma('locking_mode = exclusive')
    owner.exec('begin exclusive')
    return owner
  } catch (error) {
    owner.close()
    throw new StoreError('store_in_use', `The database ${path} is in use by another process.`, { cause: error })
  }
}

/** The connection that writes. FULL: nothing that was acknowledged is lost in a power cut. */
export const openWriter = (path: string): Database => {
  const database = new Sqlite(path)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  database.pragma('wal_autocheckpoint = 16000')
  // the line tries again for ever; a longer wait would only hold up sign-ins and the end of the server
  database.pragma('busy_timeout = 1000')
  database.pragma(`wal_autocheckpoint = ${lastResortPages}`)
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
  return database
}

/** A connection that only reads. */
export const openReader = (path: string): Database => {
  const database = new Sqlite(path, { readonly: true })
  database.pragma('busy_timeout = 5000')
  return database
}

/** Whether a failed commit may go through later: no space, or someone holds a lock. */
export const mayPass = (error: unknown): boolean => {
  const code = error instanceof Sqlite.SqliteError ? error.code : ''
  return /^SQLITE_(FULL|BUSY|LOCKED|IOERR_SHMSIZE)/.test(code)
}
