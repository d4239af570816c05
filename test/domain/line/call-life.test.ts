import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyLine } from '../../../src/domain/line/line.ts'
import { step } from '../../../src/domain/line/step.ts'
import { givenLine, givenQueue } from '../given-line.ts'

const effectsOf = (effects: readonly { do: string }[]) => effects.map(effect => effect.do)

test('given a ready agent, when a citizen calls, the agent rings before the caller is answered and the notice plays', () => {
  const line = givenLine()
  line.ready('1001')
  const { effects } = line.call('c1')
  assert.deepEqual(effectsOf(effects), ['ring', 'answer', 'play'])
  assert.equal(line.callState('c1'), 'announced')
  assert.equal(line.stateOf('1001'), 'reserved')
})

test('given an agent who answers while the notice plays, they are connected at its end, and the notice costs nothing more', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  line.now += 2_000
  assert.deepEqual(line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' }).effects, [])
  line.now += 3_400
  const { effects } = line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  assert.deepEqual(effectsOf(effects), ['connect'])
  assert.equal(line.callState('c1'), 'talking')
  const [answered] = line.factsOf('call_answered')
  assert.equal(answered?.waitMs, 5_400)
  assert.equal(answered?.queueMs, 0)
  assert.equal(line.factsOf('offer_ended')[0]?.ringMs, 2_000)
})

test('given a notice whose end is never told, the line goes on at its deadline', () => {
  const line = givenLine()
  line.call('c1')
  line.pass(6_000)
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('call_queued').length, 1)
})

test('given nobody ready, the caller waits with music and the first agent who becomes ready rings', () => {
  const line = givenLine()
  line.call('c1')
  const { effects } = line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  assert.deepEqual(effects, [{ do: 'music', callId: 'c1', on: true }])
  line.now += 7_000
  line.ready('1001')
  assert.equal(line.callState('c1'), 'offered')
  line.now += 1_000
  const answer = line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  assert.deepEqual(effectsOf(answer.effects), ['music', 'connect'])
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 8_000)
})

test('given a queue without a notice, the caller is in the queue at once', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  assert.equal(line.callState('c1'), 'queued')
  line.ready('1001')
  line.call('c2')
  assert.equal(line.callState('c1'), 'offered')
})

for (const [stage, until] of [
  ['announcement', 'announced'],
  ['queue', 'queued'],
  ['ringing', 'offered'],
] as const)
  test(`given a caller who gives up while ${until}, the loss is booked as ${stage} with his wait and a missed call`, () => {
    const line = givenLine()
    line.call('c1')
    if (until !== 'announced') line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
    if (until === 'offered') line.ready('1001')
    assert.equal(line.callState('c1'), until)
    line.now += 4_321
    const { effects } = line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
    const [lost] = line.factsOf('call_abandoned')
    assert.equal(lost?.stage, stage)
    assert.equal(lost?.waitMs, 4_321)
    assert.equal(line.factsOf('missed_call')[0]?.number, '+8613812345678')
    assert.equal(line.factsOf('call_ended')[0]?.cause, 'abandoned')
    assert.equal(line.callState('c1'), undefined)
    assert.deepEqual(effectsOf(effects), until === 'offered' ? ['hang_up'] : [])
  })

test('given a withheld number, no missed call is written, for nobody could be rung back', () => {
  const line = givenLine()
  line.call('c1', { number: 'anonymous' })
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.equal(line.factsOf('missed_call').length, 0)
})

test('given a talk, when the caller hangs up, the talk is booked and the agent wraps up when his leg is down', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.now += 205_000
  const { effects } = line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.deepEqual(effects, [{ do: 'hang_up', channel: 'c1-offer-1', why: 'caller hung up' }])
  assert.equal(line.factsOf('call_ended')[0]?.talkMs, 205_000)
  assert.equal(line.stateOf('1001'), 'talking')
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  assert.equal(line.stateOf('1001'), 'wrap_up')
  line.pass(10_000)
  assert.equal(line.stateOf('1001'), 'ready')
})

