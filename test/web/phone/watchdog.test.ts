import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWatchdog } from '../../../src/web/phone/watchdog.ts'

/** A connection on a virtual clock; `tick` lets a second pass. */
const givenConnection = () => {
  const state = { now: 0, connected: true, registered: true, drops: 0, asked: 0, answered: () => {} }
  const dog = createWatchdog({
    connected: () => state.connected,
    registered: () => state.registered,
    ask: answered => {
      state.asked += 1
      state.answered = answered
    },
    drop: () => {
      state.drops += 1
    },
    monotonic: () => state.now,
  })
  const seconds = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      state.now += 1_000
      dog.tick()
    }
  }
  return { state, seconds }
}

test('given a connection that answers, it is asked each five seconds and never given up', () => {
  const { state, seconds } = givenConnection()
  for (let n = 0; n < 60; n += 1) {
    seconds(1)
    state.answered()
  }
  assert.equal(state.drops, 0)
  assert.ok(state.asked >= 10 && state.asked <= 13, String(state.asked))
})

test('given a connection that fell silent, it is given up within ten seconds', () => {
  const { state, seconds } = givenConnection()
  seconds(1)
  state.answered()
  seconds(8)
  assert.equal(state.drops, 0)
  seconds(2)
  assert.equal(state.drops, 1)
})

test('given a server that took the socket and lost the REGISTER, the socket is given up after three seconds', () => {
  const { state, seconds } = givenConnection()
  state.registered = false
  seconds(4)
  assert.equal(state.drops, 0)
  seconds(1)
  assert.equal(state.drops, 1)
})

test('given no connection, there is nothing to give up, and an answer that comes late is not taken for a new one’s', () => {
  const { state, seconds } = givenConnection()
  seconds(1)
  const late = state.answered
  state.connected = false
  seconds(30)
  assert.equal(state.drops, 0)
  state.connected = true
  seconds(1)
  late()
  seconds(4)
  assert.equal(state.drops, 1)
})
