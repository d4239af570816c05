import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { Client } from 'pg'
import { clientConfig, onOne, readPool } from '../../../src/adapters/store/postgres/clients.ts'
import type { Store } from '../../../src/engine/store.ts'
import { givenCuttingProxy } from '../../helpers/cutting-proxy.ts'
import { givenPostgres, runOn } from '../../helpers/postgres.ts'
import { keptLog, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { fact, morning } from './given-facts.ts'

/** Appends numbered facts of call c1, one after the other, until told to stop; all of them must become durable. */
const keepAppending = (store: Store) => {
  let going = true
  let durable = 0
  const run = async (): Promise<void> => {
    while (going) {
      await store.append([fact(morning + durable, { kind: 'notice_ended', callId: 'c1' })])
      durable += 1
    }
  }
  const running = run()
  return {
    durable: () => durable,
    async stop() {
      going = false
      await running
      const ats = (await store.read.callFacts('c1')).map(each => each.at - morning)
      assert.deepEqual(
        ats,
        ats.map((_, i) => i),
      )
      assert.equal(ats.length, durable)
      assert.equal(await store.read.verifyChain(1), null)
    },
  }
}

test('given answers to commits that are lost, every fact is written exactly once', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const proxy = await givenCuttingProxy(t, postgres.port)
  const store = await openGiven(t, url.replace(`:${postgres.port}`, `:${proxy.port}`), { retryMs: 5 })
  const appending = keepAppending(store)
  for (let round = 1; round <= 5; round += 1) {
    const before = appending.durable()
    proxy.cutAnswersToCommit(1)
    await until(
      'an answer was lost and the line goes on',
      () => proxy.cuts === round && appending.durable() > before + 20,
    )
  }
  await appending.stop()
  assert.equal(store.healthy, true)
})

test('given connections that the server ends, and a server that dies and comes back, nothing is lost', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const log = keptLog()
  const store = await openGiven(t, url, { log, retryMs: 5 })
  const appending = keepAppending(store)
  for (let round = 1; round <= 3; round += 1) {
    const before = appending.durable()
    await until('facts are durable', () => appending.durable() > before + 20)
    await runOn(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )
  }
  await postgres.crash()
  await until('the loss is noticed', () => !store.healthy)
  await assert.rejects(store.read.figures(0, 1), { code: 'store_unavailable' })
  await postgres.start()
  const before = appending.durable()
  await until('the store goes on', () => store.healthy && appending.durable() > before + 20)
  await appending.stop()
  assert.ok(log.lines.some(line => line.message === 'the store commits again'))
})

test('given connections that break in the middle of reads, then the reads fail and nothing else does', async t => {
  const postgres = await givenPostgres(t)
  const url = await postgres.database()
  const proxy = await givenCuttingProxy(t, postgres.port)
  const store = await openGiven(t, url.replace(`:${postgres.port}`, `:${proxy.port}`))
  const [locker, watcher] = [new Client(url), new Client(url)]
  for (const client of [locker, watcher]) {
    client.on('error', () => {}) // they end with their server
    await client.connect()
  }
  for (let round = 1; round <= 3; round += 1) {
    await locker.query('begin')
    await locker.query('lock table calls')
    const reads = Array.from({ length: 4 }, () => assert.rejects(store.read.call('c1')))
    await until('the reads wait', async () => {
      const { rowCount } = await watcher.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      return rowCount === 4
    })
    proxy.reset()
    await Promise.all(reads)
    await locker.query('rollback')
  }
  assert.equal(await store.read.call('c1'), null)
})

test('given a connection that the server ends in the packet that says it is ready, the read fails and nothing else does', async t => {
  const says = (kind: string, content: string): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length + 4)
    return Buffer.concat([Buffer.from(kind), length, Buffer.from(content, 'latin1')])
  }
  const ended = 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([says('R', '\0\0\0\0'), says('Z', 'I'), says('E', ended)])))
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const pool = readPool(clientConfig(`postgres://yihao@127.0.0.1:${port}/yihao`), 1, null)
  await assert.rejects(onOne(pool, client => client.query('select 1')))
  await pool.end()
})

test('a server that cannot be reached is told with one sentence, without its password', async t => {
  await assert.rejects(openGiven(t, 'postgres://yihao:secret@127.0.0.1:1/yihao'), error => {
    assert.ok(error instanceof Error && 'code' in error)
    assert.equal(error.code, 'store_unavailable')
    assert.doesNotMatch(error.message, /secret/)
    return true
  })
})

test('an address that is no database is refused', async t => {
  for (const url of ['', 'sqlite:', 'sqlite::memory:', 'mysql://x', 'yihao.db'])
    await assert.rejects(openGiven(t, url), { code: 'store_url_invalid' })
})
