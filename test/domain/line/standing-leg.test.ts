import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { retryAfterMs } from '../../../src/domain/agent/phone.ts'
import { standingLegOf } from '../../../src/domain/effect.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const told = (line: LineUnderTest) => line.effects.map(effect => effect.do)
const agentOf = (line: LineUnderTest, id = '1001') => {
  const agent = get(line.line.agents, id)
  assert.ok(agent)
  return agent
}

/** A line with agent 1001 on a standing leg, whose id is returned. */
const standing = (but: { autoAccept?: boolean; notice?: string | null } = {}): [LineUnderTest, string] => {
  const line = givenLine(givenQueue({ notice: but.notice ?? null }))
  line.ready('1001', { stands: true, autoAccept: but.autoAccept ?? false })
  const leg = standingLegOf('1001', line.now)
  line.effects.length = 0
  return [line, leg]
}

const inTalk = (): [LineUnderTest, string] => {
  const [line, leg] = standing()
  line.call('c1')
  line.command('1001', { name: 'accept', offerId: 'c1-offer-1' })
  line.effects.length = 0
  line.now += 20_000
  return [line, leg]
}

test('given a browser phone that registers, it is called once for the shift, and its agent can be reached when the leg is up', () => {
  const line = givenLine()
  line.ready('1001', { stands: true })
  assert.deepEqual(told(line), ['stand'])
  assert.equal(line.stateOf('1001'), 'ready')
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'browser' })
  assert.deepEqual(told(line), ['stand'])
})

test('given a leg that does not come up, it is given up and tried again ever more slowly', () => {
  const line = givenLine()
  const at = line.now
  const wishes = { wantsStandingLeg: true, autoAccept: false }
  line.tell({
    type: 'agent_set',
    at,
    agent: { id: '1', name: '', extension: '1', group: 'phone', skills: [], ...wishes },
  })
  line.tell({ type: 'phone_up', at, agentId: '1', device: 'browser' })
  line.pass(5_000)
  assert.deepEqual(told(line), ['stand', 'hang_up'])
  line.pass(1_000)
  assert.deepEqual(told(line), ['stand', 'hang_up', 'stand'])
  const leg = agentOf(line, '1').risingLeg ?? ''
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'unreachable' })
  line.pass(1_750)
  assert.equal(told(line).length, 3)
  line.pass(250)
  assert.equal(told(line).length, 4)
})

test('the pause between two tries never shrinks and never exceeds ten seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), n => {
      assert.ok(retryAfterMs(n) <= retryAfterMs(n + 1))
      assert.ok(retryAfterMs(n) >= 1_000 && retryAfterMs(n) <= 10_000)
    }),
  )
})

test('given an agent who takes offers by himself, the caller is answered in the turn in which he arrives', () => {
  const [line, leg] = standing({ autoAccept: true })
  const { effects } = line.call('c1')
  assert.deepEqual(effects, [
    { do: 'answer', callId: 'c1' },
    { do: 'connect', callId: 'c1', leg, bridge: 'c1-bridge' },
  ])
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 0)
})

test('given such an agent and a notice, the talk begins at the end of the notice', () => {
  const [line] = standing({ autoAccept: true, notice: 'recording-notice' })
  line.call('c1')
  assert.deepEqual(told(line), ['answer', 'play'])
  line.now += 5_000
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  assert.deepEqual(told(line), ['answer', 'play', 'connect'])
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 5_000)
})

test('given such an agent who is free again while somebody waits, that one is answered at once', () => {
  const [line] = standing({ autoAccept: true })
  line.call('c1')
  line.call('c2')
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  line.command('1001', { name: 'ready' })
  assert.equal(line.callState('c2'), 'talking')
})

test('given the answer of a standing leg is told again while it is offered a call, nothing is accepted', () => {
  const [line, leg] = standing()
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg })
  assert.equal(line.callState('c1'), 'offered')
})

test('given a standing leg that ends while a call is offered to it, the caller keeps his place and nothing is held against the agent', () => {
  const [line, leg] = standing()
  line.call('c1')
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'normal' })
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'withdrawn')
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.stateOf('1001'), 'offline')
  line.pass(500)
  const next = agentOf(line).risingLeg ?? ''
  assert.notEqual(next, '')
  line.tell({ type: 'leg_answered', at: line.now, leg: next })
  assert.equal(line.stateOf('1001'), 'reserved')
})

test('given a page that reloads in a talk, the caller hears music and both are joined again when its leg is up', () => {
  const [line, leg] = inTalk()
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'normal' })
  assert.deepEqual(told(line), ['hold'])
  assert.equal(line.callState('c1'), 'talking')
  assert.equal(line.factsOf('leg_ended')[0]?.talkMs, 20_000)
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'browser' })
  line.now += 400
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'browser' })
  line.pass(250)
  const next = agentOf(line).risingLeg ?? ''
  line.tell({ type: 'leg_answered', at: line.now, leg: next })
  assert.deepEqual(line.effects.slice(-2), [
    { do: 'music', callId: 'c1', on: false },
    { do: 'connect', callId: 'c1', leg: next, bridge: 'c1-bridge' },
  ])
  assert.equal(line.stateOf('1001'), 'talking')
  assert.equal(line.factsOf('call_answered').length, 1)
  assert.equal(line.factsOf('leg_joined')[0]?.leg, next)
  assert.equal(line.factsOf('call_resumed')[0]?.heldMs, 650)
})

