import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { finallyDo, givenDatabase, givenFolder, keptLog, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { givenAppender } from './given-appender.ts'
import { fact, morning } from './given-facts.ts'

/** A process starts slowly on a machine with much other work. */
const startMs = 30_000

test('given a process killed with -9 while it appends, no acknowledged fact is lost and the chain holds', async t => {
  const url = await givenDatabase(t, 'sqlite')
  for (let round = 1; round <= 3; round += 1) {
    const child = givenAppender(t, url)
    await until('facts are durable', () => child.lines() > 500, { withinMs: startMs })
    await child.kill()
    const store = await openGiven(t, url)
    for (const [place, number] of child.acknowledged) {
      const facts = await store.read.callFacts(`place${place}`)
      const started = facts.findLastIndex(each => each.at === morning)
      assert.ok(facts.length - started > number, `round ${round}: place ${place} was told ${number}`)
    }
    assert.equal(await store.read.verifyChain(1), null)
    await store.close()
  }
})

test('a database that another process has is refused with one sentence, until that process is gone', async t => {
  const url = await givenDatabase(t, 'sqlite')
  const child = givenAppender(t, url)
  await until('the other process has the database', () => child.lines() > 0, { withinMs: startMs })
  await assert.rejects(openGiven(t, url), {
    code: 'store_in_use',
    message: `The database ${url.slice('sqlite:'.length)} is in use by another process.`,
  })
  await child.kill()
  const store = await openGiven(t, url)
  await assert.rejects(openGiven(t, url), { code: 'store_in_use' })
  assert.equal(store.healthy, true)
})

test('a folder that cannot be made is told with a sentence', async t => {
  await assert.rejects(openGiven(t, 'sqlite:/dev/null/yihao.db'), /not a directory|ENOTDIR|EEXIST/)
})

test('given a full disk, facts wait in order and are written when there is space again', async t => {
  const folder = givenFolder(t)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'yihao-test', folder]).status === 0
  if (!mounted) return t.skip('needs the right to mount a small disk')
  finallyDo(t, () => spawnSync('umount', [folder]))
  const log = keptLog()
  const store = await openGiven(t, `sqlite:${join(folder, 'yihao.db')}`, { log, retryMs: 5 })
  const ballast = join(folder, 'ballast')
  writeFileSync(ballast, Buffer.alloc(2 * 1024 * 1024))
  const resolved: number[] = []
  const appends: Promise<unknown>[] = []
  let number = 0
  const appendSome = (): void => {
    for (let i = 0; i < 50; i += 1) {
      const mine = number
      number += 1
      const append = store.append([
        fact(morning + mine, { kind: 'notice_started', callId: 'c1', sound: 's'.repeat(900) }),
      ])
      appends.push(append.then(() => resolved.push(mine)))
    }
  }
  await until('the disk is full', () => {
    if (store.healthy) appendSome()
    return !store.healthy
  })
  appendSome()
  assert.equal(await store.read.verifyChain(1), null)
  assert.ok(store.line.waiting >= 50)
  rmSync(ballast)
  await Promise.all(appends)
  assert.equal(store.healthy, true)
  assert.deepEqual(
    resolved,
    resolved.map((_, i) => i),
  )
  assert.deepEqual(
    (await store.read.callFacts('c1')).map(each => each.at - morning),
    resolved,
  )
  assert.equal(await store.read.verifyChain(1), null)
  assert.match(log.lines[0]?.message ?? '', /cannot commit and tries again/)
  assert.match(JSON.stringify(log.lines[0]?.about), /SQLITE_FULL/)
})
