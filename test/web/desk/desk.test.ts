import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actionsOf, pauseChoices } from '../../../src/web/desk/actions.ts'
import { actionOfKey, type KeyPress, pauseOfKey } from '../../../src/web/desk/keys.ts'
import { stateTimer } from '../../../src/web/desk/state-timer.ts'
import type { AgentView, DeskCallView } from '../../../src/wire/views.ts'
import { fakeCall } from '../../browser/fake-state.ts'
import { givenAgent, givenDesk, givenPop, now } from '../given.ts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  modified: false,
  repeat: false,
  inText: false,
  composing: false,
  ...change,
})
const deskIn = (state: AgentView['state'], change: Partial<AgentView> = {}) =>
  givenDesk({ agent: givenAgent({ state, ...change }), pop: state === 'reserved' ? givenPop() : null })
const doesOf = (key: KeyPress, desk = deskIn('ready')) => actionOfKey(actionsOf(desk), key)?.does ?? null

describe('what the desk can do', () => {
  it('offers in each state what the server would not refuse', () => {
    const words = (desk: Parameters<typeof actionsOf>[0]) => actionsOf(desk).map(({ text }) => text)
    assert.deepEqual(words(deskIn('offline')), [])
    assert.deepEqual(words(deskIn('ready')), ['command_pause'])
    assert.deepEqual(words(deskIn('paused')), ['command_ready', 'command_change_pause'])
    assert.deepEqual(words(deskIn('reserved')), ['command_decline', 'command_pause_after'])
    assert.deepEqual(words(deskIn('talking')), ['command_pause_after', 'command_hang_up'])
    assert.deepEqual(words(deskIn('talking', { next: 'meal' })), ['command_keep_ready', 'command_hang_up'])
    assert.deepEqual(words(deskIn('wrap_up')), ['command_end_wrap_up', 'command_extend', 'command_pause'])
  })

  it('accepts at the desk only where the offer is taken there', () => {
    const desk = { ...deskIn('reserved'), pop: givenPop({ acceptBy: 'desk', offerId: 'o7' }) }
    assert.deepEqual(doesOf(press('F7'), desk), { name: 'accept', offerId: 'o7' })
    assert.equal(doesOf(press('F7'), deskIn('reserved')), null)
  })

  it('pauses a recording and goes on with it by the same key, and not where there is none', () => {
    const talk = (change: Partial<DeskCallView>) => ({ ...deskIn('talking'), call: fakeCall(now, change) })
    const key = press('F6', { shift: true })
    const recordingPause = { since: now, until: now + 120_000, subject: null }
    assert.deepEqual(doesOf(key, talk({})), { name: 'pause_recording' })
    assert.deepEqual(doesOf(key, talk({ recordingPause })), { name: 'resume_recording' })
    assert.equal(doesOf(key, talk({ recorded: false })), null)
    assert.equal(doesOf(key, talk({ mine: false })), null)
    const keys = actionsOf(talk({})).map(action => `${action.shift} ${action.key}`)
    assert.equal(new Set(keys).size, keys.length)
  })

  it('ends the wrap-up into what the agent asked for', () => {
    const ending = (next: string | null) => doesOf(press('F8'), deskIn('wrap_up', { next }))
    assert.deepEqual(ending(null), { name: 'ready' })
    assert.deepEqual(ending('meal'), { name: 'pause', reason: 'meal' })
    assert.deepEqual(ending('offline'), { name: 'sign_out' })
  })

  it('gives no key twice in one state', () => {
    for (const state of ['offline', 'ready', 'reserved', 'talking', 'wrap_up', 'paused'] as const) {
      const keys = actionsOf(deskIn(state)).map(({ key, shift }) => `${shift} ${key}`)
      assert.equal(new Set(keys).size, keys.length, state)
    }
  })
})

describe('keys of the desk', () => {
  it('act while the agent writes, unless an input method is at work, held down, or with another modifier', () => {
    assert.equal(doesOf(press('F4')), 'choose_pause')
    assert.equal(doesOf(press('F4', { inText: true })), 'choose_pause')
    assert.equal(doesOf(press('F4', { inText: true, composing: true })), null)
    assert.equal(doesOf(press('F4', { repeat: true })), null)
    assert.equal(doesOf(press('F4', { modified: true })), null)
    assert.equal(pauseOfKey(press('1', { inText: true })), null)
  })

  it('need Shift for what ends something for the caller', () => {
    assert.equal(doesOf(press('F8'), deskIn('talking')), null)
    assert.deepEqual(doesOf(press('F8', { shift: true }), deskIn('talking')), { name: 'hang_up' })
    assert.deepEqual(doesOf(press('F7', { shift: true }), deskIn('reserved')), { name: 'decline', offerId: 'o1' })
  })

  it('choose the reason of a pause by digit, and leave by Escape', () => {
    assert.deepEqual(
      ['1', '2', '3', '4', '5'].map(key => pauseOfKey(press(key))),
      pauseChoices,
    )
    assert.equal(pauseOfKey(press('6')), null)
    assert.equal(pauseOfKey(press('Escape')), 'back')
  })
})

describe('the timer of a state', () => {
  it('counts up where no end is planned', () => {
    assert.deepEqual(stateTimer(deskIn('ready', { since: now - 5000 }), now), { kind: 'gone', ms: 5000, share: null })
  })

  it('counts the ring and the wrap-up down', () => {
    const ring = stateTimer(
      { ...deskIn('reserved', { since: now - 5000 }), pop: givenPop({ ringUntil: now + 15_000 }) },
      now,
    )
    assert.deepEqual(ring, { kind: 'left', ms: 15_000, share: 0.75 })
    const wrap = stateTimer(deskIn('wrap_up', { since: now - 30_000, until: now + 30_000 }), now)
    assert.deepEqual(wrap, { kind: 'left', ms: 30_000, share: 0.5 })
  })

  it('says by how much a planned end is over', () => {
    const wrap = stateTimer(deskIn('wrap_up', { since: now - 30_000, until: now - 4000 }), now)
    assert.deepEqual(wrap, { kind: 'over', ms: 4000, share: 0 })
  })

  it('is never below zero when the clocks differ a little', () => {
    assert.equal(stateTimer(deskIn('ready', { since: now + 300 }), now).ms, 0)
  })
})
