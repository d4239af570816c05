import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextDeadline } from '../../../src/domain/line/line.ts'
import { get, size } from '../../../src/domain/sorted.ts'
import { citizen, doneSince, givenVisits, standingLeg } from './given-task.ts'

test('given a ready agent whose leg stands, when a progressive task is given to him, the attempt is booked and the citizen is dialled with the agent in the bridge', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001')
  const before = under.effects.length
  const callId = give('1001')
  assert.deepEqual(doneSince(under, before), ['dial'])
  const [began] = under.factsOf('attempt_began')
  assert.deepEqual([began?.callId, began?.number, began?.agentId], [callId, citizen, '1001'])
  const dialled = under.effects.at(-1)
  assert.equal(dialled?.do === 'dial' && dialled.leg, standingLeg(under, '1001'))
  assert.equal(dialled?.do === 'dial' && dialled.shownNumber, '12345')
  assert.equal(under.stateOf('1001'), 'reserved')
})

test('given an attempt that a citizen answers, when he has been asked and hangs up, then it closes by what the agent says, once', () => {
  const { under, visitor, give, answers, leaves, says, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  under.pass(7_000)
  answers(callId)
  assert.equal(under.stateOf('1001'), 'talking')
  assert.equal(under.factsOf('attempt_answered')[0]?.ringMs, 7_000)
  under.pass(30_000)
  leaves(callId)
  assert.equal(under.factsOf('attempt_ended')[0]?.talkMs, 30_000)
  assert.equal(under.stateOf('1001'), 'wrap_up')
  assert.equal(closed().length, 0)
  says('1001', 'rated')
  assert.deepEqual(
    closed().map(fact => [fact.outcome, fact.byAgent, fact.byNetwork]),
    [['rated', 'rated', 'uncoded']],
  )
  assert.equal(under.stateOf('1001'), 'ready')
  assert.equal(size(under.line.calls), 0)
  assert.deepEqual(under.last.complaints, [])
})

test('given a talk with a citizen, when its agent says what came of it, then the talk ends and he is free at once', () => {
  const { under, visitor, give, answers, says, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  answers(callId)
  under.pass(5_000)
  const before = under.effects.length
  says('1001', 'refused')
  assert.deepEqual(doneSince(under, before), ['hang_up', 'disconnect'])
  assert.equal(under.stateOf('1001'), 'ready')
  assert.equal(closed()[0]?.outcome, 'refused')
  assert.equal(under.factsOf('attempt_ended')[0]?.by, 'agent')
})

for (const [told, outcome] of [
  [{ cause: 17, sip: 486 }, 'busy'],
  [{ cause: 21, sip: 603 }, 'rejected'],
  [{ cause: 21, sip: 403 }, 'rejected'],
  [{ cause: 19, sip: 480 }, 'unreachable'],
  [{ cause: 1, sip: 404 }, 'empty_number'],
  [{ cause: 22, sip: 410 }, 'empty_number'],
  [{ cause: 34, sip: 503 }, 'network_failure'],
  [{ cause: 38, sip: 500 }, 'network_failure'],
  [{ cause: 127, sip: 487 }, 'no_answer'],
] as const)
  test(`given an attempt that ends with cause ${told.cause} and SIP ${told.sip}, when its agent says nothing in his time, then it is ${outcome}`, () => {
    const { under, visitor, give, fails, closed } = givenVisits()
    visitor('1001')
    const callId = give('1001')
    under.tell({ type: 'dial_progressed', at: under.now, callId, early: false })
    under.pass(3_000)
    fails(callId, told)
    assert.equal(under.stateOf('1001'), 'wrap_up')
    under.pass(8_000)
    assert.deepEqual(
      closed().map(fact => [fact.outcome, fact.byAgent]),
      [[outcome, null]],
    )
    const network = under.factsOf('attempt_ended')[0]?.network
    assert.deepEqual([network?.cause, network?.sip, network?.ringMs], [told.cause, told.sip, 3_000])
    assert.equal(under.stateOf('1001'), 'ready')
  })

test('given a carrier that says before an answer that the number is empty, when the agent says so, then the ringing ends and both are kept', () => {
  const { under, visitor, give, says, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  under.tell({ type: 'dial_progressed', at: under.now, callId, early: true })
  under.pass(4_000)
  says('1001', 'empty_number')
  const [fact] = closed()
  assert.deepEqual([fact?.outcome, fact?.byAgent, fact?.byNetwork], ['empty_number', 'empty_number', 'cancelled'])
  assert.equal(under.factsOf('attempt_ended')[0]?.network.earlyMedia, true)
  assert.ok(under.effects.some(effect => effect.do === 'hang_up' && effect.channel === callId))
  assert.equal(under.stateOf('1001'), 'ready')
})

test('given a phone that rings and rings, when its time is over, then it is hung up as not answered', () => {
  const { under, visitor, give, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  under.pass(45_000)
  assert.equal(under.callState(callId), 'concluded')
  under.pass(8_000)
  assert.equal(closed()[0]?.outcome, 'no_answer')
})

test('given a talk whose agent says nothing, when his wrap-up is over, then it is uncoded; and before that he can do nothing else', () => {
  const { under, visitor, give, answers, leaves, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  answers(callId)
  leaves(callId)
  assert.equal(under.command('1001', { name: 'ready' }).refusal, 'outcome_missing')
  assert.equal(under.command('1001', { name: 'pause', reason: 'break' }).refusal, 'outcome_missing')
  under.pass(60_000)
  assert.equal(closed()[0]?.outcome, 'uncoded')
  assert.equal(under.stateOf('1001'), 'ready')
})

test('given what an agent says that does not fit what happened, then it is refused and changes nothing', () => {
  const { under, visitor, give, fails, says, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  fails(callId, { cause: 17, sip: 486 })
  assert.equal(says('1001', 'rated').refusal, 'outcome_impossible')
  assert.equal(says('1001', 'appointment', under.now + 1).refusal, 'outcome_impossible')
  assert.equal(says('1001', 'busy', under.now + 1).refusal, 'appointment_wrong')
  assert.equal(says('1002', 'busy').refusal, 'agent_unknown')
  assert.equal(closed().length, 0)
  assert.equal(says('1001', 'unreachable').refusal, null)
  assert.deepEqual([closed()[0]?.outcome, closed()[0]?.byNetwork], ['unreachable', 'busy'])
})

test('given an appointment, it must lie ahead', () => {
  const { under, visitor, give, answers, says, closed } = givenVisits()
  visitor('1001')
  answers(give('1001'))
  assert.equal(says('1001', 'appointment').refusal, 'appointment_wrong')
  assert.equal(says('1001', 'appointment', under.now).refusal, 'appointment_wrong')
  assert.equal(says('1001', 'appointment', under.now + 3_600_000).refusal, null)
  assert.equal(closed()[0]?.appointment, under.now + 3_600_000)
})

test('given an agent with a desk phone only, when a task is given to him, then his phone rings first and nobody is dialled before he is there', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001', { stands: false })
  const before = under.effects.length
  const callId = give('1001')
  assert.deepEqual(doneSince(under, before), ['ring'])
  assert.equal(under.factsOf('attempt_began').length, 0)
  under.tell({ type: 'leg_answered', at: under.now, leg: `to-${callId}-offer-1` })
  assert.deepEqual(doneSince(under, before), ['ring', 'dial'])
  assert.equal(under.factsOf('attempt_began').length, 1)
})

test('given a desk phone that nobody picks up, then the task goes back undialled and its agent is paused', () => {
  const { under, visitor, give } = givenVisits()
  visitor('1001', { stands: false })
  const callId = give('1001')
  under.tell({ type: 'leg_ended', at: under.now, leg: `to-${callId}-offer-1`, how: 'no_answer' })
  assert.equal(under.factsOf('task_given_back')[0]?.why, 'phone_gone')
  assert.equal(under.stateOf('1001'), 'paused')
  assert.equal(under.factsOf('attempt_began').length, 0)
})

test('given an agent whose phone goes while it rings at the citizen, then that is hung up and closed as cancelled', () => {
  const { under, visitor, give, closed } = givenVisits()
  visitor('1001')
  const callId = give('1001')
  under.tell({ type: 'leg_ended', at: under.now, leg: standingLeg(under, '1001'), how: 'failed' })
  assert.ok(under.effects.some(effect => effect.do === 'hang_up' && effect.channel === callId))
  assert.equal(closed()[0]?.outcome, 'cancelled')
  assert.notEqual(under.stateOf('1001'), 'reserved')
})

test('given any attempt, it stands in the line with a deadline until it is closed', () => {
  const { under, visitor, give, answers, leaves } = givenVisits()
  visitor('1001')
  const callId = give('1001', { mode: 'preview' })
  assert.notEqual(nextDeadline(under.line), null)
  under.command('1001', { name: 'dial' })
  assert.notEqual(get(under.line.calls, callId)?.until, null)
  answers(callId)
  leaves(callId)
  assert.notEqual(get(under.line.calls, callId)?.until, null)
})

test('given a citizen who is passed on to another agent, when that talk ends, then the attempt closes by what the first agent said', () => {
  const { under, visitor, give, answers, leaves, says, closed } = givenVisits()
  visitor('1001')
  under.ready('1002', { stands: true, autoAccept: true })
  const callId = give('1001')
  answers(callId)
  under.command('1001', { name: 'transfer', target: { kind: 'agent', agentId: '1002' } })
  assert.equal(under.stateOf('1002'), 'talking')
  assert.equal(says('1001', 'done').refusal, null)
  assert.equal(under.stateOf('1001'), 'ready')
  assert.equal(closed().length, 0)
  under.pass(20_000)
  leaves(callId)
  assert.deepEqual(
    closed().map(fact => [fact.outcome, fact.agentId]),
    [['done', '1001']],
  )
  assert.equal(under.factsOf('attempt_ended')[0]?.talkMs, 20_000)
})
