import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countStates, orderAgents } from '../../../src/web/wall/agent-order.ts'
import { isOverLong } from '../../../src/web/wall/over-long.ts'
import { waitLevel } from '../../../src/web/wall/wait-level.ts'
import { givenAgent, now } from '../given.ts'

const minutesAgo = (minutes: number) => now - minutes * 60_000

describe('isOverLong', () => {
  it('flags a talk after thirty minutes and a break after fifteen', () => {
    const long = (change: Parameters<typeof givenAgent>[0]) => isOverLong(givenAgent(change), now)
    assert.equal(long({ state: 'talking', since: minutesAgo(29) }), false)
    assert.equal(long({ state: 'talking', since: minutesAgo(31) }), true)
    assert.equal(long({ state: 'paused', reason: 'break', since: minutesAgo(16) }), true)
    assert.equal(long({ state: 'paused', reason: 'meal', since: minutesAgo(16) }), false)
    assert.equal(long({ state: 'paused', reason: 'training', since: minutesAgo(31) }), true)
  })

  it('never flags who is ready or offline', () => {
    assert.equal(isOverLong(givenAgent({ state: 'ready', since: minutesAgo(300) }), now), false)
    assert.equal(isOverLong(givenAgent({ state: 'offline', since: minutesAgo(300) }), now), false)
  })

  it('judges a wrap-up by its planned end, extensions included', () => {
    const wrapUp = { state: 'wrap_up', since: minutesAgo(9) } as const
    assert.equal(isOverLong(givenAgent({ ...wrapUp, until: now + 1000 }), now), false)
    assert.equal(isOverLong(givenAgent({ ...wrapUp, until: minutesAgo(2) }), now), true)
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
