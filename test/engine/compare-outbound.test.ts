import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../../src/domain/sorted.ts'
import { compareAttempt } from '../../src/engine/compare-outbound.ts'
import type { ChannelSeen } from '../../src/engine/ports.ts'
import { givenVisits, standingLeg } from '../domain/outbound/given-task.ts'

/** A call that rings at a citizen, and what Asterisk shows of it: joined with this leg. */
const givenRinging = (leg: string) => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  const call = get(under.line.calls, callId) ?? assert.fail(callId)
  const channel: ChannelSeen = {
    ...{ id: call.id, role: 'outbound', createdAt: under.now, dialled: '', caller: call.caller, inStasis: true },
    ...{ inFallback: false, answered: false, extension: null, bridge: 'joined', companions: [leg] },
  }
  const seen = { channel, entry: undefined, settled: true, told: under.now, asked: under.now, diedAt: null }
  return { call, seen, own: standingLeg(under, '1001') }
}

test('given a call that rings and was taken up from the ledger, the comparison tells whose leg waits in its bridge', () => {
  const { call, seen } = givenRinging('to-out-1-offer-1')
  const { events, effects } = compareAttempt({ ...call, leg: null }, seen)
  const told = { type: 'dial_progressed', at: seen.told, callId: call.id, early: false, leg: 'to-out-1-offer-1' }
  assert.deepEqual([events, effects], [[told], []])
})

test('given a call that rings and whose leg is known, the comparison finds nothing', () => {
  const { call, seen, own } = givenRinging('to-out-1-offer-1')
  assert.equal(call.leg, own)
  assert.deepEqual(compareAttempt(call, seen), { events: [], effects: [] })
})

test('given a call that was taken up and rings with nobody in its bridge any more, it is ended, once nothing is under way', () => {
  const { call, seen } = givenRinging('to-out-1-offer-1')
  const alone = { ...seen, channel: { ...seen.channel, bridge: 'alone', companions: [] } } as const
  const ended = { type: 'caller_left', at: seen.told, callId: call.id, how: 'cancelled' }
  assert.deepEqual(compareAttempt({ ...call, leg: null }, alone).events, [ended])
  assert.deepEqual(compareAttempt({ ...call, leg: null }, { ...alone, settled: false }).events, [])
})
