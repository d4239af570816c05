import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countStates, orderAgents } from '../../../src/web/wall/agent-order.ts'
import { overLimit } from '../../../src/web/wall/over-long.ts'
import { waitLevel } from '../../../src/web/wall/wait-level.ts'
import { fakeOverLong } from '../../browser/fake-state.ts'
import { givenAgent, now } from '../given.ts'

const minutesAgo = (minutes: number) => now - minutes * 60_000

describe('overLimit', () => {
  const limitOf = (change: Parameters<typeof givenAgent>[0]) =>
    overLimit(givenAgent(change), fakeOverLong, now)?.limitMs
  const minutes = 60_000

  it('tells the limit of the state, or of the reason of the pause, once it is passed', () => {
    assert.equal(limitOf({ state: 'talking', since: minutesAgo(30) }), undefined)
    assert.equal(limitOf({ state: 'talking', since: minutesAgo(31) }), 30 * minutes)
    assert.equal(limitOf({ state: 'reserved', since: minutesAgo(2) }), minutes)
    assert.equal(limitOf({ state: 'paused', reason: 'break', since: minutesAgo(16) }), 15 * minutes)
    assert.equal(limitOf({ state: 'paused', reason: 'meal', since: minutesAgo(16) }), undefined)
    assert.equal(limitOf({ state: 'paused', reason: 'training', since: minutesAgo(31) }), 30 * minutes)
  })

  it('never flags who is ready or offline, nor anybody while the server names no limits', () => {
    assert.equal(limitOf({ state: 'ready', since: minutesAgo(300) }), undefined)
    assert.equal(limitOf({ state: 'offline', since: minutesAgo(300) }), undefined)
    assert.equal(overLimit(givenAgent({ state: 'talking', since: minutesAgo(300) }), undefined, now), null)
  })

  it('counts the whole wrap-up, extensions included, and notices one that has outlived its planned end', () => {
    const wrapUp = { state: 'wrap_up', since: minutesAgo(2.5) } as const
    assert.equal(limitOf({ ...wrapUp, until: now + 1000 }), undefined)
    assert.equal(limitOf({ ...wrapUp, since: minutesAgo(9), until: now + 1000 }), 3 * minutes)
    const stuck = overLimit(givenAgent({ ...wrapUp, until: minutesAgo(2) }), fakeOverLong, now)
    assert.deepEqual(stuck, { limitMs: 0.5 * minutes, planned: true })
  })
})

describe('waitLevel', () => {
  it('warns past fifteen seconds and alarms past thirty', () => {
    assert.deepEqual([null, 15_000, 15_001, 30_000, 30_001].map(waitLevel), ['calm', 'calm', 'warn', 'warn', 'alarm'])
  })
})

describe('the agents on the wall', () => {
  const agents = [
    givenAgent({ id: '1', state: 'paused', since: 1 }),
    givenAgent({ id: '2', state: 'ready', since: 5 }),
    givenAgent({ id: '3', state: 'ready', since: 2 }),
    givenAgent({ id: '4', state: 'offline', signedIn: false, since: 0 }),
  ]

  it('stand by state, the longest in it first, without those who are not signed in', () => {
    assert.deepEqual(
      orderAgents(agents).map(({ id }) => id),
      ['3', '2', '1'],
    )
  })

  it('are counted by state', () => {
    assert.deepEqual(countStates(agents), { ready: 2, reserved: 0, talking: 0, wrap_up: 0, paused: 1, offline: 0 })
  })
})