test('given a talk, when the agent hangs up, the caller is hung up and the call is completed by the agent', () => {
  const line = givenLine()
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound: null })
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  const { effects } = line.tell({ type: 'leg_ended', at: line.now + 50, leg: 'c1-offer-1', how: 'normal' })
  assert.deepEqual(effects, [{ do: 'hang_up', channel: 'c1', why: 'completed by agent' }])
  assert.equal(line.factsOf('call_ended')[0]?.by, 'agent')
})

test('given a full queue, the next caller is told so at once, is recorded as missed, and is hung up after the last word', () => {
  const line = givenLine(givenQueue({ capacity: { atLeast: 2, perAgent: 0 } }))
  for (const id of ['c1', 'c2', 'c3']) line.call(id)
  assert.equal(line.callState('c3'), 'dismissed')
  assert.equal(line.factsOf('call_overflowed')[0]?.reason, 'queue_full')
  assert.equal(line.factsOf('missed_call')[0]?.callId, 'c3')
  const { effects } = line.tell({ type: 'sound_ended', at: line.now, callId: 'c3', sound: null })
  assert.deepEqual(effectsOf(effects), ['hang_up'])
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'overflow')
})

test('given a longest wait, the caller who reaches it is dismissed honestly', () => {
  const line = givenLine(givenQueue({ maxWaitMs: 30_000 }))
  line.call('c1')
  line.pass(36_100)
  assert.equal(line.callState('c1'), 'dismissed')
  assert.equal(line.factsOf('call_overflowed')[0]?.reason, 'max_wait')
})

test('given the same arrival twice, and ends of calls nobody knows, nothing changes', () => {
  const line = givenLine()
  line.call('c1')
  const before = line.line
  assert.deepEqual(line.call('c1').facts, [])
  line.tell({ type: 'caller_left', at: line.now, callId: 'never seen', how: 'normal' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'never seen', how: 'normal' })
  assert.equal(line.line, before)
})

test('given a caller adopted after a reconnect, he keeps his arrival and hears no second notice', () => {
  const line = givenLine()
  line.now += 60_000
  const { effects } = line.tell({
    type: 'call_arrived',
    at: line.now - 45_000,
    callId: 'c1',
    dialled: '12345',
    caller: { raw: '', number: null, withheld: true },
    wants: [],
    adopted: true,
  })
  assert.ok(!effectsOf(effects).includes('play'))
  line.ready('1001')
  line.tell({ type: 'leg_answered', at: line.now, leg: line.factsOf('offer_made')[0]?.leg ?? '' })
  assert.equal(line.factsOf('call_answered')[0]?.waitMs, 45_000)
})

test('given a pair that cannot be connected, the answer is taken back and the caller waits on in his old place', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  const { effects } = line.tell({
    type: 'connect_failed',
    at: line.now,
    callId: 'c1',
    leg: 'c1-offer-1',
    why: 'no bridge',
  })
  assert.deepEqual(effectsOf(effects), ['hang_up', 'music'])
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.factsOf('stuck_freed').length, 1)
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'cancelled' })
  assert.equal(line.factsOf('offer_made').length, 2)
  line.now += 1_000
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-2' })
  const [first, second] = line.factsOf('call_answered')
  assert.equal(line.factsOf('call_returned')[0]?.waitMs, first?.waitMs)
  assert.equal(second?.waitMs, 1_000)
  assert.equal(line.factsOf('call_ended').length, 0)
})

test('given no queue at all, the call goes to the native queue of Asterisk and is complained about', () => {
  const event = {
    type: 'call_arrived',
    at: 5,
    callId: 'c1',
    dialled: '12345',
    caller: { raw: '', number: null, withheld: true },
    wants: [],
    adopted: false,
  } as const
  const { effects, complaints } = step(emptyLine(), event, 5)
  assert.deepEqual(effects, [{ do: 'to_fallback', callId: 'c1', why: 'no_queue' }])
  assert.equal(complaints[0]?.code, 'no_queue')
})