test('given a page that does not come back, the caller waits for another agent, before all who came later, and his answer stands', () => {
  const [line, leg] = inTalk()
  line.call('c2')
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'browser' })
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'lost' })
  line.pass(15_000)
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.callState('c1'), 'queued')
  line.ready('1002')
  line.tell({ type: 'leg_answered', at: line.now, leg: agentOf(line, '1002').leg ?? '' })
  assert.equal(agentOf(line, '1002').callId, 'c1')
  assert.equal(line.factsOf('call_answered').length, 1)
  assert.equal(line.factsOf('transfer_ended')[0]?.result, 'taken_over')
  line.now += 5_000
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  const [end] = line.factsOf('call_ended')
  assert.equal(end?.cause, 'completed')
  assert.equal(end?.talkMs, 40_000)
})

test('given a kept caller who hangs up, his call is completed and the agent has his wrap-up', () => {
  const [line, leg] = inTalk()
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'lost' })
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'completed')
  assert.equal(line.stateOf('1001'), 'wrap_up')
})

test('given an answered caller who gives up waiting for another agent, no wait is booked as lost, and he is to be rung back', () => {
  const [line, leg] = inTalk()
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'browser' })
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'lost' })
  line.pass(20_000)
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.equal(line.factsOf('call_abandoned').length, 0)
  assert.equal(line.factsOf('transfer_ended')[0]?.result, 'caller_left')
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'completed')
  assert.equal(line.factsOf('missed_call').length, 1)
})

test('given another page that takes the phone over in a talk, the old leg is hung up and the caller goes on with the new one', () => {
  const [line, leg] = inTalk()
  line.tell({ type: 'phone_renewed', at: line.now, agentId: '1001' })
  assert.deepEqual(line.effects, [{ do: 'hang_up', channel: leg, why: 'another page has taken the phone over' }])
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'cancelled' })
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'browser' })
  line.pass(500)
  line.tell({ type: 'leg_answered', at: line.now, leg: agentOf(line).risingLeg ?? '' })
  assert.equal(line.effects.at(-1)?.do, 'connect')
  assert.equal(line.stateOf('1001'), 'talking')
})

test('given a browser phone without a standing leg that is lost in a talk, it is rung again and joins when it answers', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'browser' })
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'desk' })
  line.tell({ type: 'phone_down', at: line.now, agentId: '1001', device: 'browser' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  line.effects.length = 0
  line.tell({ type: 'phone_up', at: line.now, agentId: '1001', device: 'browser' })
  assert.equal(line.effects[0]?.do, 'ring')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-2' })
  assert.equal(line.effects.at(-1)?.do, 'connect')
})

test('given a desk phone that hangs up, the talk is over: nobody is kept', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  assert.equal(line.factsOf('call_ended')[0]?.by, 'agent')
})

test('given a restarted server that finds a standing leg, it stands again without a new call', () => {
  const line = givenLine()
  const at = line.now
  line.ready('1001', { stands: true })
  const leg = agentOf(line).standingLeg ?? ''
  line.tell({ type: 'leg_ended', at, leg, how: 'lost' })
  line.tell({ type: 'standing_leg_found', at, agentId: '1001', leg: '1001-stand-7' })
  assert.equal(agentOf(line).standingLeg, '1001-stand-7')
  assert.equal(line.stateOf('1001'), 'ready')
  line.pass(20_000)
  assert.equal(line.effects.filter(effect => effect.do === 'stand').length, 1)
})

test('given a caller on music whom the watchdog moves to the native queue, his answer stands there', () => {
  const [line, leg] = inTalk()
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'lost' })
  line.tell({ type: 'to_fallback', at: line.now, callId: 'c1', why: 'WATCHDOG' })
  assert.equal(line.callState('c1'), 'fallback')
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.tell({ type: 'fallback_answered', at: line.now, callId: 'c1', agentId: '1001', leg: 'n1' })
  assert.equal(line.factsOf('call_answered').length, 1)
  assert.equal(line.factsOf('call_returned').length, 0)
  assert.equal(line.callState('c1'), 'talking')
})

test('given that Asterisk is out of reach, who takes a caller is joined with him when it is back, and his answer counts from then', () => {
  const [line, leg] = standing()
  line.call('c1')
  line.tell({ type: 'telephony_down', at: line.now })
  line.effects.length = 0
  line.now += 1_000
  assert.equal(line.command('1001', { name: 'accept', offerId: 'c1-offer-1' }).refusal, null)
  assert.deepEqual(told(line), [])
  assert.equal(line.callState('c1'), 'offered')
  line.now += 2_000
  line.tell({ type: 'telephony_up', at: line.now })
  assert.ok(line.effects.some(effect => effect.do === 'connect' && effect.leg === leg))
  const [answered] = line.factsOf('call_answered')
  assert.deepEqual([answered?.at, answered?.waitMs], [line.now, 3_000])
})

test('given that Asterisk is out of reach when the notice of a taken caller is over, he is joined when it is back', () => {
  const [line] = standing({ notice: 'recording-notice', autoAccept: true })
  line.call('c1')
  line.tell({ type: 'telephony_down', at: line.now })
  line.pass(7_000)
  assert.deepEqual([line.callState('c1'), line.factsOf('call_answered').length], ['offered', 0])
  line.tell({ type: 'telephony_up', at: line.now })
  assert.deepEqual([line.callState('c1'), line.factsOf('call_answered')[0]?.waitMs], ['talking', 7_000])
})

test('given that Asterisk stays out of reach, the offer of who took his caller is withdrawn and not held against him', () => {
  const [line] = standing()
  line.call('c1')
  line.tell({ type: 'telephony_down', at: line.now })
  line.command('1001', { name: 'accept', offerId: 'c1-offer-1' })
  line.pass(20_000)
  assert.deepEqual([line.factsOf('offer_ended')[0]?.result, line.stateOf('1001')], ['withdrawn', 'ready'])
  assert.equal(line.callState('c1'), 'queued')
})
