import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get, size } from '../../../src/domain/sorted.ts'
import { givenQueue } from '../given-line.ts'
import { givenPlaces, keepingQueue } from './given-places.ts'

const number = '13812345678'

test('given a queue without the option, a caller who waits hears no offer, and no key of his does anything', () => {
  const { under, press } = givenPlaces(givenQueue({ notice: null }))
  under.call('c1')
  under.pass(120_000)
  press('c1')
  assert.equal(under.factsOf('place_offered').length, 0)
  assert.equal(under.callState('c1'), 'queued')
  assert.equal(size(under.line.places), 0)
})

test('given a caller who has waited long enough, he is offered it once in the place of his music, which comes back', () => {
  const { under } = givenPlaces()
  under.call('c1')
  const from = under.effects.length
  under.pass(10_000)
  assert.deepEqual(
    under.effects.slice(from).map(effect => effect.do),
    ['music', 'play'],
  )
  under.tell({ type: 'sound_ended', at: under.now, callId: 'c1', sound: 'callback-offer' })
  assert.deepEqual(under.effects.at(-1), { do: 'music', callId: 'c1', on: true })
  under.pass(300_000)
  assert.equal(under.factsOf('place_offered').length, 1)
})

test('given an offer whose end nobody told, his music comes back by itself', () => {
  const { under } = givenPlaces()
  under.call('c1')
  under.pass(30_250)
  assert.deepEqual(under.effects.at(-1), { do: 'music', callId: 'c1', on: true })
})

test('given a caller who takes it, his wait has one end, he is on the ring-back list, hears so and is let go', () => {
  const { under, press } = givenPlaces()
  under.call('c1')
  under.pass(10_000)
  press('c1')
  assert.equal(under.callState('c1'), 'dismissed')
  const [ended] = under.factsOf('call_overflowed')
  assert.deepEqual([ended?.reason, ended?.waitMs], ['place_kept', 10_000])
  assert.equal(under.factsOf('missed_call')[0]?.why, 'place_kept')
  assert.deepEqual(
    under.effects.slice(-2).map(effect => ('sound' in effect ? [effect.do, effect.sound] : [effect.do])),
    [
      ['stop_sound', 'callback-offer'],
      ['play', 'callback-taken'],
    ],
  )
  under.tell({ type: 'sound_ended', at: under.now, callId: 'c1', sound: 'callback-taken' })
  assert.equal(under.factsOf('call_ended')[0]?.cause, 'overflow')
  assert.equal(under.factsOf('place_kept').length, 1)
})

test('given a key that is no answer, or one before the offer, nothing changes', () => {
  const { under, press } = givenPlaces()
  under.call('c1')
  press('c1')
  under.pass(10_000)
  press('c1', '2')
  assert.equal(under.callState('c1'), 'queued')
  assert.equal(size(under.line.places), 0)
})

test('given callers without a number, and from one that cannot be rung, nobody is offered it', () => {
  const { under } = givenPlaces()
  under.call('c1', { number: 'anonymous' })
  under.call('c2', { number: '10086' })
  under.call('c3', { number: '+442079460000' })
  under.pass(60_000)
  assert.equal(under.factsOf('place_offered').length, 0)
})

test('given somebody who keeps a place and calls again, he is not offered a second one in that queue', () => {
  const { under, keep } = givenPlaces()
  keep('c1', number)
  under.call('c2', { number })
  under.pass(60_000)
  assert.equal(under.factsOf('place_offered').length, 1)
  assert.equal(under.callState('c2'), 'queued')
})

test('given an agent whose phone rings for him, the key of the offer is not taken: he is about to be answered', () => {
  const { under, press } = givenPlaces()
  under.call('c1')
  under.pass(10_000)
  under.ready('1001')
  press('c1')
  assert.equal(under.callState('c1'), 'offered')
  under.tell({ type: 'leg_answered', at: under.now, leg: 'c1-offer-1' })
  assert.equal(under.callState('c1'), 'talking')
  assert.ok(under.effects.some(effect => effect.do === 'stop_sound' && effect.sound === 'callback-offer'))
})

test('given the ladder and the offer at different times, each comes in its time', () => {
  const ladder = [{ afterMs: 20_000, groups: ['leader'], anySkill: false }]
  const { under } = givenPlaces(keepingQueue({ ladder, maxWaitMs: 40_000 }))
  const from = under.now
  under.call('c1')
  under.pass(50_000)
  assert.equal((under.factsOf('place_offered')[0]?.at ?? 0) - from, 10_000)
  assert.equal((under.factsOf('ladder_climbed')[0]?.at ?? 0) - from, 20_000)
  assert.equal(under.factsOf('call_overflowed')[0]?.reason, 'max_wait')
})

test('given no connection to Asterisk, nobody is offered it and nobody is dismissed; when it is back both come', () => {
  const { under } = givenPlaces(keepingQueue({ maxWaitMs: 40_000 }))
  under.call('c1')
  under.tell({ type: 'telephony_down', at: under.now })
  under.pass(60_000)
  assert.equal(under.factsOf('place_offered').length, 0)
  assert.equal(under.callState('c1'), 'queued')
  under.tell({ type: 'telephony_up', at: under.now })
  under.pass(6_000)
  assert.equal(under.callState('c1'), 'dismissed')
})

test('given an admin who sets the option, it holds for those who wait already, and is booked with his name', () => {
  const { under } = givenPlaces(givenQueue({ notice: null }))
  under.call('c1')
  under.pass(20_000)
  const keepPlace = { afterMs: 5_000, forMs: 60_000 }
  under.tell({ type: 'queue_places_set', at: under.now, by: 'admin', queueId: 'hotline', keepPlace })
  under.pass(250)
  assert.equal(under.factsOf('place_offered').length, 1)
  assert.equal(under.factsOf('queue_places_set')[0]?.by, 'admin')
  const unknown = under.tell({ type: 'queue_places_set', at: under.now, by: 'admin', queueId: 'none', keepPlace })
  assert.equal(unknown.refusal, 'no_such_target')
  assert.equal(get(under.line.calls, 'c1')?.queueId, 'hotline')
})

test('given kept places, they take no line from those who call', () => {
  const { under, keep } = givenPlaces(keepingQueue({ capacity: { atLeast: 1, perAgent: 0 } }))
  keep('c1', number)
  under.call('c2', { number: '13812345679' })
  assert.equal(under.callState('c2'), 'queued')
})
