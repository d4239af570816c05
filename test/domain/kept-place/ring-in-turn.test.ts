import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keptPlaceIdOf } from '../../../src/domain/kept-place/kept-place.ts'
import { get, size, values } from '../../../src/domain/sorted.ts'
import { givenLine } from '../given-line.ts'
import { givenPlaces, keepingQueue, orderFor } from './given-places.ts'

const first = '13812340001'
const second = '13812340002'

test('given a kept place and a caller who came later, an agent who becomes ready rings the first; the next agent takes the caller', () => {
  const { under, keep, rung, ended } = givenPlaces()
  keep('c1', first)
  under.call('c2', { number: second })
  under.ready('1001', { stands: true })
  assert.deepEqual(rung(), ['+8613812340001'])
  assert.deepEqual(ended(), ['c1 rung'])
  assert.equal(under.callState('c2'), 'queued')
  under.ready('1002')
  assert.equal(under.callState('c2'), 'offered')
})

test('given a caller who came earlier and still waits, he goes before a kept place', () => {
  const { under, keep, rung } = givenPlaces()
  under.call('c0', { number: second })
  under.pass(1_000)
  keep('c1', first)
  under.ready('1001', { stands: true })
  assert.equal(under.callState('c0'), 'offered')
  assert.deepEqual(rung(), [])
})

test('given a more pressing queue, its caller goes first although he came later', () => {
  const { under, keep, rung } = givenPlaces(
    keepingQueue(),
    keepingQueue({ id: 'elder', dialledNumbers: ['12349'], priority: 1 }),
  )
  keep('c1', first)
  under.call('c2', { number: second, dialled: '12349' })
  under.ready('1001', { stands: true })
  assert.equal(under.callState('c2'), 'offered')
  assert.deepEqual(rung(), [])
})

test('given a place without an order of its campaign yet, nobody is reserved for it; with the order he is rung at once by who is ready', () => {
  const { under, press, leaves, order, rung } = givenPlaces()
  under.call('c1', { number: first })
  under.pass(10_000)
  press('c1')
  leaves('c1')
  under.ready('1001', { stands: true })
  assert.equal(under.stateOf('1001'), 'ready')
  order('c1')
  assert.deepEqual(rung(), ['+8613812340001'])
})

test('given a desk phone that does not answer, the place is back where it was, and the next agent rings it', () => {
  const { under, keep, place, rung } = givenPlaces()
  keep('c1', first)
  under.ready('1001')
  const leg = get(under.line.agents, '1001')?.leg ?? ''
  assert.equal(place('c1')?.ringing, 'out-c1-1')
  under.tell({ type: 'leg_ended', at: under.now, leg, how: 'no_answer' })
  assert.equal(under.stateOf('1001'), 'paused')
  assert.equal(place('c1')?.stands, true)
  under.ready('1002', { stands: true })
  assert.deepEqual(rung(), ['+8613812340001'])
})

test('given a desk phone that is rung for a place while somebody who came later begins to wait, the one who kept it is dialled all the same', () => {
  const { under, keep, rung } = givenPlaces()
  keep('c1', first)
  under.ready('1001')
  under.call('c2', { number: second })
  under.tell({ type: 'leg_answered', at: under.now, leg: get(under.line.agents, '1001')?.leg ?? '' })
  assert.deepEqual(rung(), ['+8613812340001'])
  assert.equal(under.callState('c2'), 'queued')
})

test('given a desk phone that is rung for a place while somebody more pressing begins to wait, the place is back and waits', () => {
  const { under, keep, place, rung } = givenPlaces(
    keepingQueue(),
    keepingQueue({ id: 'elder', dialledNumbers: ['12349'], priority: 1 }),
  )
  keep('c1', first)
  under.ready('1001')
  under.call('c2', { number: second, dialled: '12349' })
  under.tell({ type: 'leg_answered', at: under.now, leg: get(under.line.agents, '1001')?.leg ?? '' })
  assert.deepEqual(rung(), [])
  assert.equal(place('c1')?.stands, true)
})

test('given an agent who gives it back, he is paused as one who declines, and another one rings it', () => {
  const { under, keep, rung } = givenPlaces()
  keep('c1', first)
  under.ready('1001')
  const leg = get(under.line.agents, '1001')?.leg ?? ''
  under.command('1001', { name: 'give_back' })
  under.tell({ type: 'leg_ended', at: under.now, leg, how: 'cancelled' })
  assert.equal(under.stateOf('1001'), 'paused')
  under.ready('1002', { stands: true })
  assert.deepEqual(rung(), ['+8613812340001'])
})

test('given somebody who keeps a place and calls again, nobody rings him meanwhile; when he hangs up his place stands again', () => {
  const { under, keep, place, rung, leaves } = givenPlaces()
  keep('c1', first)
  under.call('c2', { number: first })
  assert.equal(place('c1')?.stands, false)
  leaves('c2')
  assert.equal(place('c1')?.stands, true)
  under.ready('1001', { stands: true })
  assert.deepEqual(rung(), ['+8613812340001'])
})

test('given somebody who keeps a place and gets through, his place is no more', () => {
  const { under, keep, ended, rung } = givenPlaces()
  keep('c1', first)
  under.call('c2', { number: first })
  under.ready('1001')
  under.tell({ type: 'leg_answered', at: under.now, leg: 'c2-offer-1' })
  assert.deepEqual(ended(), ['c1 got_through'])
  assert.deepEqual(rung(), [])
})

test('given nobody who is free in its time, the place ends by itself', () => {
  const { under, keep, ended } = givenPlaces()
  keep('c1', first)
  under.pass(600_250)
  assert.deepEqual(ended(), ['c1 expired'])
})

