import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createArticleSweep } from '../../../src/engine/knowledge/article-sweep.ts'
import { seedKnowledge } from '../../../src/seed-knowledge.ts'
import { published } from '../../adapters/store/given-articles.ts'
import { morning } from '../../adapters/store/given-facts.ts'
import { givenStore, keptLog } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'

const day = 86_400_000

test('given an article whose time comes, the sweep wakes at its instant, books it once and says that it has', async t => {
  const store = await givenStore(t)
  await store.append([
    ...published({ id: 'a', at: morning, title: '停水', owner: 'editor', expiresAt: morning + 60_000 }),
    ...published({ id: 'b', at: morning, title: '复核', owner: 'other', expiresAt: null, reviewAt: morning - day }),
  ])
  let now = morning
  let wakes: readonly [number, () => void] | null = null
  const wake = () => wakes?.[1]()
  let booked = 0
  const sweep = createArticleSweep({
    reads: store.read,
    clock: {
      now: () => now,
      at: (instant, job) => {
        wakes = [instant, job]
        return () => {
          wakes = null
        }
      },
    },
    log: keptLog(),
    healthy: () => true,
    book: store.append,
    booked: () => {
      booked += 1
    },
  })
  sweep.start()
  await until('it waits for the next', () => wakes?.[0] === morning + 60_000)
  assert.equal(booked, 1)
  assert.equal((await store.read.article('b'))?.remindedAt, morning)
  now = morning + 60_000
  wake()
  await until('it is booked', () => booked === 2)
  assert.equal((await store.read.article('a'))?.state, 'expired')
  await until('it waits an hour at most', () => wakes?.[0] === now + 3_600_000)
  sweep.stop()
  assert.equal(wakes, null)
})

test('given an empty store, the demo gets its articles once, one of which has expired and is booked so by the sweep', async t => {
  const store = await givenStore(t)
  for (let n = 0; n < 2; n += 1) await seedKnowledge(store, morning)
  const all = await store.read.articles({ limit: 100 })
  assert.equal(all.length, 25)
  assert.ok(all.every(({ content }) => content.source.number.includes('虚构')))
  const due = await store.read.dueArticles(morning, day, 10)
  assert.deepEqual(
    due.articles.map(({ content }) => content.title),
    ['2025 年度公积金结息公告'],
  )
})
