import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { processStart, watchHolder } from '../../../src/adapters/store/sqlite/holder.ts'
import { runOn } from '../../helpers/postgres.ts'
import { dialects, finallyDo, givenDatabase, givenFolder, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'

const program = fileURLToPath(new URL('./hold-store.ts', import.meta.url))

/** A process that stands by for a store and then writes it. */
const givenServer = (t: TestContext, url: string) => {
  const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => lines.push(line))
  const exit = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  finallyDo(t, async () => {
    child.kill('SIGKILL')
    await exit
  })
  const said = (word: string) => lines.some(line => line.startsWith(word))
  return {
    pid: child.pid ?? 0,
    lines,
    exit,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    says: (word: string) => until(`${child.pid} says ${word}`, () => said(word), { withinMs: 15_000 }),
    said,
  }
}

const givenTwo = async (t: TestContext, url: string) => {
  const first = givenServer(t, url)
  await first.says('holding')
  const second = givenServer(t, url)
  await second.says('waiting')
  return { first, second }
}

for (const dialect of dialects)
  describe(`two servers on one store (${dialect})`, () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const)
      test(`given one that writes and one that stands by, when the first gets ${signal}, the second takes over`, async t => {
        const { first, second } = await givenTwo(t, await givenDatabase(t, dialect))
        assert.equal(second.said('holding'), false)
        const at = performance.now()
        first.kill(signal)
        await second.says('holding')
        t.diagnostic(`taken over ${Math.round(performance.now() - at)} ms after ${signal}`)
        assert.deepEqual(await first.exit, signal === 'SIGKILL' ? [null, 'SIGKILL'] : [0, null])
      })

    test('given a holder that hangs, the second takes over, and when it goes on it writes nothing more', async t => {
      const url = await givenDatabase(t, dialect)
      const { first, second } = await givenTwo(t, url)
      const at = performance.now()
      first.kill('SIGSTOP')
      await second.says('holding')
      t.diagnostic(`taken over ${Math.round(performance.now() - at)} ms after SIGSTOP`)
      first.kill('SIGCONT')
      const how = await first.exit
      assert.deepEqual(how, dialect === 'sqlite' ? [null, 'SIGKILL'] : [75, null])
      second.kill('SIGTERM')
      await second.exit
      const store = await openGiven(t, url)
      assert.equal(await store.read.verifyChain(1), null)
      const last = await store.read.tip()
      const bySecond = (await store.read.callFacts(`by ${second.pid}`)).length
      const byFirst = (await store.read.callFacts(`by ${first.pid}`)).length
      assert.equal(last?.seq, byFirst + bySecond)
    })

    test('a program that does not stand by is refused, and one that closed in order makes room at once', async t => {
      const url = await givenDatabase(t, dialect)
      const first = await openGiven(t, url)
      await assert.rejects(openGiven(t, url), { code: 'store_in_use' })
      assert.equal(await first.lease.check(), 'ours')
      await first.close()
      await openGiven(t, url)
    })
  })

describe('the holder of a SQLite file', () => {
  const cases = {
    'a file that is no JSON': () => '\0\0{"pid":',
    'a file without a start': (pid: number) => JSON.stringify({ pid, beat: 1 }),
    'another process under the same id': (pid: number) => JSON.stringify({ pid, started: '1', beat: 1 }),
    'a process id of everybody': () => JSON.stringify({ pid: -1, started: '1', beat: 1 }),
    'no file': () => null,
  }
  /** All looks that a standby takes before it acts, at once. */
  const lookLong = (t: TestContext, text: string | null) => {
    const path = join(givenFolder(t), 'yihao.db')
    if (text !== null) writeFileSync(`${path}.holder`, text)
    const news: string[] = []
    const ended: number[] = []
    const look = watchHolder(
      path,
      what => news.push(what),
      pid => void ended.push(pid),
    )
    for (let looks = 0; looks < 200; looks += 1) look()
    return { news, ended }
  }

  for (const [what, make] of Object.entries(cases))
    test(`given ${what}, nobody is ended, and it is told once`, t => {
      const { news, ended } = lookLong(t, make(process.ppid))
      assert.deepEqual(ended, [])
      assert.equal(news.length, 1)
      assert.match(news[0] ?? '', /no holder can be read|another process by now/)
    })

  test('given a beat of a living process that stands still, that process is ended', t => {
    const pid = process.ppid
    const { news, ended } = lookLong(t, JSON.stringify({ pid, started: processStart(pid), beat: 7 }))
    assert.deepEqual(new Set(ended), new Set([pid]))
    assert.deepEqual(news, ['the holder hung and was ended'])
  })

  test('given the file of another process, a holder that hangs is not ended, and goes on', async t => {
    const url = await givenDatabase(t, 'sqlite')
    const { first, second } = await givenTwo(t, url)
    first.kill('SIGSTOP')
    const text = JSON.stringify({ pid: first.pid, started: '1', beat: 1 })
    writeFileSync(`${url.slice('sqlite:'.length)}.holder`, text)
    await until('the second has looked for long', () => second.lines.some(line => /another process by now/.test(line)))
    assert.equal(second.said('holding'), false)
    first.kill('SIGCONT')
    first.kill('SIGTERM')
    await second.says('holding')
  })
})

test('given a PostgreSQL server that restarts, the holder keeps its lease', async t => {
  const url = await givenDatabase(t, 'postgres')
  const store = await openGiven(t, url)
  await runOn(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await until('the lease is renewed over a new connection', async () => (await store.lease.check()) === 'ours')
  await assert.rejects(openGiven(t, url), { code: 'store_in_use' })
})

test('given another server with the lease, a commit is refused, and the store says who lost it', async t => {
  const url = await givenDatabase(t, 'postgres')
  const store = await openGiven(t, url)
  await runOn(url, `update lease set epoch = epoch + 1`)
  await assert.rejects(store.write.endSession('nobody'), { code: 'store_unavailable' })
  assert.match(await store.lease.lost, /another server/)
  assert.equal(await store.lease.check(), 'lost')
})

test('given a renewal that hangs in PostgreSQL, when the lease was given back before it goes on, then it stays given back', async t => {
  const url = await givenDatabase(t, 'postgres')
  const store = await openGiven(t, url)
  await store.lease.check()
  const [session] = await runOn(
    url,
    `select pid from pg_stat_activity where datname = current_database() and query like 'update lease set%'`,
  )
  const pid = Number(session?.pid)
  process.kill(pid, 'SIGSTOP')
  try {
    assert.equal(await store.lease.check(), 'unknown')
    await until('the lease is renewed over a new connection', async () => (await store.lease.check()) === 'ours')
    await store.close()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  const sessions = `select pid from pg_stat_activity where pid = ${pid}`
  await until('the renewal that hung is over', async () => (await runOn(url, sessions)).length === 0)
  const [free] = await runOn(url, `select expires_at < now() as free from lease`)
  assert.equal(free?.free, true)
})
