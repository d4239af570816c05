import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { migrationFolder, readMigrations } from '../../../src/adapters/store/migrate/plan.ts'
import { migrateSqlite } from '../../../src/adapters/store/migrate/sqlite.ts'
import { define } from '../../../src/adapters/store/schema/define.ts'
import * as forPostgres from '../../../src/adapters/store/schema/postgres.ts'
import * as forSqlite from '../../../src/adapters/store/schema/sqlite.ts'
import { sqlite } from '../../../src/adapters/store/schema/vocabulary.ts'
import { runOn } from '../../helpers/postgres.ts'
import { dialects, finallyDo, givenDatabase, givenFolder, openGiven } from '../../helpers/store.ts'
import { tamper } from './backup/given-backup.ts'
import { arrived, morning } from './given-facts.ts'

/** A folder of migrations to which a test may add: those of the product first. */
const givenMigrations = (t: Parameters<typeof givenFolder>[0], dialect: 'sqlite' | 'postgres', own = true): string => {
  const folder = join(givenFolder(t), 'migrations')
  if (own) cpSync(migrationFolder(dialect), folder, { recursive: true })
  else mkdirSync(folder)
  return folder
}

test('both dialects have the same migrations by number and name', () => {
  const names = (folder: string) => readMigrations(folder).map(migration => migration.name)
  assert.deepEqual(names(migrationFolder('sqlite')), names(migrationFolder('postgres')))
})

test('every table of SQLite is STRICT', () => {
  for (const { name, statements } of readMigrations(migrationFolder('sqlite')))
    for (const statement of statements)
      if (/^create table/i.test(statement)) assert.match(statement, /\) STRICT;?$/, `${name}: ${statement}`)
})

test('every table that is defined is exported for drizzle-kit, and migrated with all its columns and indexes', async t => {
  const tables = define(sqlite)
  assert.deepEqual(Object.keys(forSqlite).sort(), Object.keys(tables).sort())
  assert.deepEqual(Object.keys(forPostgres).sort(), Object.keys(tables).sort())
  const database = new Sqlite(':memory:')
  finallyDo(t, () => database.close())
  migrateSqlite(database, migrationFolder('sqlite'))
  for (const table of Object.values(forSqlite)) {
    const { name, columns, indexes } = getTableConfig(table as unknown as Parameters<typeof getTableConfig>[0])
    const inDatabase = database.prepare<[], { name: string }>(`select name from pragma_table_info('${name}')`).all()
    const snake = (key: string) => key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    assert.deepEqual(
      inDatabase.map(column => column.name),
      columns.map(column => snake(column.name)),
      name,
    )
    const migrated = database.prepare<[], string>(`select name from pragma_index_list('${name}') where origin = 'c'`)
    assert.deepEqual(migrated.pluck().all().sort(), indexes.map(index => index.config.name).sort(), name)
  }
})

test('given a rebuilt table that others refer to, no row of theirs is lost', t => {
  const folder = givenMigrations(t, 'sqlite', false)
  const database = new Sqlite(':memory:')
  finallyDo(t, () => database.close())
  database.pragma('foreign_keys = on')
  writeFileSync(
    join(folder, '0000_a.sql'),
    `create table parents (id integer primary key) strict;--> statement-breakpoint
     create table children (id integer primary key, parent integer references parents (id) on delete cascade) strict;`,
  )
  migrateSqlite(database, folder)
  database.exec('insert into parents values (1); insert into children values (1, 1)')
  writeFileSync(
    join(folder, '0001_b.sql'),
    `create table new_parents (id integer primary key, name text) strict;--> statement-breakpoint
     insert into new_parents (id) select id from parents;--> statement-breakpoint
     drop table parents;--> statement-breakpoint
     alter table new_parents rename to parents;`,
  )
  migrateSqlite(database, folder)
  assert.equal(database.prepare('select count(*) from children').pluck().get(), 1)
  assert.equal(database.pragma('foreign_keys', { simple: true }), 1)
  writeFileSync(join(folder, '0002_c.sql'), 'delete from parents;')
  assert.throws(() => migrateSqlite(database, folder), { code: 'migration_failed', message: /references are broken/ })
  assert.equal(database.prepare('select count(*) from parents').pluck().get(), 1)
})

