import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizen, givenVisits } from './given-task.ts'

test('given a caller who waits for this agent, no task is given to him', () => {
  const { under, visitor, give } = givenVisits()
  under.call('call-1')
  visitor('1001')
  // the caller has him already
  assert.equal(give('1001'), 'not_allowed_now')
  assert.equal(under.factsOf('task_offered').length, 0)
})

test('given an agent who only looks at a task, when somebody calls and nobody is free, then the task goes back and the caller has him', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  const callId = give('1001', { mode: 'preview' })
  under.call('call-1')
  assert.equal(under.factsOf('task_given_back')[0]?.why, 'caller_waits')
  assert.equal(under.callState(callId), undefined)
  assert.equal(under.callState('call-1'), 'offered')
  assert.equal(under.factsOf('offer_made')[0]?.agentId, '1001')
  assert.equal(under.last.complaints.length, 0)
})

test('given an agent who looks at a task and another who is free, when somebody calls, then the first goes on looking', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  under.ready('1002')
  const callId = give('1001', { mode: 'preview' })
  under.call('call-1')
  assert.equal(under.callState(callId), 'previewed')
  assert.equal(under.factsOf('offer_made')[0]?.agentId, '1002')
})

test('given a phone that rings at a citizen, when somebody calls, then the ringing goes on: nobody is called for nothing', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  under.call('call-1')
  assert.equal(under.callState(callId), 'dialled')
  assert.equal(under.callState('call-1'), 'queued')
})

test('given a number of agents who must stay free, a task is given out only above it', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  assert.equal(give('1001', { keepReady: 1 }), 'too_few_ready')
  under.ready('1002')
  assert.equal(give('1001', { keepReady: 1 }), 'out-1')
})

test('given a citizen who is in a call with the hotline, nobody rings him', () => {
  const { under, visitor, give } = givenVisits()
  under.ready('1002')
  under.call('call-1', { number: citizen })
  visitor('1001')
  assert.equal(give('1001'), 'number_in_call')
})

test('given two agents, no number is dialled for both at once', () => {
  const { visitor, give } = givenVisits()
  visitor('1001')
  visitor('1002')
  assert.equal(give('1001', {}, 'a'), 'out-a')
  assert.equal(give('1002', { taskId: 'task-2' }, 'b'), 'number_in_call')
})

test('given an agent without the skill of the campaign, or a queue of callers, a task is refused', () => {
  const { under, visitor, give } = givenVisits()
  under.ready('1002')
  assert.equal(give('1002'), 'no_such_target')
  visitor('1001')
  assert.equal(give('1001', { queueId: 'hotline' }), 'no_such_target')
  assert.equal(give('1003'), 'agent_unknown')
})

test('given no connection to Asterisk, no task is given out', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  under.tell({ type: 'telephony_down', at: under.now })
  assert.equal(give('1001'), 'telephony_down')
})

test('given a task that is looked at, its agent may dial it, give it back, or let its time pass', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  give('1001', { mode: 'preview' }, 'a')
  under.command('1001', { name: 'give_back' })
  assert.equal(under.factsOf('task_given_back')[0]?.why, 'given_back')
  assert.equal(under.stateOf('1001'), 'ready')
  give('1001', { mode: 'preview' }, 'b')
  under.command('1001', { name: 'dial' })
  assert.equal(under.callState('out-b'), 'dialled')
  assert.equal(under.command('1001', { name: 'give_back' }).refusal, 'not_allowed_now')
})

test('given a task that is looked at too long, it goes back and its agent is paused', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  give('1001', { mode: 'preview' })
  under.pass(120_000)
  assert.equal(under.factsOf('task_given_back')[0]?.why, 'too_long')
  assert.equal(under.stateOf('1001'), 'paused')
})

test('given a task that is looked at, when the page of its agent goes, then it goes back', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  give('1001', { mode: 'preview' })
  under.tell({ type: 'console_down', at: under.now, agentId: '1001' })
  assert.equal(under.factsOf('task_given_back')[0]?.why, 'agent_gone')
  assert.equal(under.stateOf('1001'), 'offline')
})
