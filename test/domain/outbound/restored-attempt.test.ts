import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UnfinishedAttempt } from '../../../src/domain/outbound/restore-attempt.ts'
import { get } from '../../../src/domain/sorted.ts'
import { citizen, doneSince, givenVisits } from './given-task.ts'

const callId = 'out-1'
const leg = 'to-out-1-offer-1'

/** A line that begins where the ledger of another ended: 4 s ago a citizen was dialled for a task, with this agent's desk phone in the bridge. */
const givenRestored = (but: Partial<UnfinishedAttempt> = {}) => {
  const given = givenVisits()
  const { under } = given
  const agent = { id: '1001', name: '1001', extension: '1001', group: 'phone', wantsStandingLeg: false }
  const skills = [{ skill: 'visit', level: 1 }]
  under.tell({ type: 'agent_set', at: under.now, agent: { ...agent, skills, autoAccept: false } })
  const arrivedAt = under.now - 4_000
  const attempt: UnfinishedAttempt = {
    ...{ id: callId, queueId: 'visits', dialled: '12345', priority: 5, arrivedAt, queuedAt: null, answeredAt: null },
    ...{ caller: { raw: citizen, number: citizen, withheld: false }, agentId: null, leg: null, transferredAt: null },
    ...{ heldAt: null, furtherLeg: false, surveyedAt: null, parties: [], recordingPause: null, dismissedAt: null },
    ...{ fallback: false, offer: null, taskId: 'task-1', campaignId: 'satisfaction', purpose: 'satisfaction_visit' },
    ...{ number: citizen, byAgentId: '1001', endedAt: null, network: null, ringMs: 45_000 },
    ...but,
  }
  const reserved = { agentId: '1001', state: 'reserved', reason: null, since: arrivedAt, until: null } as const
  const agents = [{ ...reserved, next: null, resume: null, callId, leg: null }]
  under.tell({ type: 'line_restored', at: under.now, unfinished: { calls: [], agents, attempts: [attempt] } })
  under.tell({ type: 'telephony_up', at: under.now })
  under.tell({ type: 'phone_up', at: under.now, agentId: '1001', device: 'desk' })
  under.tell({ type: 'console_up', at: under.now, agentId: '1001' })
  return {
    ...given,
    found: () => under.tell({ type: 'dial_progressed', at: under.now, callId, early: false, leg }),
    legOf: () => get(under.line.agents, '1001')?.leg,
  }
}

test('given an attempt that was taken up from the ledger and whose leg was found, when the citizen answers, then he talks to the agent who waits for him', () => {
  const { under, found, answers } = givenRestored()
  found()
  const before = under.effects.length
  under.pass(3_000)
  answers(callId)
  assert.equal(under.stateOf('1001'), 'talking')
  assert.equal(get(under.line.calls, callId)?.leg, leg)
  assert.deepEqual(doneSince(under, before), [], 'nobody is hung up')
  assert.equal(under.factsOf('attempt_answered')[0]?.ringMs, 7_000)
})

test('given an attempt that was taken up from the ledger and ends before it was found whose leg waits, when that is found, then that leg is hung up', () => {
  for (const type of ['dial_progressed', 'dial_answered'] as const) {
    const { under, found, fails, closed } = givenRestored()
    fails(callId, { cause: 21, sip: 603 })
    const before = under.effects.length
    if (type === 'dial_progressed') found()
    else under.tell({ type, at: under.now, callId, leg })
    assert.deepEqual(
      under.effects.slice(before).map(effect => effect.do === 'hang_up' && effect.channel),
      [leg],
    )
    under.pass(8_000)
    assert.deepEqual([closed()[0]?.outcome, under.stateOf('1001')], ['rejected', 'ready'])
  }
})

test('given such an attempt, when nobody answers it, then the phone that waited is hung up, and its agent is free after his time', () => {
  const { under, found, fails, closed } = givenRestored()
  found()
  const before = under.effects.length
  fails(callId, { cause: 17, sip: 486 })
  const hungUp = under.effects.slice(before).map(effect => effect.do === 'hang_up' && effect.channel)
  assert.deepEqual(hungUp, [leg])
  under.pass(8_000)
  assert.deepEqual([closed()[0]?.outcome, under.stateOf('1001')], ['busy', 'ready'])
})

test('given such an attempt, when the phone that waits is hung up, then the citizen is rung no more', () => {
  const { under, found, closed } = givenRestored()
  found()
  under.tell({ type: 'leg_ended', at: under.now, leg, how: 'normal' })
  assert.ok(under.effects.some(effect => effect.do === 'hang_up' && effect.channel === callId))
  assert.equal(closed()[0]?.outcome, 'cancelled')
})

test('given an attempt that was taken up and with which nobody’s leg was found, it is ended before somebody answers to silence', () => {
  const { under, closed } = givenRestored()
  under.tell({ type: 'caller_left', at: under.now, callId, how: 'cancelled' })
  assert.ok(under.effects.some(effect => effect.do === 'hang_up' && effect.channel === callId))
  under.pass(8_000)
  assert.deepEqual([closed()[0]?.outcome, under.stateOf('1001')], ['cancelled', 'ready'])
  assert.equal(under.factsOf('attempt_ended')[0]?.by, 'system')
})

test('given an attempt that was taken up and whose leg was found, it rings as long as its campaign says from its dialling on, and is no answer then', () => {
  const { under, found, closed } = givenRestored()
  found()
  under.pass(40_999)
  assert.equal(under.callState(callId), 'dialled')
  under.pass(1)
  assert.equal(under.callState(callId), 'concluded')
  under.pass(8_000)
  assert.equal(closed()[0]?.outcome, 'no_answer')
})

test('given such an attempt, what is found of it a second time changes nothing', () => {
  const { under, found, legOf } = givenRestored()
  found()
  const { line } = under
  under.tell({ type: 'dial_progressed', at: under.now, callId, early: false, leg: 'another' })
  assert.equal(under.line, line)
  assert.equal(legOf(), leg)
})
