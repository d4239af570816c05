import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FactRow, toFactRow } from '../../../src/adapters/store/ledger/fact-row.ts'
import { encodeLine, type SpilledBatch } from '../../../src/adapters/store/spill/format.ts'
import { RejectedBatch, type ReplayedLedger, replay } from '../../../src/adapters/store/spill/replay.ts'
import { takeSlots } from '../../../src/adapters/store/spill/slots.ts'
import { asideName, spillFile } from '../../../src/adapters/store/spill/spill-file.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { givenFolder, keptLog } from '../../helpers/store.ts'
import { fact, morning } from './given-facts.ts'

const one = (n: number): Fact => fact(morning + n, { kind: 'notice_ended', callId: 'c1' })
const batch = (seq: number, ...ns: readonly number[]): SpilledBatch => ({ seq, facts: ns.map(one) })
const header = encodeLine({ spill: 1, ledger: 'first' })

/** A ledger in memory; `failAt`: the append, counted over its life, at which the process dies. */
const givenLedger = (ns: readonly number[], hash = 'first') => {
  const rows: FactRow[] = ns.map(n => toFactRow(one(n)))
  let appends = 0
  const open = (fails: { at?: number; rejects?: number } = {}): ReplayedLedger => ({
    ledger: hash,
    tip: rows.length,
    rows: async (from, to) => rows.slice(from - 1, to),
    append: async facts => {
      appends += 1
      if (appends === fails.at) throw new Error('killed')
      if (facts.some(each => each.kind !== 'facts_lost' && each.at - morning === fails.rejects))
        throw new Error('rejected')
      rows.push(...facts.map(toFactRow))
    },
  })
  return { open, ns: () => rows.map(row => (row.kind === 'facts_lost' ? row.kind : row.at - morning)) }
}

/** What may happen to the bytes of a file. */
type Edit =
  | { readonly do: 'cut'; readonly at: number }
  | { readonly do: 'flip'; readonly at: number; readonly to: number }
  | { readonly do: 'put'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly do: 'repeat'; readonly at: number; readonly length: number }

const givenFile = (t: Parameters<typeof givenFolder>[0], text: string | Buffer) => {
  const folder = givenFolder(t)
  const path = join(folder, 'facts-1.spill')
  writeFileSync(path, text)
  return { path, folder, names: () => readdirSync(folder).map(name => name.replace(/-20.*/, '')) }
}
const text = (...batches: readonly SpilledBatch[]) => header + batches.map(encodeLine).join('')

