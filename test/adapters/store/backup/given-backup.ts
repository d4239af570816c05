import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { restoreBackup } from '../../../../src/adapters/store/backup/restore-backup.ts'
import { type BackupOptions, takeBackup } from '../../../../src/adapters/store/backup/take-backup.ts'
import { runOn } from '../../../helpers/postgres.ts'
import { givenDatabase, givenFolder, openGiven } from '../../../helpers/store.ts'
import { abandonedCall, answeredCall, morning } from '../given-facts.ts'

type Test = Parameters<typeof givenFolder>[0]

/** Noon of a day. */
export const noon = new Date('2026-03-02T04:00:00Z')

/** Backs up as the command does, with what a test wants otherwise. */
export const backUp = (database: string, target: string, more: Partial<BackupOptions> = {}) =>
  takeBackup({ database, target, app: 'test', check: true, keep: null, env: process.env, now: noon, ...more })

/** Restores as the command does; the spill folder is beside the test's own things. */
export const restore = (file: string, database: string, spillFolder: string, replace = false) =>
  restoreBackup({ file, database, replace, spillFolder, env: process.env, now: noon })

/** A database with eleven facts, closed. */
export const givenLedger = async (t: Test, dialect: 'sqlite' | 'postgres'): Promise<string> => {
  const url = await givenDatabase(t, dialect)
  const store = await openGiven(t, url)
  const name = '张"三\\\t\r\n\u2028<b>'
  await store.append(answeredCall({ callId: 'c1', arrivedAt: morning, rawNumber: name }, '1001', 1_000, 1_000))
  await store.append(abandonedCall({ callId: 'c2', arrivedAt: morning + 1 }, 1_000))
  await store.close()
  return url
}

/** A backup of such a database, in a folder of its own. */
export const givenBackup = async (t: Test, dialect: 'sqlite' | 'postgres' = 'sqlite') => {
  const folder = givenFolder(t)
  const url = await givenLedger(t, dialect)
  return { url, folder, ...(await backUp(url, join(folder, 'a-backup'))) }
}

/** Changes a database behind the program's back. */
export const tamper = async (url: string, sql: string): Promise<void> => {
  if (!url.startsWith('sqlite:')) return void (await runOn(url, sql))
  const database = new Sqlite(url.slice('sqlite:'.length))
  database.exec(sql)
  database.close()
}
