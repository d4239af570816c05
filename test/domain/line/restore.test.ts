import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LastState, UnfinishedCall } from '../../../src/domain/line/restore.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const restarted = (but: Parameters<typeof givenQueue>[0] = {}): LineUnderTest => {
  const line = givenLine(givenQueue(but))
  for (const id of ['1001', '1002']) {
    const agent = {
      id,
      name: id,
      extension: id,
      group: 'phone',
      skills: [],
      wantsStandingLeg: false,
      autoAccept: false,
    }
    line.tell({ type: 'agent_set', at: line.now, agent })
  }
  line.facts.length = 0
  return line
}
const call = (id: string, arrivedAt: number, but: Partial<UnfinishedCall> = {}): UnfinishedCall => ({
  id,
  queueId: 'hotline',
  dialled: '12345',
  caller: { raw: '13812345678', number: '+8613812345678', withheld: false },
  priority: 5,
  arrivedAt,
  queuedAt: arrivedAt,
  answeredAt: null,
  agentId: null,
  leg: null,
  transferredAt: null,
  heldAt: null,
  furtherLeg: false,
  surveyedAt: null,
  parties: [],
  recordingPause: null,
  dismissedAt: null,
  fallback: false,
  offer: null,
  ...but,
})
const was = (agentId: string, state: LastState['state'], since: number, but: Partial<LastState> = {}): LastState => ({
  agentId,
  state,
  reason: null,
  since,
  until: null,
  next: null,
  resume: null,
  callId: null,
  leg: null,
  ...but,
})
const restore = (line: LineUnderTest, calls: UnfinishedCall[], agents: LastState[] = []) =>
  line.tell({ type: 'line_restored', at: line.now, unfinished: { calls, agents } })
const back = (line: LineUnderTest, agentId: string) => {
  line.tell({ type: 'phone_up', at: line.now, agentId, device: 'desk' })
  line.tell({ type: 'console_up', at: line.now, agentId })
}

test('given callers who waited, they are served in their old order with their old arrival', () => {
  const line = restarted()
  restore(line, [call('c2', line.now - 5_000), call('c1', line.now - 9_000)], [was('1001', 'ready', line.now - 60_000)])
  assert.equal(line.stateOf('1001'), 'offline')
  back(line, '1001')
  const offer = line.factsOf('offer_made')[0]
  assert.equal(offer?.callId, 'c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: offer?.leg ?? '' })
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 9_000)
  assert.equal(line.factsOf('call_arrived').length, 0)
})

test('given a talk in progress, it goes on with its timers and ends with its whole length', () => {
  const line = restarted()
  const at = line.now - 40_000
  const talk = call('c1', at - 3_000, { answeredAt: at, agentId: '1001', leg: 'c1-offer-1' })
  restore(line, [talk], [was('1001', 'talking', at, { callId: 'c1', leg: 'c1-offer-1' })])
  assert.equal(line.callState('c1'), 'talking')
  assert.equal(get(line.line.agents, '1001')?.since, at)
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  const ended = line.factsOf('call_ended')[0]
  assert.deepEqual([ended?.cause, ended?.talkMs], ['completed', 40_000])
  assert.equal(line.stateOf('1001'), 'wrap_up')
})

test('given an offer that rang, it still stands: whoever picks up talks', () => {
  const line = restarted()
  const offer = { id: 'c1-offer-1', agentId: '1001', madeAt: line.now - 2_000 }
  restore(
    line,
    [call('c1', line.now - 2_000, { offer })],
    [was('1001', 'reserved', line.now - 2_000, { callId: 'c1' })],
  )
  assert.equal(line.callState('c1'), 'offered')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  assert.equal(line.callState('c1'), 'talking')
})

test('given an offer that is gone, nothing is held against the agent and the caller keeps his place', () => {
  const line = restarted()
  const offer = { id: 'c1-offer-1', agentId: '1001', madeAt: line.now - 2_000 }
  restore(
    line,
    [call('c1', line.now - 2_000, { offer })],
    [was('1001', 'reserved', line.now - 2_000, { callId: 'c1' })],
  )
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'lost' })
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'withdrawn')
  assert.equal(line.stateOf('1001'), 'offline')
  assert.equal(get(line.line.agents, '1001')?.resume, 'ready')
  assert.equal(line.callState('c1'), 'queued')
})

test('given an agent in a pause, in wrap-up with a wish, or away for a moment, he becomes what he was', () => {
  const line = restarted()
  const until = line.now + 8_000
  restore(
    line,
    [],
    [
      was('1001', 'paused', line.now - 1_000, { reason: 'meal' }),
      was('1002', 'wrap_up', line.now - 2_000, { until, next: { state: 'paused', reason: 'break' }, callId: 'c0' }),
    ],
  )
  back(line, '1001')
  back(line, '1002')
  assert.equal(get(line.line.agents, '1001')?.reason, 'meal')
  assert.equal(get(line.line.agents, '1002')?.until, until)
  line.pass(8_000)
  assert.equal(get(line.line.agents, '1002')?.reason, 'break')

  const again = restarted()
  restore(again, [], [was('1001', 'offline', again.now - 500, { resume: 'ready' })])
  back(again, '1001')
  assert.equal(again.stateOf('1001'), 'ready')
})

test('given a caller who was told that nobody is free, the last word ends and he is hung up', () => {
  const line = restarted()
  restore(line, [call('c1', line.now - 90_000, { dismissedAt: line.now - 19_000 })])
  line.pass(1_500)
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'overflow')
})
