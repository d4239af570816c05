import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import type { Store } from '../../../src/engine/store.ts'
import { givenPostgres, runOn } from '../../helpers/postgres.ts'
import { finallyDo, givenDatabase, givenFolder, keptLog, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { fact, morning } from './given-facts.ts'

const appender = fileURLToPath(new URL('./append-for-ever.ts', import.meta.url))

/** Small bounds, so that a short outage reaches the part of the backlog that is only in the file. */
const bounds = { patienceMs: 50, handedFacts: 50, memoryFacts: 200 }

const givenSpilling = async (t: TestContext, url: string) => {
  const folder = givenFolder(t)
  const options = { retryMs: 5, log: keptLog(), spill: { folder, bounds } }
  const store = await openGiven(t, url, options)
  return { store, options, files: () => readdirSync(folder).filter(name => name.endsWith('.spill')) }
}

const spillBytes = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, name) => (name.endsWith('.spill') ? sum + statSync(join(folder, name)).size : sum),
    0,
  )

/** Appends numbered facts one by one; each must be acknowledged. */
const appendUpTo = async (store: Store, from: number, to: number): Promise<void> => {
  for (let n = from; n < to; n += 1) await store.append([fact(morning + n, { kind: 'notice_ended', callId: 'c1' })])
}

const hasAllOnce = async (store: Store, count: number): Promise<void> => {
  await until('all is in the database', () => store.line.waiting === 0, { withinMs: 30_000 })
  assert.equal(store.line.lost, 0)
  const ats = (await store.read.callFacts('c1')).map(each => each.at - morning)
  assert.deepEqual(
    ats,
    Array.from({ length: count }, (_, i) => i),
  )
  assert.equal(await store.read.verifyChain(1), null)
}

/** Holds a lock on all of a SQLite file, as a backup tool might. */
const givenLock = (t: TestContext, url: string) => {
  const other = new Sqlite(url.slice('sqlite:'.length))
  finallyDo(t, () => other.close())
  return { lock: () => other.exec('begin exclusive'), unlock: () => other.exec('rollback') }
}

test('given a locked database, when facts come, then they are acknowledged, and are in it in order after the lock', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const { store, files } = await givenSpilling(t, url)
  const { lock, unlock } = givenLock(t, url)
  await appendUpTo(store, 0, 5)
  lock()
  await appendUpTo(store, 5, 300)
  assert.equal(store.healthy, false)
  assert.equal(store.line.state, 'spilling')
  assert.ok(store.line.spilled >= 290, JSON.stringify(store.line))
  unlock()
  await appendUpTo(store, 300, 400)
  await hasAllOnce(store, 400)
  await until('the store is healthy again', () => store.healthy)
  await appendUpTo(store, 400, 410)
  await hasAllOnce(store, 410)
  await store.close()
  assert.deepEqual(files(), [])
})

test('given a PostgreSQL that dies and comes back, when facts come, then all are acknowledged and written once', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const { store } = await givenSpilling(t, url)
  await appendUpTo(store, 0, 20)
  await postgres.crash()
  await appendUpTo(store, 20, 300)
  assert.equal(store.healthy, false)
  assert.ok(store.line.spilled >= 200, JSON.stringify(store.line))
  await postgres.start()
  await appendUpTo(store, 300, 320)
  await hasAllOnce(store, 320)
})

test('given a PostgreSQL that holds still, when facts come, then nobody waits for it', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const { store } = await givenSpilling(t, url)
  await appendUpTo(store, 0, 20)
  const [backend] = await runOn(
    url,
    // the one that committed last writes the ledger
    "select pid from pg_stat_activity where application_name = 'yihao' and query = 'commit' order by query_start desc limit 1",
  )
  const pid = Number(backend?.pid)
  process.kill(pid, 'SIGSTOP')
  try {
    await appendUpTo(store, 20, 120)
    assert.ok(store.line.spilled >= 90, JSON.stringify(store.line))
  } finally {
    // a stopped one would keep the database from its end
    process.kill(pid, 'SIGCONT')
  }
  await hasAllOnce(store, 120)
})

test('given an outage, when the server is stopped, then it ends and the next one has all', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const { store, options } = await givenSpilling(t, url)
  const { lock, unlock } = givenLock(t, url)
  lock()
  await appendUpTo(store, 0, 120)
  await store.close()
  unlock()
  await hasAllOnce(await openGiven(t, url, options), 120)
})

test('given a PostgreSQL that holds still, when the server is stopped, then it ends all the same and the next one has all', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const { store, options } = await givenSpilling(t, url)
  await appendUpTo(store, 0, 20)
  const pids = (await runOn(url, "select pid from pg_stat_activity where application_name = 'yihao'")).map(({ pid }) =>
    Number(pid),
  )
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  await appendUpTo(store, 20, 80)
  await store.close()
  for (const pid of pids) process.kill(pid, 'SIGCONT')
  // as servers do, it waits where a renewal that hung goes through when PostgreSQL goes on
  await hasAllOnce(await openGiven(t, url, { ...options, standBy: () => {} }), 80)
})

