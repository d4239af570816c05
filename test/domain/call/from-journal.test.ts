import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsFromJournal, type JournalEntry } from '../../../src/domain/call/from-journal.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'

const queue = { id: 'hotline', priority: 5 }
const agentOf = (extension: string) => (extension === '1001' ? 'a1' : undefined)
const entry = (but: Partial<JournalEntry> = {}): JournalEntry => ({
  callId: 'c1',
  arrived: { at: 1_000, dialled: '12345', caller: normaliseCaller('13812345678', '0513') },
  fallback: { at: 1_050, why: 'FAILED' },
  answered: null,
  legs: new Map(),
  missedAt: null,
  endedAt: 61_000,
  joinedWith: null,
  cause: null,
  how: 'unseen',
  wasUp: false,
  ...but,
})
const book = (of: JournalEntry, booked: Parameters<typeof factsFromJournal>[1] = null) =>
  factsFromJournal(of, booked, queue, agentOf, 99_000)
const kinds = (of: JournalEntry, booked: Parameters<typeof factsFromJournal>[1] = null) =>
  book(of, booked).map(fact => fact.kind)

test('given a call that an agent of the native queue took while the server was away, wait and talk are booked exactly', () => {
  const facts = book(entry({ answered: { at: 8_500, extension: '1001' } }))
  assert.deepEqual(
    facts.map(fact => fact.kind),
    ['call_arrived', 'call_to_fallback', 'call_answered', 'leg_ended', 'call_ended'],
  )
  const [, , answered, , ended] = facts
  assert.equal(answered?.kind === 'call_answered' && answered.waitMs, 7_500)
  assert.equal(ended?.kind === 'call_ended' && ended.talkMs, 52_500)
  assert.ok(facts.every(fact => fact.received === 99_000))
})

test('given a caller whom nobody took without the server, he is booked as failed and stands on the ring-back list', () => {
  assert.deepEqual(kinds(entry({ missedAt: 58_000 })), [
    'call_arrived',
    'call_to_fallback',
    'call_failed',
    'missed_call',
    'call_ended',
  ])
})

test('given a caller who hung up while the server was away, he is booked as abandoned at that instant', () => {
  const abandoned = book(entry()).find(fact => fact.kind === 'call_abandoned')
  assert.equal(abandoned?.at, 61_000)
})

test('given a talk that ended while the server was away, only its end is added', () => {
  const booked = { arrivedAt: 1_000, number: null, answeredAt: 5_000, waitEnded: false, fallback: false }
  const facts = book(entry({ fallback: null }), booked)
  assert.deepEqual(
    facts.map(fact => fact.kind),
    ['call_ended'],
  )
  assert.equal(facts[0]?.kind === 'call_ended' && facts[0].talkMs, 56_000)
})

test('given a call that still goes on, or of which nothing is known but its end, nothing is guessed', () => {
  assert.deepEqual(kinds(entry({ endedAt: null })), [])
  assert.deepEqual(kinds(entry({ arrived: null })), [])
})

test('given a caller who hung up before the server could write that an agent had taken him, his call is booked as answered', () => {
  const facts = book(entry({ fallback: null, joinedWith: 'a1-stand-5' }))
  assert.deepEqual(
    facts.map(fact => fact.kind),
    ['call_arrived', 'call_answered', 'leg_ended', 'call_ended'],
  )
  const ended = facts.at(-1)
  assert.deepEqual(ended?.kind === 'call_ended' && [ended.cause, ended.talkMs], ['completed', 0])
  const known = { arrivedAt: 1_000, number: null, answeredAt: 5_000, waitEnded: false, fallback: false }
  assert.deepEqual(kinds(entry({ fallback: null, joinedWith: 'a1-stand-5' }), known), ['call_ended'])
})
