import type { Database } from 'better-sqlite3'
import { indexesTable, indexVersion, isOld, makeCaseIndex } from '../search/case-index.ts'
import { type Applied, migrationFailed, migrationsTable, pending, readMigrations } from './plan.ts'

/**
 * Brings a SQLite database to the newest migration, each in one transaction. Foreign keys are off meanwhile: a rebuilt table
 * is dropped, and a cascade would empty the tables that refer to it; whether all references hold is checked at each end.
 */
export const migrateSqlite = (database: Database, folder: string): void => {
  database.exec(migrationsTable)
  const applied = database.prepare<[], Applied>('select number, name, hash from migrations order by number').all()
  const insert = database.prepare('insert into migrations (number, name, hash, applied_at) values (?, ?, ?, ?)')
  database.pragma('foreign_keys = off')
  for (const migration of pending(readMigrations(folder), applied)) {
    try {
      database
        .transaction(() => {
          for (const statement of migration.statements) database.exec(statement)
          const broken = database.pragma('foreign_key_check')
          if (Array.isArray(broken) && broken.length > 0) throw new Error(`${broken.length} references are broken`)
          insert.run(migration.number, migration.name, migration.hash, Date.now())
        })
        .immediate()
    } catch (error) {
      throw migrationFailed(migration, error)
    }
  }
  database.pragma('foreign_keys = on')
  makeSearchIndex(database)
}

/** Makes the index of words where there is none or one of another version; it is filled later (search/refill.ts). */
const makeSearchIndex = (database: Database): void => {
  if (!database.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'cases'`).get()) return
  database.exec(indexesTable('sqlite'))
  const version = database.prepare<[], string>(indexVersion.sql).pluck().get()
  if (isOld('sqlite', version))
    database.transaction(() => makeCaseIndex.sqlite.map(each => database.exec(each))).immediate()
}
