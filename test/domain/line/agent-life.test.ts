import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingLegOf } from '../../../src/domain/effect.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const talking = (): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  return line
}

test('given an agent who signs in, he is offline until console and phone are there, then paused until he says ready', () => {
  const line = givenLine()
  const at = line.now
  line.tell({
    type: 'agent_set',
    at,
    agent: {
      id: '1',
      name: '',
      extension: '1',
      group: 'phone',
      skills: [],
      wantsStandingLeg: false,
      autoAccept: false,
    },
  })
  line.tell({ type: 'agent_signed_in', at, agentId: '1' })
  line.tell({ type: 'console_up', at, agentId: '1' })
  assert.equal(line.stateOf('1'), 'offline')
  assert.equal(line.command('1', { name: 'ready' }).refusal, 'phone_missing')
  line.tell({ type: 'phone_up', at, agentId: '1', device: 'desk' })
  assert.equal(line.stateOf('1'), 'paused')
  line.command('1', { name: 'ready' })
  assert.equal(line.stateOf('1'), 'ready')
})

test('given a ready agent whose console goes, he gets no offer, is ready again when it is back, and is signed out after a while', () => {
  const line = givenLine()
  line.ready('1001')
  line.tell({ type: 'console_down', at: line.now, agentId: '1001' })
  line.call('c1')
  assert.equal(line.factsOf('offer_made').length, 0)
  line.tell({ type: 'console_up', at: line.now, agentId: '1001' })
  assert.equal(line.factsOf('offer_made').length, 1)
  const other = givenLine()
  other.ready('1001')
  other.tell({ type: 'console_down', at: other.now, agentId: '1001' })
  other.pass(60_000)
  other.tell({ type: 'console_up', at: other.now, agentId: '1001' })
  assert.equal(other.stateOf('1001'), 'offline')
})

test('given a ready agent whose phone is gone for long while his page is open, he is ready again when it comes back', () => {
  const line = givenLine()
  line.ready('1001')
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'desk' })
  assert.equal(line.stateOf('1001'), 'offline')
  line.pass(300_000)
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'desk' })
  assert.equal(line.stateOf('1001'), 'ready')
})

test('given an agent who does not pick up, he is paused as missed and the caller keeps his place for the next agent', () => {
  const line = givenLine()
  line.call('c1')
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  line.ready('1001')
  line.now += 500
  line.call('c2')
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c2', sound: null })
  line.now += 15_000
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'no_answer' })
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'missed')
  assert.equal(line.stateOf('1001'), 'paused')
  line.ready('1002')
  assert.equal(line.factsOf('offer_made').at(-1)?.callId, 'c1')
})

test('given a limit of two misses, the first one leaves the agent ready and an answered call clears the count', () => {
  const line = givenLine(givenQueue({ missLimit: 2, notice: null, wrapUpMs: 0 }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'no_answer' })
  assert.equal(line.stateOf('1001'), 'reserved')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-2' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-2', how: 'normal' })
  line.call('c2')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c2-offer-1', how: 'no_answer' })
  assert.equal(line.stateOf('1001'), 'reserved')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c2-offer-2', how: 'no_answer' })
  assert.equal(line.stateOf('1001'), 'paused')
})

test('given a declined offer, the agent is left alone for a short time and is then ready by himself', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  assert.equal(line.command('1001', { name: 'decline', offerId: 'c1-offer-1' }).refusal, null)
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'declined')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'cancelled' })
  assert.equal(line.stateOf('1001'), 'paused')
  line.pass(10_000)
  assert.equal(line.stateOf('1001'), 'reserved')
  assert.equal(line.factsOf('offer_made').at(-1)?.offerId, 'c1-offer-2')
})

test('given a phone that cannot be reached, the agent is paused so that no caller runs into it again', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'unreachable' })
  assert.equal(line.stateOf('1001'), 'paused')
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'phone_gone')
})

test('given ringing that Asterisk never ends, the offer ends at its deadline and what was stuck is booked', () => {
  const line = givenLine()
  line.call('c1')
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  line.ready('1001')
  line.pass(17_250)
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('stuck_freed').length, 1)
  line.pass(5_250)
  assert.equal(line.stateOf('1001'), 'paused')
})

test('given a talk, a wish for a break comes true after the call, without wrap-up being lost on the way', () => {
  const line = talking()
  line.command('1001', { name: 'pause', reason: 'meal' })
  assert.equal(line.stateOf('1001'), 'talking')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.pass(10_000)
  assert.equal(line.stateOf('1001'), 'paused')
})

test('given wrap-up, the agent extends it, the extension is counted, and he ends it early when he is done', () => {
  const line = talking()
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  line.pass(9_000)
  line.command('1001', { name: 'extend_wrap_up' })
  line.pass(5_000)
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.command('1001', { name: 'ready' })
  assert.equal(line.stateOf('1001'), 'ready')
})

test('given a leg that stands for the shift, the offer rings nothing, the desk accepts it, and the caller is bridged at once', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001', { stands: true })
  const leg = standingLegOf('1001', line.now)
  const offer = line.call('c1')
  assert.ok(!offer.effects.some(effect => effect.do === 'ring'))
  const accepted = line.command('1001', { name: 'accept', offerId: 'c1-offer-1' })
  assert.deepEqual(accepted.effects.at(-1), { do: 'connect', callId: 'c1', leg, bridge: 'c1-bridge' })
  const ended = line.tell({ type: 'caller_left', at: line.now + 9, callId: 'c1', how: 'normal' })
  assert.deepEqual(ended.effects, [{ do: 'disconnect', callId: 'c1', leg, bridge: 'c1-bridge' }])
  assert.equal(line.stateOf('1001'), 'wrap_up')
})

test('given a phone that rings, the desk may not accept in its place', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  assert.equal(line.command('1001', { name: 'accept', offerId: 'c1-offer-1' }).refusal, 'phone_must_answer')
  assert.equal(line.command('1001', { name: 'accept', offerId: 'another' }).refusal, 'no_such_offer')
})

test('given an agent who ends the talk at his desk, caller and leg are hung up', () => {
  const line = talking()
  const { effects } = line.command('1001', { name: 'hang_up' })
  assert.deepEqual(
    effects.map(effect => effect.do),
    ['hang_up', 'hang_up'],
  )
})

test('given a change of reason, the old pause ends and a new one begins', () => {
  const line = givenLine()
  line.ready('1001')
  line.command('1001', { name: 'pause', reason: 'break' })
  line.now += 60_000
  line.command('1001', { name: 'pause', reason: 'meeting' })
  const last = line.factsOf('agent_state').at(-1)
  assert.equal(last?.fromReason, 'break')
  assert.equal(last?.reason, 'meeting')
  assert.equal(last && last.at - last.fromSince, 60_000)
})