test('given a place that is given up while an agent’s phone rings for it, the phone stops and nobody is rung', () => {
  const { under, keep, ended, rung } = givenPlaces()
  keep('c1', first)
  under.ready('1001')
  const drop = { type: 'place_dropped', placeId: keptPlaceIdOf('c1'), why: 'cancelled', by: 'leader' } as const
  const leg = get(under.line.agents, '1001')?.leg ?? ''
  assert.equal(under.tell({ ...drop, at: under.now }).refusal, null)
  assert.deepEqual(ended(), ['c1 cancelled'])
  under.tell({ type: 'leg_ended', at: under.now, leg, how: 'cancelled' })
  assert.equal(under.stateOf('1001'), 'ready')
  assert.deepEqual(rung(), [])
  assert.equal(under.tell({ ...drop, at: under.now }).refusal, 'no_such_place')
})

test('given a server that starts, places of the ledger are kept with their arrival and wait for their order', () => {
  const { under, place, order, rung } = givenPlaces()
  const kept = { callId: 'c1', queueId: 'hotline', number: '+8613812340001', dialled: '12345', priority: 5 }
  const times = { arrivedAt: under.now - 60_000, keptAt: under.now - 30_000, expiresAt: under.now + 60_000 }
  under.tell({
    type: 'line_restored',
    at: under.now,
    unfinished: { calls: [], agents: [], places: [{ ...kept, ...times }] },
  })
  assert.equal(place('c1')?.stands, false)
  under.call('c2', { number: second })
  order('c1')
  under.ready('1001', { stands: true })
  assert.deepEqual(rung(), ['+8613812340001'])
})

test('given an agent who passed his citizen on, he may be offered him again as any caller', () => {
  const { under, keep } = givenPlaces()
  keep('c1', first)
  under.ready('1001', { stands: true })
  under.tell({ type: 'dial_answered', at: under.now, callId: 'out-c1-1' })
  under.command('1001', { name: 'transfer', target: { kind: 'queue', queueId: 'hotline' } })
  under.command('1001', { name: 'conclude', said: { outcome: 'done', appointment: null, note: '' } })
  under.command('1001', { name: 'ready' })
  under.pass(11_000)
  const offer = get(under.line.calls, 'out-c1-1')?.offer
  assert.equal(offer?.agentId, '1001')
  assert.equal(under.command('1001', { name: 'accept', offerId: offer.id }).refusal, null)
  assert.equal(under.callState('out-c1-1'), 'talking')
})

const events = fc.array(
  fc.record({
    what: fc.constantFrom(
      'call',
      'call',
      'press',
      'press',
      'leave',
      'order',
      'order',
      'ready',
      'answer',
      'drop',
      'pass',
    ),
    who: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 20, maxLength: 120 },
)

test('given any calls, keys, hangings up and agents, there are never two places of a number in a queue, nor more rings than agents for them, and nobody is passed over', () => {
  fc.assert(
    fc.property(events, happenings => {
      const under = givenLine(keepingQueue({ keepPlace: { afterMs: 1_000, forMs: 60_000 } }))
      for (const [n, { what, who }] of happenings.entries()) {
        const at = under.now
        const calls = [...values(under.line.calls)].filter(({ outbound }) => outbound === null)
        const call = calls[who % Math.max(1, calls.length)]
        const places = [...values(under.line.places)]
        const place = places[who % Math.max(1, places.length)]
        const agentId = `100${who % 3}`
        if (what === 'call') under.call(`c${n}`, { number: `1381234000${who}` })
        else if (what === 'press' && call) under.tell({ type: 'digit', at, callId: call.id, digit: '1' })
        else if (what === 'leave' && call) under.tell({ type: 'caller_left', at, callId: call.id, how: 'normal' })
        else if (what === 'order' && place) {
          const order = orderFor(place.number, place.callId)
          under.tell({ type: 'place_ordered', at, placeId: place.id, callId: `out-${n}`, order })
        } else if (what === 'ready') under.ready(agentId, { stands: who % 2 === 0 })
        else if (what === 'answer') {
          const leg = get(under.line.agents, agentId)?.leg
          if (leg) under.tell({ type: 'leg_answered', at, leg })
        } else if (what === 'drop' && place)
          under.tell({ type: 'place_dropped', at, placeId: place.id, why: 'cancelled', by: 'leader' })
        else if (what === 'pass') under.pass(2_000)
        under.pass(250)
        const kept = [...values(under.line.places)]
        assert.equal(new Set(kept.map(({ number, queueId }) => `${queueId} ${number}`)).size, kept.length)
        const ringing = kept.filter(each => each.ringing !== null)
        const agents = ringing.map(each => get(under.line.calls, each.ringing ?? '')?.outbound?.agentId ?? '')
        assert.equal(new Set(agents).size, ringing.length)
        for (const id of agents) assert.equal(under.stateOf(id), 'reserved')
        const waits = [...values(under.line.calls)].some(each => each.state === 'queued' && !each.offer)
        if (waits || kept.some(({ stands }) => stands))
          assert.equal([...values(under.line.agents)].filter(({ state }) => state === 'ready').length, 0)
      }
      const ended = under.factsOf('place_ended').length
      assert.equal(under.factsOf('place_kept').length, ended + size(under.line.places))
      for (const begun of under.factsOf('attempt_began')) {
        const rung = under.factsOf('place_ended').find(({ attempt }) => attempt === begun.callId)
        assert.equal(rung?.why, 'rung')
      }
    }),
    { numRuns: 200 },
  )
})
