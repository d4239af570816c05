import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../../../src/domain/sorted.ts'
import type { Contact, Target } from '../../../src/domain/transfer/party.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const contact = (number: string, unit: string | null = null): Contact => ({
  id: number,
  name: { zh: number, en: number },
  number,
  unit,
})
const water: Target = { kind: 'department', contacts: [contact('+8651388881111')] }
const told = (line: LineUnderTest) => line.effects.map(effect => effect.do)
const callOf = (line: LineUnderTest) => {
  const call = get(line.line.calls, 'c1')
  assert.ok(call)
  return call
}
const agentOf = (line: LineUnderTest, id: string) => {
  const agent = get(line.line.agents, id)
  assert.ok(agent)
  return agent
}

/** Agent 1001 talks with c1 for 20 s; 1002 is ready. */
const inTalk = (): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null }), givenQueue({ id: 'enterprise', dialledNumbers: ['12349'] }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.ready('1002')
  line.now += 20_000
  line.effects.length = 0
  return line
}
const answered = (line: LineUnderTest, leg: string) => line.tell({ type: 'leg_answered', at: line.now, leg })
const gone = (line: LineUnderTest, leg: string, how: 'normal' | 'busy' | 'no_answer' = 'normal') =>
  line.tell({ type: 'leg_ended', at: line.now, leg, how })
/** All is over, once and as completed, and everybody is free again. */
const isWhole = (line: LineUnderTest): void => {
  assert.equal(line.factsOf('call_answered').length, 1)
  assert.equal(line.factsOf('call_ended').length, 1)
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'completed')
  assert.equal(line.factsOf('party_called').length, line.factsOf('party_ended').length + joinedAsHeirs(line))
  assert.equal(line.callState('c1'), undefined)
}
const joinedAsHeirs = (line: LineUnderTest) =>
  line.factsOf('handed_over').filter(({ toAgentId }) => toAgentId !== null).length

test('given a caller on hold, he hears music until he is brought back, and the time is booked once', () => {
  const line = inTalk()
  line.command('1001', { name: 'hold' })
  line.command('1001', { name: 'hold' })
  line.now += 7_000
  line.command('1001', { name: 'resume' })
  line.command('1001', { name: 'resume' })
  assert.deepEqual(told(line), ['hold', 'resume'])
  assert.equal(line.factsOf('call_resumed')[0]?.heldMs, 7_000)
})

test('given a transfer to a queue, the caller waits before all who came later, and wait and answer of the hotline stay as they were', () => {
  const line = inTalk()
  line.command('1001', { name: 'transfer', target: { kind: 'queue', queueId: 'enterprise' } })
  assert.deepEqual(told(line), ['hold', 'hang_up', 'ring'])
  assert.equal(agentOf(line, '1002').callId, 'c1')
  gone(line, 'c1-offer-1')
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.now += 3_000
  answered(line, 'c1-offer-2')
  assert.equal(callOf(line).queueId, 'enterprise')
  assert.equal(line.factsOf('transfer_ended')[0]?.waitMs, 3_000)
  line.now += 10_000
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  gone(line, 'c1-offer-2')
  assert.deepEqual(
    line.factsOf('leg_ended').map(({ agentId, talkMs }) => [agentId, talkMs]),
    [
      ['1001', 20_000],
      ['1002', 10_000],
    ],
  )
  assert.equal(line.factsOf('call_ended')[0]?.talkMs, 33_000)
  isWhole(line)
})

test('given a transfer to an agent, he alone is rung; when he declines, the caller waits for anybody', () => {
  const line = inTalk()
  line.ready('1003')
  line.command('1001', { name: 'transfer', target: { kind: 'agent', agentId: '1003' } })
  assert.equal(line.stateOf('1003'), 'reserved')
  assert.equal(line.factsOf('offer_made').at(-1)?.reason.chosenBy, 'transfer')
  gone(line, 'c1-offer-2', 'busy')
  assert.equal(agentOf(line, '1002').callId, 'c1')
})

