import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FrontBounds } from '../../../src/adapters/store/ledger/bounds.ts'
import { ledgerFront } from '../../../src/adapters/store/ledger/front.ts'
import type { SpilledBatch } from '../../../src/adapters/store/spill/format.ts'
import type { Spill } from '../../../src/adapters/store/spill/spill-file.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { keptLog } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { fact, morning } from './given-facts.ts'

const one = (n: number): readonly Fact[] => [fact(morning + n, { kind: 'notice_ended', callId: 'c1' })]
const numbers = (facts: readonly Fact[]) =>
  facts.map(each => (each.kind === 'facts_lost' ? each.kind : each.at - morning))

/** A front whose database and disk the test holds in its hands. */
const givenFront = (bounds: Partial<FrontBounds> = {}) => {
  const log = keptLog()
  const sent: (readonly Fact[])[] = []
  let file: SpilledBatch[] = []
  let disk: 'good' | 'full' | 'hangs' | 'unreadable' = 'good'
  let asides = 0
  let durable = 0
  const front = ledgerFront(facts => sent.push(facts), log, 0, { patienceMs: 5, spillRetryMs: 1, ...bounds })
  const spill: Spill = {
    async append(batches) {
      if (disk === 'full') throw new Error('ENOSPC')
      if (disk === 'hangs') await until('the disk answers', () => disk === 'good')
      file.push(...batches.map(({ seq, facts }) => ({ seq, facts })))
    },
    async read(from) {
      if (disk === 'unreadable') throw new Error('EIO')
      const batches = file.slice(from, from + 3)
      return { batches, end: from + batches.length }
    },
    async empty() {
      file = []
    },
    async setAside() {
      asides += 1
      file = []
    },
    async close() {},
  }
  front.spillTo(spill)
  return {
    front,
    log,
    written: () => sent.slice(0, durable).flatMap(numbers),
    onFile: () => file.map(({ seq }) => seq),
    asides: () => asides,
    disk: (is: typeof disk) => {
      disk = is
    },
    append: (from: number, to: number) =>
      Promise.all(Array.from({ length: to - from + 1 }, (_, i) => front.append(one(from + i)))),
    /** The database takes what it was handed, until nothing waits. */
    async databaseTakesAll() {
      await until('nothing waits', () => {
        const count = sent.length - durable
        durable = sent.length
        if (count > 0) front.durable(count)
        return front.line.waiting === 0
      })
    },
  }
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

test('given a database that takes nothing, when patience is over, then appends resolve with their facts in the file', async () => {
  const given = givenFront()
  const appended = given.append(1, 3)
  assert.equal(given.front.healthy, true)
  await appended
  assert.deepEqual(given.onFile(), [1, 2, 3])
  assert.deepEqual(given.front.line, { state: 'spilling', waiting: 3, spilled: 3, lost: 0 })
  assert.equal(given.front.healthy, false)
  await given.append(4, 5)
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), upTo(5))
  await until('the file is empty', () => given.onFile().length === 0)
  assert.deepEqual(given.front.line, { state: 'ok', waiting: 0, spilled: 0, lost: 0 })
  assert.equal(given.front.healthy, true)
})

test('given more facts than the writer is handed, when the database is back, then the rest is read from the file in order', async () => {
  const given = givenFront({ handedFacts: 4, memoryFacts: 12 })
  for (let n = 1; n <= 40; n += 1) await given.append(n, n)
  assert.deepEqual(given.front.line, { state: 'spilling', waiting: 40, spilled: 40, lost: 0 })
  const late = given.append(41, 44)
  let readable = false
  const caughtUp = given.front.caughtUp().then(() => {
    readable = true
  })
  await late
  assert.equal(readable, false)
  await given.databaseTakesAll()
  await caughtUp
  assert.deepEqual(given.written(), upTo(44))
  await until('the file is empty', () => given.onFile().length === 0)
})

test('given a full disk as well, when the memory is full, then calls go on, the loss is counted, and the ledger is told', async () => {
  const given = givenFront({ memoryFacts: 20 })
  given.disk('full')
  await given.append(1, 20)
  assert.equal(given.front.line.state, 'losing')
  await given.append(21, 27)
  assert.deepEqual(given.front.line, { state: 'losing', waiting: 20, spilled: 0, lost: 7 })
  await given.databaseTakesAll()
  await given.append(28, 29)
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), [...upTo(20), 'facts_lost', 28, 29])
  assert.ok(given.log.lines.some(({ message }) => /facts are lost/.test(message)))
  assert.deepEqual(given.front.line, { state: 'ok', waiting: 0, spilled: 0, lost: 7 })
})

test('given a full disk that gets space again, when facts waited in memory, then they go into the file in order', async () => {
  const given = givenFront()
  given.disk('full')
  await given.append(1, 5)
  given.disk('good')
  await until('all is in the file', () => given.front.line.spilled === 5)
  assert.equal(given.front.line.state, 'spilling')
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), upTo(5))
})

test('given a disk that does not answer, when facts are appended, then nobody waits for it', async () => {
  const given = givenFront()
  given.disk('hangs')
  await given.append(1, 3)
  assert.equal(given.front.line.state, 'losing')
  await given.append(4, 4)
  given.disk('good')
  await until('all is in the file', () => given.front.line.spilled === 4)
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), upTo(4))
})

test('given a file that cannot be read back, then what was only there is told as lost, and all else is written', async () => {
  const given = givenFront({ handedFacts: 4, memoryFacts: 100 })
  for (let n = 1; n <= 10; n += 1) await given.append(n, n)
  given.disk('unreadable')
  await given.databaseTakesAll()
  await given.append(11, 12)
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), [1, 2, 3, 4, 'facts_lost', 11, 12])
  assert.deepEqual([given.asides(), given.front.line.lost], [1, 6])
})

test('given a database that rejects facts for good, then calls go on, facts go to the file, and health says it', async () => {
  const given = givenFront({ handedFacts: 4 })
  const appended = given.append(1, 3)
  given.front.stopped({ code: 'bug', message: 'bug', facts: [] })
  await appended
  await given.append(4, 20)
  assert.equal(given.front.healthy, false)
  assert.deepEqual(given.front.line, { state: 'spilling', waiting: 20, spilled: 20, lost: 0 })
  assert.deepEqual(given.onFile(), upTo(20))
  await given.front.settle(10_000)
})

test('given facts only in the file and later ones in memory, when the database is back, then the order is kept', async () => {
  const given = givenFront({ handedFacts: 4 })
  for (let n = 1; n <= 10; n += 1) await given.append(n, n)
  given.disk('full')
  await given.append(11, 15)
  await given.databaseTakesAll()
  assert.deepEqual(given.written(), upTo(15))
})
