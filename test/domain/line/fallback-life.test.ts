import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const caller = { raw: '13812345678', number: '+8613812345678', withheld: false }
const moved = (line: LineUnderTest, callId = 'c1') =>
  line.tell({ type: 'to_fallback', at: line.now, callId, why: 'WATCHDOG' })
const answered = (line: LineUnderTest, agentId = '1001', callId = 'c1') =>
  line.tell({ type: 'fallback_answered', at: line.now, callId, agentId, leg: 'y1-7.1' })

test('given a waiting caller whom the native queue took, he keeps his arrival, is offered to nobody and is answered there', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  line.now += 6_000
  moved(line)
  assert.equal(line.callState('c1'), 'fallback')
  line.ready('1001')
  assert.equal(line.factsOf('offer_made').length, 0)
  line.now += 2_000
  answered(line)
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 8_000)
  assert.equal(line.stateOf('1001'), 'talking')
  line.now += 60_000
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'unseen' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'y1-7.1', how: 'unseen' })
  const ended = line.factsOf('call_ended')[0]
  assert.deepEqual([ended?.cause, ended?.by, ended?.talkMs], ['completed', 'unknown', 60_000])
  assert.equal(line.stateOf('1001'), 'wrap_up')
})

test('given an offer that rings when the caller is moved, it is withdrawn and the agent is let go', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  const { effects } = moved(line)
  assert.equal(line.factsOf('offer_ended')[0]?.result, 'withdrawn')
  assert.deepEqual(effects, [
    { do: 'hang_up', channel: 'c1-offer-1', why: 'the caller is in the native queue' },
    { do: 'take_back', callId: 'c1' },
  ])
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'cancelled' })
  assert.equal(line.stateOf('1001'), 'ready')
})

test('given a caller who came while there was no server, he is booked with his own arrival, once', () => {
  const line = givenLine()
  const found = {
    type: 'found_in_fallback',
    at: line.now - 9_000,
    callId: 'c1',
    dialled: '12345',
    caller,
    movedAt: line.now - 8_990,
    why: 'FAILED',
  } as const
  line.tell(found)
  assert.deepEqual(line.tell(found).facts, [])
  const arrived = line.factsOf('call_arrived')[0]
  assert.deepEqual([arrived?.at, arrived?.adopted], [line.now - 9_000, true])
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'unseen' })
  assert.equal(line.factsOf('call_abandoned')[0]?.waitMs, 9_000)
})

test('given a caller whom nobody of the native queue took, he failed and is to be rung back', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  moved(line)
  line.now += 58_000
  line.tell({ type: 'fallback_missed', at: line.now, callId: 'c1' })
  assert.equal(line.factsOf('call_failed')[0]?.reason, 'no_agent_without_server')
  assert.equal(line.factsOf('missed_call')[0]?.why, 'failed')
  assert.equal(line.callState('c1'), undefined)
})

test('given the native queue rings an agent who is reserved here, he is marked as talking once his offer is over', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  moved(line)
  line.ready('1001')
  line.call('c2')
  answered(line)
  assert.equal(line.stateOf('1001'), 'reserved')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c2-offer-1', how: 'busy' })
  answered(line)
  assert.equal(line.stateOf('1001'), 'talking')
  assert.equal(line.factsOf('call_answered').length, 1)
})

test('given Asterisk died, those who waited and those who were cut off stand on the ring-back list in their old order', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1', { number: '13800000001' })
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.now += 1_000
  line.call('c2', { number: '13800000002' })
  line.now += 4_000
  for (const callId of ['c1', 'c2']) line.tell({ type: 'caller_left', at: line.now, callId, how: 'died' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'died' })
  assert.deepEqual(
    line.factsOf('missed_call').map(({ number, why }) => [number, why]),
    [
      ['+8613800000001', 'cut_off'],
      ['+8613800000002', 'failed'],
    ],
  )
  assert.deepEqual(
    line.factsOf('call_ended').map(({ cause, by, talkMs }) => [cause, by, talkMs]),
    [
      ['failed', 'system', 5_000],
      ['failed', 'system', null],
    ],
  )
  assert.equal(line.factsOf('call_failed')[0]?.reason, 'asterisk_died')
  assert.equal(get(line.line.agents, '1001')?.state, 'wrap_up')
})

test('given a caller whom the native queue has, when the server is back, he is taken back and waits in his old place', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.tell({ type: 'telephony_down', at: line.now })
  line.call('c1')
  moved(line)
  assert.ok(!line.effects.some(effect => effect.do === 'take_back'))
  line.tell({ type: 'telephony_up', at: line.now })
  assert.deepEqual(line.effects.at(-1), { do: 'take_back', callId: 'c1' })
  line.now += 100
  line.tell({ type: 'returned_from_fallback', at: line.now, callId: 'c1' })
  line.tell({ type: 'returned_from_fallback', at: line.now, callId: 'c1' })
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('call_from_fallback').length, 1)
  line.ready('1001')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  assert.equal(line.factsOf('call_answered').length, 1)
})

test('given a caller whom the native queue answered in the moment in which he was taken back, his answer stands and he waits for another agent', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  moved(line)
  line.ready('1001')
  line.tell({ type: 'fallback_answered', at: line.now, callId: 'c1', agentId: '1001', leg: 'n1' })
  line.now += 1_000
  line.tell({ type: 'returned_from_fallback', at: line.now, callId: 'c1' })
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.factsOf('transfer_started').length, 1)
})
