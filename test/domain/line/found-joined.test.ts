import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingLegOf } from '../../../src/domain/effect.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

/** A line with a caller who waits and one agent with a standing leg, as a server finds it that has started anew. */
const waitingLine = (): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null }))
  line.tell({ type: 'telephony_down', at: line.now })
  line.call('c1')
  line.ready('1001', { stands: true })
  line.tell({ type: 'standing_leg_found', at: line.now, agentId: '1001', leg: standingLegOf('1001', 5) })
  return line
}
const leg = (line: LineUnderTest, agentId = '1001') => get(line.line.agents, agentId)?.standingLeg ?? ''
const found = (line: LineUnderTest, agentId = '1001') => {
  line.now += 500
  line.tell({ type: 'found_joined', at: line.now, callId: 'c1', agentId, leg: leg(line, agentId) })
}

test('given a caller who is found in company of an agent of whom nothing is written, his talk is booked from then on', () => {
  const line = waitingLine()
  found(line)
  assert.equal(line.callState('c1'), 'talking')
  assert.equal(line.stateOf('1001'), 'talking')
  const answered = line.factsOf('call_answered')[0]
  assert.deepEqual([answered?.at, answered?.waitMs, answered?.leg], [line.now, 500, leg(line)])
  assert.equal(line.factsOf('offer_made')[0]?.reason.chosenBy, 'found')
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'accepted')
  line.tell({ type: 'caller_left', at: line.now + 60_000, callId: 'c1', how: 'normal' })
  assert.equal(line.factsOf('call_ended')[0]?.talkMs, 60_000)
})

test('given the offer is written and its acceptance is not, it ends as accepted and no second one is made', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.tell({ type: 'telephony_up', at: line.now })
  line.ready('1001', { stands: true })
  line.call('c1')
  assert.equal(line.callState('c1'), 'offered')
  found(line)
  assert.equal(line.callState('c1'), 'talking')
  assert.equal(line.factsOf('offer_made').length, 1)
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'accepted')
})

test('given another agent holds his offer, that one is let go and the talk is with whom he has', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.tell({ type: 'telephony_up', at: line.now })
  line.ready('1002')
  line.call('c1')
  line.ready('1001', { stands: true })
  found(line)
  assert.equal(line.callState('c1'), 'talking')
  assert.equal(get(line.line.calls, 'c1')?.agentId, '1001')
  assert.deepEqual(
    line.factsOf('offer_ended').map(({ agentId, result }) => [agentId, result]),
    [
      ['1002', 'withdrawn'],
      ['1001', 'accepted'],
    ],
  )
  assert.ok(line.effects.some(effect => effect.do === 'hang_up' && effect.channel === 'c1-offer-1'))
})

test('given the agent is booked with somebody else, the caller is put on music again and waits on', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.tell({ type: 'telephony_up', at: line.now })
  line.ready('1001', { stands: true, autoAccept: true })
  line.call('c2')
  assert.equal(line.stateOf('1001'), 'talking')
  line.call('c1')
  found(line)
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('call_answered').length, 1)
  assert.deepEqual(line.effects.at(-1), { do: 'hold', callId: 'c1', bridge: 'c1-bridge' })
})

test('given a talk that is told a second time, nothing changes', () => {
  const line = waitingLine()
  found(line)
  const facts = line.facts.length
  found(line)
  assert.equal(line.facts.length, facts)
})
