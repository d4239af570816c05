import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, type TestContext, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import type { DialectName } from '../../../src/adapters/store/db.ts'
import {
  type Migration,
  migrationFolder,
  migrationsTable,
  readMigrations,
} from '../../../src/adapters/store/migrate/plan.ts'
import { createCaseCaretaker } from '../../../src/engine/cases/case-caretaker.ts'
import { createCaseOffice } from '../../../src/engine/cases/case-office.ts'
import { caseSettings } from '../../../src/engine/cases/case-settings.ts'
import { openSettingsBook } from '../../../src/engine/settings/settings-book.ts'
import { people, wishes } from '../../domain/cases/given-case.ts'
import { virtualClock } from '../../engine/cases/virtual-clock.ts'
import { dialects, givenDatabase, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { caseNoOf } from './given-cases.ts'
import { morning } from './given-facts.ts'

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>

/** What a version before us had written: all rows of its tables, as SQLite keeps them. */
const rowsOf = (name: string): Rows =>
  JSON.parse(readFileSync(new URL(`./landed/${name}.json`, import.meta.url), 'utf8'))

/** A store as that version left it: its migrations, without what is made beside them today, and its rows. */
const givenLanded = async (t: TestContext, dialect: DialectName, last: string): Promise<string> => {
  const url = await givenDatabase(t, dialect)
  const applied = readMigrations(migrationFolder(dialect)).filter(({ number }) => number <= Number(last))
  await (dialect === 'sqlite' ? fillSqlite(url, applied, rowsOf(last)) : fillPostgres(url, applied, rowsOf(last)))
  return url
}

const noted = ({ number, name, hash }: Migration) => [number, name, hash, morning] as const

const insert = (table: string, columns: readonly string[], mark: (n: number) => string) =>
  `insert into ${table} (${columns.map(name => `"${name}"`).join(', ')}) values (${columns.map((_, n) => mark(n)).join(', ')})`

const fillSqlite = async (url: string, applied: readonly Migration[], tables: Rows) => {
  const database = new Sqlite(url.slice('sqlite:'.length))
  database.exec(migrationsTable)
  for (const migration of applied) {
    for (const statement of migration.statements) database.exec(statement)
    database.prepare('insert into migrations values (?, ?, ?, ?)').run(...noted(migration))
  }
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) database.prepare(insert(table, Object.keys(row), () => '?')).run(...Object.values(row))
  database.close()
}

const fillPostgres = async (url: string, applied: readonly Migration[], tables: Rows) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(migrationsTable)
  for (const migration of applied) {
    for (const statement of migration.statements) await client.query(statement)
    await client.query('insert into migrations values ($1, $2, $3, $4)', [...noted(migration)])
  }
  const flags = await client.query<{ name: string }>(
    "select table_name || '.' || column_name as name from information_schema.columns where data_type = 'boolean'",
  )
  const isFlag = new Set(flags.rows.map(({ name }) => name))
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) {
      const values = Object.entries(row).map(([name, value]) => (isFlag.has(`${table}.${name}`) ? value === 1 : value))
      await client.query(
        insert(table, Object.keys(row), n => `$${n + 1}`),
        values,
      )
    }
  await client.end()
}

for (const dialect of dialects)
  describe(`a store of the version before cases had their full life (${dialect})`, () => {
    test('given its calls and cases, when this version opens it, then all is there, the chain holds and words find it', async t => {
      const store = await openGiven(t, await givenLanded(t, dialect, '0003'))
      assert.equal(await store.read.verifyChain(1), null)
      const found = await store.read.caseByNo(caseNoOf(2))
      assert.equal(found?.case.state, 'answered_online')
      assert.equal(found?.case.channel, 'phone')
      assert.deepEqual(
        found?.calls.map(({ callId }) => callId),
        ['call-2'],
      )
      assert.equal((await store.read.call('call-3'))?.call.talkMs, 90_000)
      const history = await store.read.callerHistory('+8613812345678', 'none', morning + 3_600_000)
      assert.equal(history.earlier.length, 3)
      await until('the words of old cases are in the index', async () => {
        const [first] = await store.read.cases({ words: ['路灯'], limit: 5 })
        return first?.caseNo === caseNoOf(1)
      })
    })

    test('given cases that nobody had to act upon, when they are looked after, then review has them, and they go on', async t => {
      const store = await openGiven(t, await givenLanded(t, dialect, '0003'))
      const clock = virtualClock(morning + 86_400_000)
      const book = (facts: Parameters<typeof store.append>[0]) => store.append(facts)
      const parts = { book, keepsFacts: () => true, clock }
      const settings = await openSettingsBook({ ...parts, reads: store.read })
      const rules = caseSettings(settings, 'Asia/Shanghai')
      const office = createCaseOffice({ ...parts, reads: store.read, context: rules.context })
      const log = { info: () => {}, warn: () => {}, error: (about: object) => assert.fail(JSON.stringify(about)) }
      const caretaker = createCaseCaretaker({ office, reads: store.read, settings, rules, clock, log })
      await caretaker.look()
      await caretaker.look()
      const waiting = await store.read.work({ owners: ['reviewer'], limit: 10 })
      assert.deepEqual(
        waiting.map(({ caseNo, state }) => [caseNo, state]).sort(),
        [1, 3].map(running => [caseNoOf(running), 'pending_review']),
      )
      assert.ok(waiting.every(({ deadline }) => deadline !== null))
      const file = await office.file(caseNoOf(1))
      const answer = await office.act(people.reviewer, caseNoOf(1), wishes.pass, file?.standing.version ?? 0)
      assert.ok('done' in answer, JSON.stringify(answer))
      assert.equal((await store.read.caseByNo(caseNoOf(1)))?.case.state, 'pending_dispatch')
      assert.equal((await store.read.caseFacts(caseNoOf(1))).filter(({ kind }) => kind === 'case_moved').length, 2)
      assert.equal(await store.read.verifyChain(1), null)
    })
  })
