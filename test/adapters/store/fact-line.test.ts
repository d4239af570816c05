import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noFacts, type Tip } from '../../../src/adapters/store/ledger/chain.ts'
import { factLine, type LedgerWriter, type Trouble } from '../../../src/adapters/store/ledger/fact-line.ts'
import type { Sealed } from '../../../src/adapters/store/ledger/seal.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { until } from '../../helpers/until.ts'
import { fact, morning } from './given-facts.ts'

const passing = new Error('away')

/** A database in memory whose next writes go as `plan` says; then they all go well. */
const givenLine = (plan: ((sealed: Sealed, keep: () => void) => void)[]) => {
  const kept: Sealed[] = []
  let tip: Tip = noFacts
  const writer: LedgerWriter = {
    tip: async () => tip,
    mayPass: error => error === passing,
    async write(sealed) {
      const keep = (): void => {
        kept.push(sealed)
        tip = sealed.tip
      }
      const next = plan.shift()
      if (next) next(sealed, keep)
      else keep()
    },
  }
  const troubles: Trouble[] = []
  const stops: Trouble[] = []
  let durable = 0
  const seal = (after: Tip, facts: readonly Fact[]): Sealed => ({
    queries: facts.map(each => ({ sql: each.kind, params: [each.at] })),
    tip: { seq: after.seq + facts.length, hash: `${after.hash}/${facts.map(each => each.at - morning)}` },
  })
  const line = factLine(
    noFacts,
    seal,
    writer,
    {
      durable: count => {
        durable += count
      },
      trouble: trouble => troubles.push(trouble),
      stopped: trouble => stops.push(trouble),
    },
    { retryMs: 1 },
  )
  return {
    line,
    kept,
    troubles,
    stops,
    setTip: (to: Tip) => {
      tip = to
    },
    durable: () => durable,
    written: () => kept.flatMap(each => each.queries.map(query => Number(query.params[0]) - morning)),
  }
}

const one = (n: number): readonly Fact[] => [fact(morning + n, { kind: 'notice_ended', callId: `c${n}` })]

test('batches added while a commit runs go together in the next one', async () => {
  const given = givenLine([])
  for (const n of [1, 2, 3]) given.line.add(one(n))
  await until('all durable', () => given.durable() === 3)
  assert.equal(given.kept.length, 1)
  given.line.add(one(4))
  await until('all durable', () => given.durable() === 4)
  assert.deepEqual(given.written(), [1, 2, 3, 4])
})

test('no transaction has more than a thousand facts, but for one batch that is larger', async () => {
  const given = givenLine([])
  given.line.add(Array.from({ length: 1_500 }, () => one(1)).flat())
  for (let n = 0; n < 1_200; n += 1) given.line.add(one(n))
  await until('all durable', () => given.durable() === 1_201)
  assert.deepEqual(
    given.kept.map(each => each.queries.length),
    [1_500, 1_000, 200],
  )
})

test('given a commit that failed, when nothing of it is there, it is written again', async () => {
  const fails = () => {
    throw passing
  }
  const given = givenLine([fails, fails])
  given.line.add(one(1))
  given.line.add(one(2))
  await until('all durable', () => given.durable() === 2)
  assert.deepEqual(given.written(), [1, 2])
  assert.equal(given.troubles.length, 2)
  assert.deepEqual(given.troubles[0]?.facts, ['notice_ended c1', 'notice_ended c2'])
})

test('given a commit whose answer was lost, when all of it is there, it is not written again', async () => {
  const given = givenLine([
    (_, keep) => {
      keep()
      throw passing
    },
  ])
  given.line.add(one(1))
  await until('durable', () => given.durable() === 1)
  given.line.add(one(2))
  await until('durable', () => given.durable() === 2)
  assert.deepEqual(given.written(), [1, 2])
})

test('given a commit that became durable only after the second try began, the clash is understood', async () => {
  let late = () => {}
  const given = givenLine([
    (_, keep) => {
      late = keep
      throw passing
    },
    () => {
      late()
      throw new Error('duplicate key')
    },
  ])
  given.line.add(one(1))
  await until('durable', () => given.durable() === 1)
  assert.deepEqual(given.written(), [1])
  assert.deepEqual(given.stops, [])
})

test('given an error that will not pass, the line stops and takes nothing more', async () => {
  const given = givenLine([
    () => {
      throw new Error('constraint')
    },
  ])
  given.line.add(one(1))
  given.line.add(one(2))
  await until('stopped', () => given.stops.length === 1)
  given.line.add(one(3))
  assert.equal(given.stops[0]?.message, 'constraint')
  assert.equal(given.durable(), 0)
  assert.deepEqual(given.written(), [])
})

test('given acknowledged facts that are gone, or facts of someone else, the line stops', async () => {
  for (const [found, why] of [
    [{ seq: 1, hash: 'old' }, /lost acknowledged facts/],
    [{ seq: 9, hash: 'foreign' }, /written by another program/],
  ] as const) {
    const given = givenLine([
      (_, keep) => keep(),
      () => {
        given.setTip(found)
        throw passing
      },
    ])
    given.line.add([...one(1), ...one(2)])
    await until('durable', () => given.durable() === 1)
    given.line.add(one(3))
    await until('stopped', () => given.stops.length === 1)
    assert.match(given.stops[0]?.message ?? '', why)
  }
})
