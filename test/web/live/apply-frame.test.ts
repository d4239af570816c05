import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { applyFrame } from '../../../src/web/live/apply-frame.ts'
import type { LiveChange, ToPage } from '../../../src/wire/live.ts'
import { fakeCall, fakeHistory } from '../../browser/fake-state.ts'
import { afterFrames, deskSnapshot, givenAgent, givenDesk, givenPop, givenWall, now } from '../given.ts'

const event = (seq: number, change: LiveChange): ToPage => ({ type: 'event', seq, change })

describe('applyFrame', () => {
  it('takes the difference to the server’s clock from a welcome, a pong and a snapshot', () => {
    assert.equal(afterFrames({ type: 'welcome', version: 1, serverTime: now }).clockOffset, now - 1000)
    assert.equal(afterFrames({ type: 'pong', serverTime: now + 5 }).clockOffset, now - 995)
    assert.equal(afterFrames(deskSnapshot()).clockOffset, now - 1000)
  })

  it('is live and not stale only after a snapshot', () => {
    const welcomed = afterFrames({ type: 'welcome', version: 1, serverTime: now })
    assert.deepEqual([welcomed.link, welcomed.stale], ['connecting', true])
    const shown = afterFrames(deskSnapshot())
    assert.deepEqual([shown.link, shown.stale, shown.seq], ['live', false, 1])
  })

  it('applies the events that follow in order', () => {
    const state = afterFrames(deskSnapshot(), event(2, { name: 'pop', pop: givenPop() }))
    assert.equal(state.desk?.pop?.offerId, 'o1')
    assert.equal(state.seq, 2)
  })

  it('ignores an event it has seen', () => {
    const before = afterFrames(deskSnapshot(), event(2, { name: 'pop', pop: givenPop() }))
    assert.equal(applyFrame(before, event(2, { name: 'pop_withdrawn', offerId: 'o1', why: 'missed' }), 1), before)
  })

  it('turns stale at a gap, applies nothing, and is true again with the next snapshot', () => {
    const gapped = afterFrames(deskSnapshot(), event(3, { name: 'pop', pop: givenPop() }))
    assert.deepEqual([gapped.stale, gapped.desk?.pop], [true, null])
    const still = applyFrame(gapped, event(4, { name: 'pop', pop: givenPop() }), 1)
    assert.equal(still.desk?.pop, null)
    const whole = applyFrame(still, deskSnapshot(givenDesk({ waiting: 9 }), 5), 1)
    assert.deepEqual([whole.stale, whole.seq, whole.desk?.waiting], [false, 5, 9])
  })

  it('keeps pop and call when the rest of the desk changes', () => {
    const { pop: _, call: __, ...rest } = givenDesk({ waiting: 4, agent: givenAgent({ state: 'reserved' }) })
    const state = afterFrames(deskSnapshot(givenDesk({ pop: givenPop() })), event(2, { name: 'desk', desk: rest }))
    assert.deepEqual([state.desk?.waiting, state.desk?.agent.state, state.desk?.pop?.offerId], [4, 'reserved', 'o1'])
  })

  it('puts a late history into the pop it belongs to and into no other', () => {
    const start = deskSnapshot(givenDesk({ pop: givenPop({ history: null }) }))
    const history = fakeHistory(now)
    const right = afterFrames(start, event(2, { name: 'pop_history', offerId: 'o1', callId: 'c1', history }))
    assert.equal(right.desk?.pop?.history, history)
    const other = afterFrames(start, event(2, { name: 'pop_history', offerId: 'o2', callId: 'c2', history }))
    assert.equal(other.desk?.pop?.history, null)
  })

  it('takes back the pop of the offer that was withdrawn and no other', () => {
    const start = deskSnapshot(givenDesk({ pop: givenPop() }))
    const right = afterFrames(start, event(2, { name: 'pop_withdrawn', offerId: 'o1', why: 'caller_left' }))
    assert.equal(right.desk?.pop, null)
    assert.deepEqual(right.withdrawn, { offerId: 'o1', why: 'caller_left' })
    const other = afterFrames(start, event(2, { name: 'pop_withdrawn', offerId: 'o2', why: 'missed' }))
    assert.equal(other.desk?.pop?.offerId, 'o1')
    assert.equal(other.withdrawn, null)
  })

  it('turns the pop into the call when it is answered and keeps the history that was found', () => {
    const call = fakeCall(now, { history: null })
    const state = afterFrames(deskSnapshot(givenDesk({ pop: givenPop() })), event(2, { name: 'call', call }))
    assert.equal(state.desk?.pop, null)
    assert.equal(state.desk?.call?.history?.callsInSevenDays, 4)
  })

  it('keeps a pop that rings while another call ends', () => {
    const start = deskSnapshot(givenDesk({ pop: givenPop(), call: fakeCall(now, { callId: 'c0' }) }))
    const state = afterFrames(start, event(2, { name: 'call', call: null }))
    assert.deepEqual([state.desk?.pop?.offerId, state.desk?.call], ['o1', null])
  })

  it('replaces the board of the wall whole and keeps limits and agents, of whom it replaces those who changed', () => {
    const { agents: _, overLong, ...board } = givenWall({ telephony: false })
    const agents = [givenAgent({ id: '1' }), givenAgent({ id: '2' })]
    const start: ToPage = { type: 'snapshot', seq: 1, serverTime: now, wall: givenWall({ agents }) }
    const state = afterFrames(start, event(2, { name: 'wall', wall: board }))
    assert.deepEqual(state.wall, { ...board, agents, overLong })
    assert.notEqual(overLong, undefined)
    const changed = givenAgent({ id: '2', state: 'talking' })
    const after = applyFrame(state, event(3, { name: 'wall_agents', agents: [changed] }), 1)
    assert.deepEqual(after.wall?.agents, [agents[0], changed])
  })

  it('survives any order of numbers: what is shown is never from an event out of its number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }), seqs => {
        let state = afterFrames(deskSnapshot())
        let expected = 1
        let gap = false
        for (const seq of seqs) {
          state = applyFrame(state, event(seq, { name: 'pop', pop: givenPop({ offerId: `o${seq}` }) }), 1)
          if (!gap && seq === expected + 1) expected = seq
          else if (seq > expected + 1) gap = true
          assert.equal(state.seq, expected)
          assert.equal(state.stale, gap)
          assert.equal(state.desk?.pop?.offerId, expected === 1 ? undefined : `o${expected}`)
        }
      }),
    )
  })
})
