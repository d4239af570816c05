import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../src/domain/fact.ts'
import { createKeeper, type KeeperParts } from '../../src/engine/recordings/keeper.ts'
import { createNights, monthsAgo } from '../../src/engine/recordings/nightly.ts'
import {
  EncodingError,
  type KeptRecording,
  type RecordingCodec,
  type RecordingSource,
  type RecordingVault,
} from '../../src/engine/recordings/ports.ts'
import { givenLine, givenQueue } from '../domain/given-line.ts'
import { keptLog } from '../helpers/store.ts'
import { virtualClock } from './simulation/virtual-clock.ts'

const part = 'c1-recording-1'
const cardOf = (name: string, codec: RecordingCodec = 'g711'): KeptRecording => ({
  part: name,
  codec,
  bytes: 80_000,
  sha256: 'x',
  audioMs: 10_000,
  peaks: [],
})

/** Asterisk and disk of which each request can be made to fail. */
const given = (but: Partial<KeeperParts> = {}) => {
  const clock = virtualClock(1_000_000)
  const line = givenLine(givenQueue())
  const inAsterisk = new Set([part])
  const onDisk = new Set<string>()
  const facts: Fact[] = []
  const fails = { fetch: false, keep: false, encode: false, book: false, forget: false }
  const goOn = new Set<string>()
  let fetched = 0
  const source: RecordingSource = {
    list: async () => [...inAsterisk],
    goesOn: async callId => goOn.has(callId),
    fetch: async name => {
      fetched += 1
      if (fails.fetch) throw new Error('Asterisk is away')
      return inAsterisk.has(name) ? { bytes: 1, audio: (async function* () {})() } : null
    },
    forget: async name => !fails.forget && inAsterisk.delete(name),
  }
  const vault: Pick<RecordingVault, 'keep' | 'kept'> = {
    keep: async (name, _, __, codec) => {
      if (fails.keep) throw new Error('the disk is full')
      if (fails.encode && codec === 'opus') throw new EncodingError('no memory')
      onDisk.add(name)
      return cardOf(name, codec)
    },
    kept: async name => (onDisk.has(name) ? cardOf(name) : null),
  }
  const log = keptLog()
  const keeper = createKeeper({
    source,
    vault: vault as RecordingVault,
    line: () => line.line,
    clock,
    log,
    codec: 'g711',
    expectedMs: async () => 10_200,
    book: async more => {
      if (fails.book) throw new Error('the store is away')
      facts.push(...more)
    },
    ...but,
  })
  keeper.start()
  /** Lets the keeper look once; how long after the last look. */
  const look = async (): Promise<number> => {
    const before = clock.now()
    clock.next()
    for (let turns = 0; turns < 50; turns += 1) await Promise.resolve()
    return clock.now() - before
  }
  return { keeper, clock, line, inAsterisk, onDisk, facts, fails, goOn, look, log, fetched: () => fetched }
}

test('given a recording whose caller is gone, it is kept, booked, and only then deleted in Asterisk', async () => {
  const { inAsterisk, onDisk, facts, look, keeper } = given()
  await look()
  assert.equal(keeper.waiting, 1)
  assert.deepEqual([...onDisk], [])
  await look()
  assert.deepEqual([...onDisk], [part])
  assert.deepEqual([...inAsterisk], [])
  assert.deepEqual(
    facts.map(fact => fact.kind === 'recording_closed' && [fact.callId, fact.audioMs, fact.gapMs]),
    [['c1', 10_000, 0]],
  )
})

test('given a caller who is still there, in the line or only in Asterisk, his recording is left alone', async () => {
  const { inAsterisk, line, goOn, look, onDisk } = given()
  inAsterisk.add('c2-recording-1')
  line.call('c1')
  goOn.add('c2')
  for (let looks = 0; looks < 4; looks += 1) await look()
  assert.deepEqual([...onDisk], [])
})

