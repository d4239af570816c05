import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { messageOf } from '../../../src/domain/messages/message.ts'
import {
  afterOutboxEvent,
  newEntry,
  type OutboxEntry,
  type OutboxEvent,
  type OutboxState,
  outboxTable,
} from '../../../src/domain/messages/outbox-table.ts'

const now = Date.UTC(2026, 10, 30, 2)
const hour = 3_600_000
const rules = { plan: { firstMs: 1_000, mostMs: 60_000, tries: 3 }, zone: 'Asia/Shanghai' }
const message = messageOf(
  {
    key: 'k',
    to: { kind: 'sms', number: '+8613800000001' },
    template: 'test',
    values: { number: 1 },
    notAfter: now + hour,
  },
  now,
  templates,
)
const waiting = newEntry(message, now, rules)
const entryIn = (state: OutboxState, but: Partial<OutboxEntry> = {}): OutboxEntry => ({ ...waiting, state, ...but })

const events: readonly OutboxEvent[] = [
  { type: 'time', at: now },
  { type: 'taken', at: now, receipt: 'r' },
  { type: 'not_now', at: now, why: 'busy', jitter: 0 },
  { type: 'refused', at: now, why: 'no' },
  { type: 'interrupted', at: now },
]
const states: readonly OutboxState[] = ['waiting', 'sending', 'sent', 'failed', 'expired']

test('given every pair of state and event, then it leads where the table says, and what is not in it changes nothing', () => {
  const leads = Object.fromEntries(
    states.flatMap(state =>
      events.map(event => [
        `${state} ${event.type}`,
        afterOutboxEvent(entryIn(state, { tries: state === 'waiting' ? 0 : 1 }), event, rules)?.state ?? null,
      ]),
    ),
  )
  const allowed = Object.fromEntries(Object.entries(leads).filter(([, state]) => state !== null))
  assert.deepEqual(allowed, {
    'waiting time': 'sending',
    'sending taken': 'sent',
    'sending not_now': 'waiting',
    'sending refused': 'failed',
    'sending interrupted': 'waiting',
  })
  assert.deepEqual(
    Object.entries(outboxTable)
      .flatMap(([state, row]) => Object.keys(row).map(event => `${state} ${event}`))
      .sort(),
    Object.keys(allowed).sort(),
  )
})

test('given the last attempt, then what is not taken fails with its reason, and so does what was cut off', () => {
  const last = entryIn('sending', { tries: 3 })
  const busy = afterOutboxEvent(last, { type: 'not_now', at: now, why: 'busy', jitter: 0 }, rules)
  assert.deepEqual([busy?.state, busy?.lastError, busy?.endedAt], ['failed', 'busy', now])
  assert.equal(afterOutboxEvent(last, { type: 'interrupted', at: now }, rules)?.state, 'failed')
})

test('given the last instant, then a message leaves at it and is dropped after it', () => {
  const at = (instant: number) => afterOutboxEvent(waiting, { type: 'time', at: instant }, rules)?.state
  assert.deepEqual([at(now + hour), at(now + hour + 1)], ['sending', 'expired'])
})

test('given a next attempt that would be too late, then the message is dropped at once and says why it was not taken', () => {
  const tried = afterOutboxEvent(
    entryIn('sending', { tries: 1 }),
    { type: 'not_now', at: now, why: 'busy', afterMs: 2 * hour, jitter: 0 },
    rules,
  )
  assert.equal(tried?.state, 'expired')
  assert.match(tried?.lastError ?? '', /too late.*busy/)
})

test('given any run of events, then attempts are counted and bounded, an end is an end, and nothing leaves after it is too late or in quiet hours', () => {
  const step = fc.record({
    type: fc.constantFrom(...events.map(({ type }) => type)),
    wait: fc.integer({ min: 0, max: 5 * hour }),
    jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  const start = fc.integer({ min: now, max: now + 24 * hour })
  fc.assert(
    fc.property(
      start,
      fc.integer({ min: 0, max: 40 * hour }),
      fc.boolean(),
      fc.array(step, { maxLength: 30 }),
      (from, life, urgent, steps) => {
        let at = from
        let entry = newEntry({ ...message, urgent, createdAt: from, notAfter: from + life }, from, rules)
        for (const { type, wait, jitter } of steps) {
          at += wait
          const next = afterOutboxEvent(entry, { type, at, receipt: null, why: 'x', jitter } as OutboxEvent, rules)
          if (entry.endedAt !== null) assert.equal(next, null)
          if (next === null) continue
          assert.ok(next.tries >= entry.tries && next.tries <= rules.plan.tries)
          if (next.state === 'sending' && entry.state === 'waiting') {
            const { hour: local } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(rules.zone)
            assert.ok(at >= entry.nextAt && at <= entry.notAfter)
            assert.ok(urgent || (local >= 8 && local < 21))
          }
          assert.equal(next.endedAt !== null, ['sent', 'failed', 'expired'].includes(next.state))
          if (next.state === 'waiting') assert.ok(next.nextAt <= next.notAfter)
          entry = next
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