for (const dialect of dialects)
  describe(`migrations on ${dialect}`, () => {
    test('given rows of the version before, when the next migration is applied, they are all there', async t => {
      const url = await givenDatabase(t, dialect)
      const before = await openGiven(t, url)
      await before.append([arrived({ callId: 'c1', arrivedAt: morning })])
      await before.close()
      const migrations = givenMigrations(t, dialect)
      const next = String(readMigrations(migrations).length).padStart(4, '0')
      writeFileSync(join(migrations, `${next}_next.sql`), 'alter table calls add column mood text;')
      const after = await openGiven(t, url, { migrations })
      assert.equal((await after.read.call('c1'))?.call.id, 'c1')
      await after.append([arrived({ callId: 'c2', arrivedAt: morning })])
    })

    test('given calls of the version before callback tasks, when this one opens it, they are calls of the hotline', async t => {
      const url = await givenDatabase(t, dialect)
      const former = givenMigrations(t, dialect, false)
      for (const name of readdirSync(migrationFolder(dialect)).filter(each => /^000[0-8]_.*\.sql$/.test(each)))
        cpSync(join(migrationFolder(dialect), name), join(former, name))
      await (await openGiven(t, url, { migrations: former })).close()
      const no = dialect === 'sqlite' ? '0' : 'false'
      const call = (id: string, answered: string) =>
        tamper(
          url,
          `insert into calls (id, queue_id, dialled, raw_number, number, withheld, priority, adopted, arrived_at, local_day,
             local_hour, answered_at, wait_ms, ended_at, talk_ms, end_cause)
           values ('${id}', 'hotline', '12345', '1', '+861', ${no}, 5, ${no}, ${morning}, 20260302, 8, ${answered})`,
        )
      await call('c1', `${morning + 4_000}, 4000, ${morning + 64_000}, 60000, 'completed'`)
      await call('c2', 'null, null, null, null, null')
      const { read } = await openGiven(t, url)
      const { offered, answered, talkMs } = await read.figures(morning, morning + 1)
      assert.deepEqual({ offered, answered, talkMs }, { offered: 2, answered: 1, talkMs: 60_000 })
      assert.deepEqual(
        (await read.unfinished()).calls.map(({ id }) => id),
        ['c2'],
      )
      assert.deepEqual([await read.tasks({ limit: 9 }), await read.openAttempts()], [[], []])
    })

    test('a database that is newer than the program is refused with one sentence', async t => {
      const url = await givenDatabase(t, dialect)
      const migrations = givenMigrations(t, dialect)
      const next = String(readMigrations(migrations).length).padStart(4, '0')
      writeFileSync(join(migrations, `${next}_next.sql`), 'alter table calls add column mood text;')
      await (await openGiven(t, url, { migrations })).close()
      await assert.rejects(openGiven(t, url), {
        code: 'store_newer',
        message: `The database has migration ${next}_next, which is newer than this program.`,
      })
    })

    test('an applied migration that was changed or renamed is refused', async t => {
      const url = await givenDatabase(t, dialect)
      await (await openGiven(t, url)).close()
      const changed = givenMigrations(t, dialect)
      const file = join(changed, readdirSync(changed).find(name => name.startsWith('0000_')) ?? '')
      writeFileSync(file, `${readFileSync(file, 'utf8')} `)
      await assert.rejects(openGiven(t, url, { migrations: changed }), { code: 'migration_changed' })
    })

    test('a gap in the numbers is refused', async t => {
      const migrations = givenMigrations(t, dialect)
      const count = readMigrations(migrations).length
      writeFileSync(join(migrations, `${String(count + 1).padStart(4, '0')}_gap.sql`), 'select 1;')
      const url = await givenDatabase(t, dialect)
      await assert.rejects(openGiven(t, url, { migrations }), { code: 'migration_order' })
    })

    test('a migration that fails leaves nothing behind, and the program before it still opens the database', async t => {
      const url = await givenDatabase(t, dialect)
      const migrations = givenMigrations(t, dialect)
      const next = String(readMigrations(migrations).length).padStart(4, '0')
      const broken = 'create table half (id integer);--> statement-breakpoint\ninsert into nowhere values (1);'
      writeFileSync(join(migrations, `${next}_broken.sql`), broken)
      await assert.rejects(openGiven(t, url, { migrations }), { code: 'migration_failed' })
      writeFileSync(join(migrations, `${next}_broken.sql`), 'create table half (id integer);')
      await (await openGiven(t, url, { migrations })).close()
    })
  })

test('given three servers that start at once on an empty PostgreSQL, all come up, one after the other', async t => {
  const url = await givenDatabase(t, 'postgres')
  await Promise.all([1, 2, 3].map(async () => (await openGiven(t, url, { standBy: () => {} })).close()))
  assert.equal(
    (await runOn(url, 'select * from migrations')).length,
    readMigrations(migrationFolder('postgres')).length,
  )
})

test('a column of SQLite takes nothing of another type', t => {
  const database = new Sqlite(':memory:')
  finallyDo(t, () => database.close())
  migrateSqlite(database, migrationFolder('sqlite'))
  const insert = database.prepare(
    'insert into missed_calls (id, number, first_at, last_at, times, last_call_id, closed_at, closed_by) values (1, ?, ?, 1, 1, ?, null, null)',
  )
  assert.throws(() => insert.run('+8613812345678', 'soon', 'c1'), /cannot store TEXT value in INTEGER column/)
  insert.run('+8613812345678', 1, 'c1')
})