test('given that each step fails once, nothing is deleted before it is kept and booked, and the looks come later and later', async () => {
  for (const step of ['fetch', 'keep', 'book', 'forget'] as const) {
    const { inAsterisk, facts, fails, look } = given()
    await look()
    fails[step] = true
    await look()
    const rests = [await look(), await look()]
    assert.ok((rests[1] ?? 0) > (rests[0] ?? 0), step)
    assert.deepEqual([...inAsterisk], [part], step)
    fails[step] = false
    await look()
    assert.deepEqual([...inAsterisk], [], step)
    assert.ok(facts.length >= 1, step)
    await look()
    assert.equal(await look(), 2_000, `${step}: at rest again`)
  }
})

test('given an encoder that fails, the recording is kept as it came, and that is logged; given one that works, as it makes it', async () => {
  for (const encode of [true, false]) {
    const { inAsterisk, facts, fails, look, log, fetched } = given({ codec: 'opus' })
    fails.encode = encode
    await look()
    await look()
    assert.deepEqual([...inAsterisk], [])
    assert.deepEqual(
      facts.map(fact => fact.kind === 'recording_closed' && fact.codec),
      [encode ? 'g711' : 'opus'],
    )
    assert.equal(log.lines.filter(({ message }) => message.includes('could not be encoded')).length, encode ? 1 : 0)
    assert.equal(fetched(), encode ? 2 : 1)
  }
})

test('given a disk that fails while recordings are encoded, nothing is kept otherwise in haste', async () => {
  const { inAsterisk, facts, fails, look, onDisk } = given({ codec: 'opus' })
  fails.keep = true
  await look()
  await look()
  assert.deepEqual([[...onDisk], [...inAsterisk], facts], [[], [part], []])
  fails.keep = false
  await look()
  assert.equal(facts[0]?.kind === 'recording_closed' && facts[0].codec, 'opus')
})

test('given a recording that was kept before a crash, it is not fetched again', async () => {
  const { onDisk, inAsterisk, facts, look, fetched } = given()
  onDisk.add(part)
  await look()
  await look()
  assert.equal(fetched(), 0)
  assert.equal(facts.length, 1)
  assert.deepEqual([...inAsterisk], [])
})

test('given less audio than the call had time, the gap is stated; given an unknown time, it is unknown', async () => {
  for (const [expected, gapMs] of [
    [14_000, 4_000],
    [null, null],
  ] as const) {
    const { facts, look } = given({ expectedMs: async () => expected })
    await look()
    await look()
    assert.equal(facts[0]?.kind === 'recording_closed' && facts[0].gapMs, gapMs)
  }
})

test('given recordings whose time is over, each is erased and that is booked; months are those of the calendar', async () => {
  const clock = virtualClock(Date.parse('2026-03-31T10:00:00+08:00'))
  const facts: Fact[] = []
  const erased: string[] = []
  let due = [
    { part: 'c1-recording-1', callId: 'c1' },
    { part: 'c2-recording-1', callId: 'c2' },
  ]
  const asked: number[] = []
  const nights = createNights({
    reads: {
      recordingsDue: async ({ before, complaintsBefore }) => {
        asked.push(before, complaintsBefore)
        const now = due
        due = []
        return now
      },
      answeredWithoutAudio: async () => [],
    },
    vault: { erase: async name => void erased.push(name) },
    line: () => givenLine(givenQueue()).line,
    clock,
    zone: 'Asia/Shanghai',
    log: keptLog(),
    months: 1,
    complaintMonths: 3,
    book: async more => void facts.push(...more),
  })
  assert.equal(await nights.erase(), 2)
  assert.deepEqual(asked.slice(0, 2), [
    Date.parse('2026-02-28T10:00:00+08:00'),
    Date.parse('2025-12-31T10:00:00+08:00'),
  ])
  assert.deepEqual(erased, ['c1-recording-1', 'c2-recording-1'])
  assert.deepEqual(
    facts.map(fact => fact.kind === 'recording_erased' && fact.callId),
    ['c1', 'c2'],
  )
  assert.equal(monthsAgo(Date.parse('2026-01-15T00:00:00Z'), 'UTC', 24), Date.parse('2024-01-15T00:00:00Z'))
})
