import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DialectName } from '../db.ts'
import { StoreError } from '../store-error.ts'

/** One migration file: its number from 0, its name with the number, and its statements. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly hash: string
  readonly statements: readonly string[]
}

/** A migration that a database has had. */
export type Applied = Pick<Migration, 'number' | 'name' | 'hash'>

/** The migrations that come with this program. */
export const migrationFolder = (dialect: DialectName): string =>
  fileURLToPath(new URL(`../../../../migrations/${dialect}/`, import.meta.url))

/** Reads `NNNN_name.sql` files; their numbers must run from 0 without a gap. Throws `migration_order`. */
export const readMigrations = (folder: string): readonly Migration[] => {
  const files = readdirSync(folder).filter(file => file.endsWith('.sql'))
  return files.sort().map((file, number) => {
    if (!file.startsWith(`${String(number).padStart(4, '0')}_`))
      throw new StoreError('migration_order', `Migration ${file} should have number ${number}.`)
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    const statements = sql.split('--> statement-breakpoint').map(part => part.trim())
    const hash = createHash('sha256').update(sql).digest('hex')
    return { number, name: file.replace(/\.sql$/, ''), hash, statements: statements.filter(part => part !== '') }
  })
}

/**
 * What is still to be applied. Throws `store_newer` for a database that has more than this program knows, `migration_changed`
 * where an applied one has another name or content now.
 */
export const pending = (known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] => {
  for (const [index, done] of [...applied].sort((a, b) => a.number - b.number).entries()) {
    const migration = known[index]
    if (!migration)
      throw new StoreError('store_newer', `The database has migration ${done.name}, which is newer than this program.`)
    if (done.number !== index || done.name !== migration.name || done.hash !== migration.hash)
      throw new StoreError(
        'migration_changed',
        `Migration ${migration.name} is not the one that the database has had as ${done.name}.`,
      )
  }
  return known.slice(applied.length)
}

/** Both dialects' table of applied migrations. */
export const migrationsTable =
  'create table if not exists migrations (number bigint primary key, name text not null, hash text not null, applied_at bigint not null)'

/** A migration that could not be applied; nothing of it remains. */
export const migrationFailed = (migration: Migration, error: unknown): StoreError =>
  new StoreError(
    'migration_failed',
    `Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}.`,
    { cause: error },
  )
