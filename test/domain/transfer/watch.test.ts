import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeaderCommand } from '../../../src/domain/event.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const told = (line: LineUnderTest) => line.effects.map(effect => effect.do)
const lead = (line: LineUnderTest, command: LeaderCommand, leaderId: string | null = '2001') =>
  line.tell({ type: 'leader_command', at: line.now, by: 'leader', leaderId, command })
const agentOf = (line: LineUnderTest, id: string) => {
  const agent = get(line.line.agents, id)
  assert.ok(agent)
  return agent
}

/** 1001 talks with c1 on a standing leg; the leader 2001 is paused, on a standing leg too. */
const inTalk = (): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001', { stands: true, autoAccept: true })
  line.call('c1')
  line.ready('2001', { stands: true, group: 'leader' })
  line.command('2001', { name: 'pause', reason: 'other_work' })
  line.effects.length = 0
  return line
}

test('given a leader who listens, then speaks to the agent alone, then comes in, each is one step and booked with his name', () => {
  const line = inTalk()
  const { leg: target } = agentOf(line, '1001')
  lead(line, { name: 'listen', agentId: '1001' })
  const { leg } = agentOf(line, '2001')
  assert.deepEqual(line.effects, [{ do: 'watch', leg, target, speaks: false }])
  lead(line, { name: 'whisper', agentId: '1001' })
  assert.deepEqual(line.effects.at(-1), { do: 'watch', leg, target, speaks: true })
  line.effects.length = 0
  lead(line, { name: 'barge', agentId: '1001' })
  assert.deepEqual(told(line), ['join', 'unwatch'])
  assert.deepEqual(
    line.factsOf('agent_watched').map(({ by, mode }) => [by, mode]),
    [
      ['leader', 'listen'],
      ['leader', 'whisper'],
      ['leader', 'barge'],
    ],
  )
})

test('given a leader who has heard enough, he is as he was before, and nobody notices in the talk', () => {
  const line = inTalk()
  lead(line, { name: 'listen', agentId: '1001' })
  line.effects.length = 0
  line.command('2001', { name: 'hang_up' })
  assert.deepEqual(told(line), ['disconnect', 'unwatch'])
  assert.equal(line.stateOf('2001'), 'paused')
  assert.equal(agentOf(line, '2001').reason, 'other_work')
  assert.equal(line.callState('c1'), 'talking')
})

test('given a leader who takes over, the caller is his and the agent has his wrap-up', () => {
  const line = inTalk()
  assert.equal(lead(line, { name: 'take_over', agentId: '1001' }).refusal, 'nobody_joined')
  lead(line, { name: 'whisper', agentId: '1001' })
  lead(line, { name: 'take_over', agentId: '1001' })
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(get(line.line.calls, 'c1')?.agentId, '2001')
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.equal(line.factsOf('call_ended').length, 1)
})

test('given a talk that ends, or an agent who hands over, while a leader listens, the leader is let go', () => {
  const line = inTalk()
  lead(line, { name: 'listen', agentId: '1001' })
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.equal(line.stateOf('2001'), 'paused')
  const other = inTalk()
  lead(other, { name: 'listen', agentId: '1001' })
  assert.equal(other.command('1001', { name: 'hand_over' }).refusal, 'nobody_joined')
  other.command('1001', { name: 'transfer', target: { kind: 'queue', queueId: 'hotline' } })
  assert.equal(other.stateOf('2001'), 'paused')
})

test('given a leader without a phone, or with a caller of his own, he cannot listen, and nothing changes', () => {
  const line = inTalk()
  const before = line.line
  assert.equal(lead(line, { name: 'listen', agentId: '1001' }, null).refusal, 'phone_missing')
  assert.equal(lead(line, { name: 'listen', agentId: '9' }).refusal, 'agent_unknown')
  assert.equal(lead(line, { name: 'listen', agentId: '2001' }).refusal, 'own_number')
  assert.deepEqual(line.line, before)
})

test('given an agent who is listened to, he cannot send the leader away', () => {
  const line = inTalk()
  lead(line, { name: 'listen', agentId: '1001' })
  const partyId = get(line.line.calls, 'c1')?.parties[0]?.id ?? ''
  assert.equal(line.command('1001', { name: 'drop_party', partyId }).refusal, 'not_allowed_now')
})

test('given a forced state, it holds and is booked; an agent with a caller is not forced', () => {
  const line = inTalk()
  line.ready('1002')
  lead(line, { name: 'force', agentId: '1002', to: 'paused' })
  assert.equal(agentOf(line, '1002').reason, 'forced')
  lead(line, { name: 'force', agentId: '1002', to: 'signed_out' })
  assert.equal(agentOf(line, '1002').signedIn, false)
  assert.equal(lead(line, { name: 'force', agentId: '1002', to: 'ready' }).refusal, 'phone_missing')
  assert.equal(lead(line, { name: 'force', agentId: '1001', to: 'paused' }).refusal, 'not_allowed_now')
  assert.equal(line.factsOf('agent_forced').length, 2)
})

test('given a stuck agent who is freed, his caller is not lost but waits for another agent', () => {
  const line = inTalk()
  lead(line, { name: 'free', agentId: '1001' })
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('agent_forced')[0]?.to, 'freed')
  line.ready('1002')
  assert.equal(agentOf(line, '1002').callId, 'c1')
})

test('given a reserved agent who is freed, the caller goes on to the next one', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  lead(line, { name: 'free', agentId: '1001' }, null)
  line.tell({ type: 'time', at: line.now })
  assert.equal(line.callState('c1'), 'queued')
})