test('given a target that is unknown, busy, or the own number, nothing changes and the talk goes on', () => {
  const line = inTalk()
  line.ready('1003')
  line.command('1003', { name: 'pause', reason: 'meal' })
  const tries: [Target, string][] = [
    [{ kind: 'agent', agentId: '9999' }, 'no_such_target'],
    [{ kind: 'agent', agentId: '1001' }, 'own_number'],
    [{ kind: 'agent', agentId: '1003' }, 'target_busy'],
    [{ kind: 'queue', queueId: 'nowhere' }, 'no_such_target'],
    [{ kind: 'outside', contacts: [contact('12345')] }, 'own_number'],
    [{ kind: 'specialist', contacts: [] }, 'no_such_target'],
  ]
  const before = line.line
  for (const [target, refusal] of tries) {
    assert.equal(line.command('1001', { name: 'transfer', target }).refusal, refusal)
    assert.equal(line.command('1001', { name: 'bring_in', target, mode: 'consult' }).refusal !== null, true)
  }
  assert.deepEqual(line.line, before)
  assert.deepEqual(told(line), [])
  assert.equal(line.command('1002', { name: 'hold' }).refusal, 'not_talking')
})

test('given a consultation that is handed over, the caller goes on with the other agent, each with a talk of his own', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'consult' })
  assert.deepEqual(told(line), ['hold', 'ring'])
  assert.equal(line.command('1001', { name: 'hand_over' }).refusal, 'nobody_joined')
  line.now += 2_000
  answered(line, 'c1-offer-2')
  assert.equal(line.effects.at(-1)?.do, 'join')
  line.now += 5_000
  line.effects.length = 0
  line.command('1001', { name: 'hand_over' })
  assert.deepEqual(told(line), ['resume', 'hang_up'])
  gone(line, 'c1-offer-1')
  assert.equal(callOf(line).agentId, '1002')
  line.now += 10_000
  line.command('1002', { name: 'hang_up' })
  gone(line, 'c1-offer-2')
  assert.deepEqual(
    line.factsOf('leg_ended').map(({ agentId, talkMs }) => [agentId, talkMs]),
    [
      ['1001', 27_000],
      ['1002', 15_000],
    ],
  )
  isWhole(line)
})

test('given a consultation, the agent may go back to his caller, or make it a talk of three', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: water, mode: 'consult' })
  answered(line, 'c1-party-2')
  line.command('1001', { name: 'resume' })
  assert.deepEqual(told(line), ['hold', 'call_out', 'join', 'resume'])
  const [party] = callOf(line).parties
  line.command('1001', { name: 'drop_party', partyId: party?.id ?? '' })
  assert.equal(line.effects.at(-1)?.do, 'hang_up')
  assert.equal(callOf(line).parties.length, 0)
  gone(line, 'c1-party-2')
  line.command('1001', { name: 'bring_in', target: water, mode: 'consult' })
  answered(line, 'c1-party-3')
  line.command('1001', { name: 'drop_party', partyId: 'c1-party-3' })
  assert.equal(line.effects.at(-1)?.do, 'resume')
  line.command('1001', { name: 'hang_up' })
  isWhole(line)
})

test('given a policy specialist who does not answer within 20 s, the next one is called, and the first unit has it in its books', () => {
  const line = inTalk()
  const contacts = [contact('+8651388880001', 'tax'), contact('+8651388880002', 'labour')]
  line.command('1001', { name: 'bring_in', target: { kind: 'specialist', contacts }, mode: 'join' })
  const [first] = line.effects
  assert.ok(first?.do === 'call_out' && first.ringMs === 20_000)
  line.now += 20_000
  gone(line, 'c1-party-2', 'no_answer')
  assert.deepEqual(
    line.factsOf('party_called').map(({ unit }) => unit),
    ['tax', 'labour'],
  )
  assert.equal(line.factsOf('party_ended')[0]?.how, 'no_answer')
  answered(line, 'c1-party-3')
  assert.equal(callOf(line).heldSince, null)
  line.now += 60_000
  gone(line, 'c1-party-3')
  assert.equal(line.factsOf('party_ended')[1]?.talkMs, 60_000)
  assert.equal(line.callState('c1'), 'talking')
})

test('given a specialist who hangs up first in a consultation, the caller is back with his agent', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: water, mode: 'consult' })
  answered(line, 'c1-party-2')
  line.effects.length = 0
  gone(line, 'c1-party-2')
  assert.deepEqual(told(line), ['resume'])
  assert.deepEqual(callOf(line).lastParty?.how, 'normal')
})

test('given a contact that is never told to have ended, the call to it is given up by our own deadline', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: water, mode: 'consult' })
  line.pass(42_000)
  assert.deepEqual(told(line), ['hold', 'call_out', 'hang_up', 'resume'])
})