test('given a spill file of this ledger, when it is replayed, then what is there already is left out, and the file is gone', async t => {
  const given = givenFile(t, text(batch(3, 3), batch(4, 4, 5), batch(6, 6)))
  const ledger = givenLedger([1, 2, 3, 4, 5])
  assert.deepEqual(await replay(given.path, ledger.open(), keptLog()), { there: 3, appended: 1, damaged: 0 })
  assert.deepEqual(ledger.ns(), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(given.names(), [])
})

test('given a ledger that a standby went on with, when a spill is replayed, killed and replayed, then its facts follow once', async t => {
  for (const at of [1, 2, 3]) {
    const given = givenFile(t, text(batch(3, 3), batch(4, 4), batch(5, 5), batch(6, 6)))
    const ledger = givenLedger([1, 2, 3, 101, 102, 103, 104])
    await assert.rejects(replay(given.path, ledger.open({ at }), keptLog(), { oneByOne: true }))
    await replay(given.path, ledger.open(), keptLog())
    assert.deepEqual(ledger.ns(), [1, 2, 3, 101, 102, 103, 104, 4, 5, 6])
  }
})

test('given an older copy of the ledger, when a spill is replayed, then its facts follow the end', async t => {
  const given = givenFile(t, text(batch(8, 8), batch(9, 9)))
  const ledger = givenLedger([1, 2])
  await replay(given.path, ledger.open(), keptLog())
  assert.deepEqual(ledger.ns(), [1, 2, 8, 9])
})

test('a file of another ledger, and one that is none of ours, are kept aside with a reason', async t => {
  for (const [content, why] of [
    [text(batch(1, 1)), 'other-ledger'],
    ['hello\nworld\n', 'foreign'],
    ['', 'foreign'],
  ] as const) {
    const given = givenFile(t, content)
    const log = keptLog()
    const ledger = givenLedger([7], 'of another city')
    await replay(given.path, ledger.open(), log)
    assert.deepEqual(ledger.ns(), [7])
    assert.deepEqual(given.names(), [`facts-1.spill.${why}`])
    assert.equal(log.lines[0]?.level, 'error')
  }
})

test('given a torn end, the lines before it are replayed; given a damaged line between, its facts are told as lost', async t => {
  const whole = text(batch(1, 1), batch(2, 2, 3), batch(4, 4))
  const torn = givenFile(t, whole.slice(0, -5))
  const log = keptLog()
  const first = givenLedger([])
  await replay(torn.path, first.open(), log)
  assert.deepEqual(first.ns(), [1, 2, 3])
  assert.match(log.lines[0]?.message ?? '', /torn off/)

  const damaged = givenFile(t, whole.replace(`"at":${morning + 2}`, `"at":${morning + 9}`))
  const second = givenLedger([])
  assert.equal((await replay(damaged.path, second.open(), keptLog())).damaged, 1)
  assert.deepEqual(second.ns(), [1, 'facts_lost', 4])
  assert.deepEqual(damaged.names(), ['facts-1.spill.damaged'])
})

test('given facts that the database rejects, when their batch is dropped, then the others follow and the loss is told', async t => {
  const given = givenFile(t, text(batch(1, 1), batch(2, 2), batch(3, 3)))
  const ledger = givenLedger([])
  const error = await replay(given.path, ledger.open({ rejects: 2 }), keptLog(), { oneByOne: true }).catch(each => each)
  assert.ok(error instanceof RejectedBatch)
  await replay(given.path, ledger.open({ rejects: 2 }), keptLog(), { oneByOne: true, drop: error.seq })
  assert.deepEqual(ledger.ns(), [1, 'facts_lost', 3])
  assert.deepEqual(given.names(), ['facts-1.spill.rejected'])
})

test('given two files to keep aside in the same millisecond, then each has a name of its own', () => {
  const names = Array.from({ length: 50 }, () => asideName('facts-1.spill', 'damaged'))
  assert.equal(new Set(names).size, names.length)
})

test('whatever happens to the bytes, and wherever it is killed, a replay neither fails nor writes a fact twice', async t => {
  const folder = givenFolder(t)
  let files = 0
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ do: fc.constant('cut' as const), at: fc.nat(2_000) }),
    fc.record({ do: fc.constant('flip' as const), at: fc.nat(2_000), to: fc.nat(255) }),
    fc.record({ do: fc.constant('put' as const), at: fc.nat(2_000), bytes: fc.uint8Array({ maxLength: 40 }) }),
    fc.record({ do: fc.constant('repeat' as const), at: fc.nat(2_000), length: fc.nat(600) }),
  )
  const apply = (bytes: Buffer, each: Edit): Buffer => {
    const at = Math.min(each.at, bytes.length)
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    if (each.do === 'cut') return before
    if (each.do === 'put') return Buffer.concat([before, each.bytes, after])
    if (each.do === 'repeat') return Buffer.concat([before, after.subarray(0, each.length), after])
    return Buffer.concat([before, Buffer.from([each.to]), after.subarray(1)])
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(12),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }),
      fc.boolean(),
      fc.array(edit, { maxLength: 3 }),
      fc.nat(8),
      async (written, sizes, forked, edits, diesAt) => {
        let seq = 3
        const batches = sizes.map(size => {
          const next = batch(seq, ...Array.from({ length: size }, (_, i) => seq + i))
          seq += size
          return next
        })
        files += 1
        const path = join(folder, String(files), 'facts-1.spill')
        mkdirSync(join(path, '..'))
        writeFileSync(path, edits.reduce(apply, Buffer.from(text(...batches))))
        const ends = [2, ...batches.map(each => each.seq + each.facts.length - 1)]
        const tip = ends[Math.min(written, ends.length - 1)] ?? 2
        const before = Array.from({ length: tip }, (_, i) => (forked && i >= 2 ? 100 + i : i + 1))
        const ledger = givenLedger(before)
        await replay(path, ledger.open({ at: diesAt }), keptLog(), { oneByOne: true }).catch(error => {
          if (!(error instanceof RejectedBatch)) throw error
        })
        if (existsSync(path)) await replay(path, ledger.open(), keptLog())
        const facts = ledger.ns().filter(n => n !== 'facts_lost')
        assert.deepEqual(facts.slice(0, tip), before)
        assert.equal(new Set(facts).size, facts.length, 'no fact twice')
        const late = facts.slice(tip)
        assert.deepEqual(
          late,
          late.toSorted((a, b) => Number(a) - Number(b)),
          'in order',
        )
        if (edits.length === 0)
          assert.deepEqual(
            new Set([...before, ...sizes.flatMap((_, i) => batches[i]?.facts.map(each => each.at - morning) ?? [])]),
            new Set(facts),
          )
        assert.equal(existsSync(path), false)
      },
    ),
    { numRuns: 300 },
  )
})

test('given a spill file in use, then it is read back as it was written, bounded, emptied, and gone when it is closed empty', async t => {
  const path = join(givenFolder(t), 'deep', 'facts-1.spill')
  const spill = spillFile(path, null, 1_000)
  await spill.append([batch(1, 1), batch(2, 2, 3)])
  await spill.append([batch(4, 4)])
  assert.deepEqual((await spill.read(0)).batches, [batch(1, 1), batch(2, 2, 3), batch(4, 4)])
  const { size } = statSync(path)
  await assert.rejects(spill.append([batch(5, ...Array.from({ length: 20 }, (_, i) => i))]), { code: 'spill_full' })
  assert.equal(statSync(path).size, size)
  copyFileSync(path, `${path}.copy`)
  await spill.empty()
  assert.equal(statSync(path).size, 0)
  await spill.append([batch(1, 1), batch(2, 2, 3)])
  await spill.append([batch(4, 4)])
  assert.deepEqual(readFileSync(path), readFileSync(`${path}.copy`))
  await spill.empty()
  await spill.close()
  assert.equal(existsSync(path), false)
})

test('two stores share a folder of spill files without touching each other; what a dead one left is found', t => {
  const folder = givenFolder(t)
  const [own] = takeSlots(folder)
  assert.ok(own)
  writeFileSync(own.path, header)
  const [other, none] = takeSlots(folder)
  assert.equal(none, undefined)
  assert.notEqual(other?.path, own.path)
  own.release()
  const [left, fresh] = takeSlots(folder)
  assert.deepEqual([left?.path, left?.left, fresh?.left], [own.path, true, false])
  for (const slot of [other, left, fresh]) slot?.release()
})
