import type { Client } from 'pg'
import { indexesTable, indexVersion, isOld, makeCaseIndex } from '../search/case-index.ts'
import { type Applied, migrationFailed, migrationsTable, pending, readMigrations } from './plan.ts'

/** Any number, the same in every server: who holds this lock of the database migrates. */
export const migrationLock = 12_345

/** Brings a PostgreSQL database to the newest migration, each in one transaction, while no other server does. */
export const migratePostgres = async (client: Client, folder: string): Promise<void> => {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  await client.query(migrationsTable)
  const applied = await client.query<Applied>('select number, name, hash from migrations order by number')
  for (const migration of pending(readMigrations(folder), applied.rows)) {
    try {
      await client.query('begin')
      for (const statement of migration.statements) await client.query(statement)
      await client.query('insert into migrations (number, name, hash, applied_at) values ($1, $2, $3, $4)', [
        migration.number,
        migration.name,
        migration.hash,
        Date.now(),
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw migrationFailed(migration, error)
    }
  }
  await makeSearchIndex(client)
  await client.query('select pg_advisory_unlock($1)', [migrationLock])
}

/** Makes the index of words where there is none or one of another version; it is filled later (search/refill.ts). */
const makeSearchIndex = async (client: Client): Promise<void> => {
  const cases = await client.query(
    `select 1 from pg_tables where schemaname = current_schema() and tablename = 'cases'`,
  )
  if (cases.rows.length === 0) return
  await client.query(indexesTable('postgres'))
  const made = await client.query<{ version: string }>(indexVersion.sql)
  if (!isOld('postgres', made.rows[0]?.version)) return
  await client.query('begin')
  for (const statement of makeCaseIndex.postgres) await client.query(statement)
  await client.query('commit')
}
