import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainWaiting } from '../../src/engine/explain-waiting.ts'

const states = { offline: 0, ready: 0, reserved: 1, talking: 2, wrap_up: 0, paused: 3 }

test('given a caller who is next, the sentence says by what, and what those who could take him do', () => {
  const names = explainWaiting({ kind: 'nobody_free', skills: [], states, ahead: 0, priority: 5 })
  assert.equal(names.zh, '下一位：优先级 5 中等待最久；无人就绪：2 人通话、1 人振铃、3 人示忙')
  assert.equal(names.en, 'next: longest waiting of priority 5; nobody is ready: 2 in talk, 1 ringing, 3 paused')
})

test('given a caller who needs a skill and stands behind others, the sentence names the skill and their number', () => {
  const skills = [
    { skill: 'cantonese', level: 1 },
    { skill: 'tax', level: 2 },
  ]
  const names = explainWaiting({ kind: 'nobody_free', skills, states, ahead: 4, priority: 5 })
  assert.match(names.zh, /^前面还有 4 人；具备“cantonese、tax≥2”技能者无人就绪：2 人通话/)
  assert.match(names.en, /^4 before him; nobody with the skill cantonese, tax≥2 is ready: 2 in talk/)
})

test('given every other reason, there is a sentence in both languages', () => {
  for (const why of [
    { kind: 'rings', agentId: '1001', accepted: false },
    { kind: 'rings', agentId: '1001', accepted: true },
    { kind: 'native_queue' },
    { kind: 'no_telephony' },
    { kind: 'nobody_signed_in' },
    { kind: 'nobody_able', groups: ['phone'], skills: [] },
    { kind: 'nobody_able', groups: ['phone'], skills: [{ skill: 'cantonese', level: 1 }] },
  ] as const) {
    const { zh, en } = explainWaiting(why)
    assert.match(zh, /\p{Script=Han}/u)
    assert.ok(en.length > 5)
    assert.doesNotMatch(`${zh}${en}`, /1001|undefined/)
  }
})
