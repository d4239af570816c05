import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  abandoned,
  countAgentFact,
  countFact,
  noAgentFigures,
  noFigures,
  stillWaiting,
} from '../../../src/domain/kpi/figures.ts'
import { givenLine, givenQueue } from '../given-line.ts'

test('given one call of each fate, arrived is answered and abandoned and overflowed and failed and still waiting', () => {
  const line = givenLine(givenQueue({ capacity: { atLeast: 2, perAgent: 0 } }))
  line.ready('1001')
  line.call('answered')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'answered-offer-1' })
  line.now += 4_000
  line.tell({ type: 'sound_ended', at: line.now, callId: 'answered', sound: null })
  for (const id of ['gone', 'lost', 'full']) line.call(id)
  line.now += 6_000
  line.tell({ type: 'caller_left', at: line.now, callId: 'gone', how: 'normal' })
  line.tell({ type: 'caller_left', at: line.now, callId: 'lost', how: 'lost' })
  line.call('waits')
  const figures = line.facts.reduce((sum, fact) => countFact(sum, fact, 0, Number.MAX_SAFE_INTEGER), noFigures)
  assert.deepEqual(
    [figures.offered, figures.answered, abandoned(figures), figures.overflowed, figures.failed, stillWaiting(figures)],
    [5, 1, 1, 1, 1, 1],
  )
  assert.equal(figures.within15, 1)
  assert.equal(figures.waitMs, 4_000)
})

test('given a call that crosses midnight, it counts whole for the day it arrived', () => {
  const line = givenLine(givenQueue({ notice: null }))
  const midnight = line.now + 5_000
  line.ready('1001')
  line.call('c1')
  line.now = midnight + 1_000
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.tell({ type: 'caller_left', at: line.now + 90_000, callId: 'c1', how: 'normal' })
  const day = (from: number, to: number) => line.facts.reduce((sum, fact) => countFact(sum, fact, from, to), noFigures)
  assert.equal(day(0, midnight).talkMs, 90_000)
  assert.deepEqual(day(midnight, midnight + 86_400_000), noFigures)
})

test("given an agent's day, his times are those of the states that ended in it", () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.now += 30_000
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.now += 200_000
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  line.pass(10_000)
  const own = line.facts.reduce((sum, fact) => countAgentFact(sum, fact, 0), noAgentFigures)
  assert.deepEqual(own, {
    ...noAgentFigures,
    offers: 1,
    answered: 1,
    readyMs: 30_000,
    talkMs: 200_000,
    wrapUpMs: 10_000,
  })
})