test('given an emergency service called in with one click, the caller stays in the talk from the first moment', () => {
  const line = inTalk()
  const police: Target = { kind: 'emergency', contacts: [contact('110')] }
  line.command('1001', { name: 'bring_in', target: police, mode: 'join' })
  answered(line, 'c1-party-2')
  assert.deepEqual(told(line), ['call_out', 'join'])
  line.command('1001', { name: 'hand_over' })
  gone(line, 'c1-offer-1')
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.callState('c1'), 'talking')
  line.now += 30_000
  gone(line, 'c1-party-2')
  assert.equal(line.factsOf('call_ended')[0]?.by, 'party')
  isWhole(line)
})

test('given a blind transfer to a department, the caller hears music until it answers; if it does not, an agent has him again', () => {
  const line = inTalk()
  line.command('1002', { name: 'pause', reason: 'meal' })
  line.command('1001', { name: 'transfer', target: water })
  assert.deepEqual(told(line), ['hold', 'call_out', 'hang_up'])
  gone(line, 'c1-offer-1')
  line.now += 4_000
  const other = inTalk()
  other.command('1001', { name: 'transfer', target: water })
  other.now += 4_000
  answered(other, 'c1-party-2')
  assert.deepEqual(told(other).slice(-2), ['join', 'resume'])
  assert.equal(other.factsOf('transfer_ended')[0]?.waitMs, 4_000)
  gone(line, 'c1-party-2', 'busy')
  assert.equal(line.callState('c1'), 'queued')
  line.command('1002', { name: 'ready' })
  assert.equal(agentOf(line, '1002').callId, 'c1')
})

test('given a caller who hangs up in a consultation, all who were called are told to end', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'consult' })
  answered(line, 'c1-offer-2')
  line.command('1001', { name: 'bring_in', target: water, mode: 'consult' })
  line.effects.length = 0
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.deepEqual(told(line), ['hang_up', 'hang_up', 'hang_up'])
  for (const leg of ['c1-offer-1', 'c1-offer-2', 'c1-party-3']) gone(line, leg)
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.stateOf('1002'), 'wrap_up')
  isWhole(line)
})

test('given a talk of three on standing legs, when the first agent loses his phone, the caller stays with the other', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001', { stands: true, autoAccept: true })
  const leg = agentOf(line, '1001').standingLeg ?? ''
  line.call('c1')
  line.ready('1002', { stands: true, autoAccept: true })
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'consult' })
  assert.equal(line.stateOf('1002'), 'talking')
  line.tell({ type: 'leg_ended', at: line.now, leg, how: 'lost' })
  assert.equal(callOf(line).agentId, '1002')
  assert.equal(callOf(line).heldSince, null)
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.command('1002', { name: 'hang_up' })
  isWhole(line)
})

test('given an agent who was called in and declines, nothing is held against him and the caller is back', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'consult' })
  line.command('1002', { name: 'decline', offerId: 'c1-offer-2' })
  assert.deepEqual(told(line), ['hold', 'ring', 'hang_up', 'resume'])
  gone(line, 'c1-offer-2')
  assert.equal(line.stateOf('1002'), 'ready')
})

test('given an agent who was called in and takes part, he has no say over the caller, and leaves alone', () => {
  const line = inTalk()
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'join' })
  answered(line, 'c1-offer-2')
  assert.equal(line.command('1002', { name: 'hold' }).refusal, 'not_your_caller')
  line.command('1002', { name: 'hang_up' })
  gone(line, 'c1-offer-2')
  assert.equal(line.stateOf('1002'), 'wrap_up')
  assert.equal(line.callState('c1'), 'talking')
})

test('given three who were called in, a fourth is refused', () => {
  const line = inTalk()
  for (let n = 0; n < 3; n += 1) line.command('1001', { name: 'bring_in', target: water, mode: 'join' })
  assert.equal(line.command('1001', { name: 'bring_in', target: water, mode: 'join' }).refusal, 'too_many_parties')
})

test('given an agent who signs out in a talk, the talk goes on, and he is signed out after his wrap-up', () => {
  const line = inTalk()
  line.command('1001', { name: 'sign_out' })
  assert.equal(line.callState('c1'), 'talking')
  line.command('1001', { name: 'hang_up' })
  gone(line, 'c1-offer-1')
  line.pass(10_000)
  assert.equal(agentOf(line, '1001').signedIn, false)
})
