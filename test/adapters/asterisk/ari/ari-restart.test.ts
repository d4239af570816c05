import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import type { AriResult } from '../../../../src/adapters/asterisk/ari/ari-client.ts'
import { readAs } from '../../../../src/adapters/asterisk/ari/ari-fields.ts'
import { channels } from '../../../../src/adapters/asterisk/ari/ari-models.ts'
import { givenAsterisk } from '../../../helpers/asterisk.ts'
import { until } from '../../../helpers/until.ts'
import { givenClient, givenConnected } from './given-client.ts'

const quick = { pingEveryMs: 100, pongWithinMs: 400, connectTimeoutMs: 500, retry: { firstMs: 10, mostMs: 100 } }

/** The command line of a running program. */
async function commandOf(pid: number): Promise<string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1)
}

async function isFrozen(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`)
  const stats = await Promise.all(threads.map(thread => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')))
  return stats.every(stat => stat.slice(stat.lastIndexOf(')')).startsWith(') T'))
}

/** Starts the same Asterisk again, with the same ports and passwords, until the end of the test. */
function startAgain(t: TestContext, [program = '', ...rest]: string[]): void {
  const child = spawn(program, rest, { stdio: 'ignore' })
  t.after(async () => {
    const ended = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGKILL')) await ended
  })
}

test('given requests without pause, when Asterisk is killed and started again, then each ends once and it goes on', async t => {
  const first = await givenAsterisk(t, { profile: 'hotline' })
  const watched = await givenConnected(t, { ...first.ari, ...quick, app: 'app', requestTimeoutMs: 2000 })

  const counts = new Map<AriResult['kind'], number>()
  let asked = 0
  let stopped = false
  t.after(() => {
    stopped = true
  })
  async function ask(): Promise<void> {
    while (!stopped) {
      asked += 1
      const { kind } = await watched.client.request({ method: 'GET', path: 'channels' })
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      if (kind !== 'ok') await new Promise(resolve => setImmediate(resolve))
    }
  }
  const askers = Array.from({ length: 20 }, ask)
  const okays = () => counts.get('ok') ?? 0
  await until('answers come', () => okays() > 200)
  const command = await commandOf(first.pid)
  first.kill()
  await until('the loss is told', () => watched.downs.length > 0)
  assert.equal(watched.client.up, false)
  await first.exited
  startAgain(t, command)
  await until('it is connected again', () => watched.client.up)
  const before = okays()
  await until('answers come again', () => okays() > before + 200)
  stopped = true
  await Promise.all(askers)

  assert.equal(
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    asked,
  )
  assert.ok((counts.get('down') ?? 0) > 0)
  assert.equal(counts.get('refused'), undefined)
  assert.equal(watched.client.stats().pending, 0)
  assert.deepEqual(
    watched.ups.map(up => up.epoch),
    [1, 2],
  )
  assert.equal(watched.downs[0], 'closed')
})

test('given an Asterisk that is frozen and goes on, then the loss is told and nothing old is delivered', async t => {
  const asterisk = await givenAsterisk(t, { profile: 'hotline' })
  const watched = await givenConnected(t, { ...asterisk.ari, ...quick, app: 'app', requestTimeoutMs: 10_000 })
  process.kill(asterisk.pid, 'SIGSTOP')
  await until('all its threads stand still', () => isFrozen(asterisk.pid))
  const post = { method: 'POST', path: 'events/user/frozen', query: { application: 'app' } } as const
  const waiting = Promise.all(Array.from({ length: 10 }, () => watched.client.request(post)))
  await until('the loss is told', () => watched.downs.length > 0)
  assert.deepEqual(
    await waiting,
    Array.from({ length: 10 }, () => ({ kind: 'down' })),
  )
  assert.equal(watched.downs[0], 'no_pong')
  await until('attempts fail, for nobody answers', () => watched.downs.includes('no_answer'))
  process.kill(asterisk.pid, 'SIGCONT')
  await until('it is connected again', () => watched.client.up)
  await watched.client.request({ ...post, path: 'events/user/after' })
  await until('the event of now', () => watched.events.some(event => 'name' in event && event.name === 'after'))
  const secondUp = watched.told.indexOf('up 2')
  assert.ok(watched.told.slice(0, secondUp).every(told => !told.startsWith('event')))
})

test('given two clients for one application, then the older is told, rests, and the newer has the events', async t => {
  const { ari } = await givenAsterisk(t, { profile: 'hotline' })
  const older = await givenConnected(t, { ...ari, ...quick, app: 'app', replacedRestMs: 60_000 })
  const newer = await givenConnected(t, { ...ari, ...quick, app: 'app' })
  await until('the older is told', () => older.downs.includes('replaced'))
  await newer.client.request({ method: 'POST', path: 'events/user/x', query: { application: 'app' } })
  await until('the newer has the event', () => newer.events.length === 1)
  assert.equal(older.client.up, false)
})

test('given a wrong password, then Asterisk’s refusal is told as such', async t => {
  const { ari } = await givenAsterisk(t, { profile: 'hotline' })
  const { downs } = givenClient(t, { ...ari, password: 'wrong', app: 'app' })
  await until('the reason', () => downs.includes('wrong_password'))
})

test('given a Local channel that enters the application, then its events are typed and in their order', async t => {
  const { ari } = await givenAsterisk(t, { profile: 'hotline' })
  const { client, events } = await givenConnected(t, { ...ari, app: 'app' })
  const body = { endpoint: 'Local/idle@watchdog', app: 'app', appArgs: 'one,two', callerId: '"市民" <13800000000>' }
  const made = await client.request({ method: 'POST', path: 'channels/leg-1', body })
  assert.equal(made.kind, 'ok')
  await until('it is in the application', () => events.some(event => event.type === 'StasisStart'))
  const start = events.find(event => event.type === 'StasisStart')
  assert.ok(start?.type === 'StasisStart')
  assert.deepEqual([start.channel.id, start.args, start.replaces], ['leg-1', ['one', 'two'], null])
  assert.ok(start.at !== null && Math.abs(start.at - Date.now()) < 60_000)

  const all = await client.request({ method: 'GET', path: 'channels' })
  assert.ok(all.kind === 'ok')
  assert.ok(readAs(channels, all.body)?.some(channel => channel.id === 'leg-1'))

  await client.request({ method: 'DELETE', path: 'channels/leg-1' })
  await until('it is gone', () => events.some(event => event.type === 'ChannelDestroyed'))
  const types = events.map(event => event.type)
  assert.ok(types.indexOf('StasisEnd') < types.indexOf('ChannelDestroyed'))
  const again = await client.request({ method: 'DELETE', path: 'channels/leg-1' })
  assert.deepEqual([again.kind, 'status' in again && again.status], ['gone', 404])
  assert.equal(client.stats().brokenFrames, 0)
})

test('given this process was held up beyond its deadlines, then Asterisk is not blamed for it', async t => {
  const { ari } = await givenAsterisk(t, { profile: 'hotline' })
  const strict = { pingEveryMs: 10, pongWithinMs: 60, requestTimeoutMs: 60 }
  const { client, downs } = await givenConnected(t, { ...ari, ...quick, ...strict, app: 'app', probeTimeoutMs: 2000 })
  for (let round = 0; round < 8; round += 1) {
    const answer = client.request({ method: 'GET', path: 'asterisk/info' })
    const end = performance.now() + 120
    while (performance.now() < end);
    assert.equal((await answer).kind, 'ok')
  }
  assert.deepEqual(downs, [])
})