test('given a table of PostgreSQL that another has locked, when facts come, then they are in it after the lock', async t => {
  const url = await givenDatabase(t, 'postgres')
  const { store } = await givenSpilling(t, url)
  const other = new Client({ connectionString: url })
  await other.connect()
  finallyDo(t, () => other.end())
  await other.query('begin; lock table facts in access exclusive mode')
  await appendUpTo(store, 0, 200)
  assert.ok(store.line.spilled >= 190)
  await other.query('rollback')
  await hasAllOnce(store, 200)
})

test('given an outage, when the process is killed with -9 in it, then the next one has all that was acknowledged, in order, once', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const folder = givenFolder(t)
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [appender, url, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const acknowledged = new Map<string, number>()
    let lines = 0
    createInterface({ input: child.stdout }).on('line', line => {
      const [place = '', number = ''] = line.split(' ')
      acknowledged.set(place, Number(number))
      lines += 1
    })
    const exit = once(child, 'close')
    finallyDo(t, () => child.kill('SIGKILL'))
    await until('facts are durable', () => lines > 100)
    const { lock, unlock } = givenLock(t, url)
    await until('the database is locked', () => {
      try {
        lock()
        return true
      } catch {
        return false
      }
    })
    // what was acknowledged before the lock may still be on its way here
    await until('facts go to the spill file', () => spillBytes(folder) > 0, { withinMs: 60_000 })
    const before = lines
    await until('facts are acknowledged in the outage', () => lines > before + 1_500, { withinMs: 60_000 })
    // killed while it is locked, and while it catches up
    if (round === 1) unlock()
    child.kill('SIGKILL')
    await exit
    if (round !== 1) unlock()
    const log = keptLog()
    const store = await openGiven(t, url, { log, spill: { folder } })
    for (const [place, number] of acknowledged) {
      const facts = await store.read.callFacts(`place${place}`)
      const started = facts.findLastIndex(each => each.at === morning)
      const numbers = facts.slice(started).map(each => each.at - morning)
      assert.deepEqual(
        numbers,
        numbers.map((_, i) => i),
      )
      assert.ok(numbers.length > number, `round ${round}: place ${place} was told ${number}, has ${numbers.length}`)
    }
    assert.equal(await store.read.verifyChain(1), null)
    // in round 1 it may have caught up before it died
    assert.ok(round === 1 || log.lines.some(({ message }) => /left in the spill file/.test(message)))
    await store.close()
  }
})

test('given facts that the database rejects for good, when it starts again, then the others are in it and the loss is told', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const { store, options } = await givenSpilling(t, url)
  await appendUpTo(store, 0, 3)
  const twice = { kind: 'offer_made', callId: 'none', offerId: 'x', agentId: 'a', leg: 'x', reason: null } as never
  await store.append([fact(morning, twice)])
  await appendUpTo(store, 3, 50)
  assert.equal(store.healthy, false)
  await store.close()
  const again = await openGiven(t, url, options)
  await hasAllOnce(again, 50)
  assert.equal(again.healthy, true)
  const [last] = new Sqlite(url.slice('sqlite:'.length), { readonly: true })
    .prepare<[], { count: number }>("select count(*) as count from facts where kind = 'facts_lost'")
    .all()
  assert.equal(last?.count, 1)
})

test('given a full spill as well, when facts come, then calls go on, and the ledger says how many are gone', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const folder = givenFolder(t)
  const store = await openGiven(t, url, { retryMs: 5, spill: { folder, maxBytes: 8_000, bounds } })
  const { lock, unlock } = givenLock(t, url)
  lock()
  await appendUpTo(store, 0, 600)
  const { state, lost } = store.line
  assert.equal(state, 'losing')
  assert.ok(lost > 100)
  unlock()
  await until('the store is healthy again', () => store.healthy, { withinMs: 30_000 })
  await until('all is in the database', () => store.line.waiting === 0)
  assert.equal((await store.read.callFacts('c1')).length + lost, 600)
  const database = new Sqlite(url.slice('sqlite:'.length), { readonly: true })
  const told = database.prepare<[], { body: string }>("select body from facts where kind = 'facts_lost'").all()
  database.close()
  assert.equal(
    told.reduce((sum, { body }) => sum + Number(JSON.parse(body).count), 0),
    lost,
  )
  assert.equal(await store.read.verifyChain(1), null)
})

test('given a spill folder that cannot be made, when the store is opened, then it opens, says so, and keeps facts in memory', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const log = keptLog()
  const store = await openGiven(t, url, { log, retryMs: 5, spill: { folder: join('/dev/null', 'spill'), bounds } })
  assert.match(log.lines[0]?.message ?? '', /spill folder cannot be used/)
  const { lock, unlock } = givenLock(t, url)
  lock()
  await appendUpTo(store, 0, 100)
  assert.deepEqual(store.line, { state: 'losing', waiting: 100, spilled: 0, lost: 0 })
  unlock()
  await hasAllOnce(store, 100)
})
