import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseChoices } from '../../../src/web/phone/phone-choices.ts'
import { phoneKeyOf } from '../../../src/web/phone/phone-keys.ts'
import { type PhoneEvent, phoneOff, ringsHere, stepPhone, wordOf } from '../../../src/web/phone/phone-state.ts'
import { judge, type SoundCounts } from '../../../src/web/phone/quality.ts'

const after = (...events: readonly PhoneEvent[]) => events.reduce(stepPhone, phoneOff)
const standing: PhoneEvent = { type: 'leg', leg: { kind: 'standing', state: 'up' } }
const registered: readonly PhoneEvent[] = [{ type: 'started' }, { type: 'registered' }]

describe('what a phone has to say', () => {
  it('is nothing where the desk phone is used, then how it comes up', () => {
    assert.equal(wordOf(phoneOff, false), null)
    assert.equal(wordOf(after({ type: 'started' }), false), 'starting')
    assert.equal(wordOf(after(...registered), false), 'registered')
    assert.equal(wordOf(after(...registered, standing), false), 'standing')
  })

  it('is the trouble with the microphone before all else', () => {
    const state = after(...registered, standing, { type: 'microphone_failed', why: 'unplugged' }, { type: 'link_lost' })
    assert.equal(wordOf(state, true), 'microphone_unplugged')
    assert.equal(wordOf(stepPhone(state, { type: 'microphone_back' }), true), 'lost_in_talk')
  })

  it('is that the talk goes on while only the connection is lost', () => {
    const lost = after(...registered, standing, { type: 'link_lost' })
    assert.equal(wordOf(lost, true), 'lost_in_talk')
    assert.equal(wordOf(after(...registered, { type: 'link_lost' }), false), 'lost')
    assert.equal(wordOf(stepPhone(lost, { type: 'registered' }), true), 'good')
  })

  it('is that another page is the phone, until this one is started again', () => {
    const over = after(...registered, standing, { type: 'taken_over' })
    assert.equal(wordOf(over, false), 'elsewhere')
    assert.equal(stepPhone(over, { type: 'registered' }), over)
    assert.equal(stepPhone(over, { type: 'started' }).link, 'starting')
  })

  it('rings for a call and not for a standing leg', () => {
    const rings = after(...registered, { type: 'leg', leg: { kind: 'call', state: 'ringing' } })
    assert.ok(ringsHere(rings))
    assert.equal(wordOf(rings, false), 'ringing')
    assert.ok(!ringsHere(after(...registered, standing)))
  })

  it('never begins a call muted, and mutes nothing that is not up', () => {
    const muted = after(...registered, standing, { type: 'muted', on: true })
    assert.equal(wordOf(muted, true), 'muted')
    assert.equal(stepPhone(muted, { type: 'leg_ended' }).muted, false)
    assert.equal(after(...registered, { type: 'muted', on: true }).muted, false)
    const next = stepPhone(muted, { type: 'leg', leg: { kind: 'call', state: 'ringing' } })
    assert.equal(next.muted, false)
  })

  it('without a microphone is off, so that no call is offered to it', () => {
    const state = after({ type: 'started' }, { type: 'microphone_failed', why: 'denied' })
    assert.equal(state.link, 'off')
    assert.equal(wordOf(state, false), 'microphone_denied')
  })
})

describe('how a call sounds', () => {
  const counts = (change: Partial<SoundCounts> = {}): SoundCounts => ({
    received: 100,
    lost: 0,
    jitterMs: 3,
    lossThere: 0,
    rttMs: 20,
    cancelsEcho: true,
    ...change,
  })
  const word = (change: Partial<SoundCounts>) => judge(counts(), counts({ received: 200, ...change })).word

  it('is said in the words of those who talk', () => {
    assert.equal(word({}), 'good')
    assert.equal(word({ lost: 5 }), 'gaps_here')
    assert.equal(word({ jitterMs: 90 }), 'gaps_here')
    assert.equal(word({ lossThere: 0.05 }), 'gaps_there')
    assert.equal(word({ lost: 5, lossThere: 0.05 }), 'gaps_both')
    assert.equal(word({ rttMs: 450 }), 'late')
    assert.equal(word({ received: 100 }), 'silent')
    assert.equal(word({ cancelsEcho: false }), 'echo')
  })

  it('counts the last seconds only, and leaves open what nobody reported', () => {
    const quality = judge(counts({ lost: 50 }), counts({ received: 290, lost: 60, lossThere: null, rttMs: null }))
    assert.deepEqual(quality, { word: 'gaps_here', lossHere: 5, lossThere: null, jitterMs: 3, rttMs: null })
  })
})

describe('what is chosen on a computer', () => {
  it('is as usual where nothing sound is stored', () => {
    const usual = { phone: 'browser', microphone: null, loudspeaker: null, volume: 1 }
    for (const text of [null, '', '{', '[]', '7', '{"phone":"fax","microphone":3,"volume":9}'])
      assert.deepEqual(parseChoices(text), usual)
  })

  it('is read as it was stored', () => {
    const choices = { phone: 'desk', microphone: 'm', loudspeaker: 'l', volume: 0.4 }
    assert.deepEqual(parseChoices(JSON.stringify(choices)), choices)
  })
})

describe('keys of the phone', () => {
  const press = (key: string, change: object = {}) =>
    phoneKeyOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...change })

  it('mute, answer and hang up; with another modifier they belong to the browser', () => {
    assert.equal(press('F6'), 'mute')
    assert.equal(press('F7'), 'answer')
    assert.equal(press('F8', { shiftKey: true }), 'hang_up')
    assert.equal(press('F8'), null)
    assert.equal(press('F7', { shiftKey: true }), null)
    assert.equal(press('F6', { ctrlKey: true }), null)
    assert.equal(press('F6', { repeat: true }), null)
  })
})
