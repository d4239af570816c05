import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fallbackMembers } from '../../src/engine/fallback-members.ts'
import { givenLine, type LineUnderTest } from '../domain/given-line.ts'

/** Each member and his penalty. */
const members = (under: LineUnderTest) =>
  [...fallbackMembers(under.line)].map(([extension, { agentId, penalty }]) => `${agentId}@${extension} ${penalty}`)

test('given an agent who is ready, he is rung first; engaged, when no other can be; ready again, first again', () => {
  const under = givenLine()
  under.ready('1001')
  assert.deepEqual(members(under), ['1001@1001 0'])
  under.call('c1')
  assert.equal(under.stateOf('1001'), 'reserved')
  assert.deepEqual(members(under), ['1001@1001 1'])
  under.tell({ type: 'sound_ended', at: under.now, callId: 'c1', sound: null })
  under.tell({ type: 'leg_answered', at: under.now, leg: 'c1-offer-1' })
  assert.equal(under.stateOf('1001'), 'talking')
  assert.deepEqual(members(under), ['1001@1001 1'])
  under.tell({ type: 'caller_left', at: under.now, callId: 'c1', how: 'normal' })
  under.tell({ type: 'leg_ended', at: under.now, leg: 'c1-offer-1', how: 'normal' })
  assert.equal(under.stateOf('1001'), 'wrap_up')
  assert.deepEqual(members(under), ['1001@1001 1'])
  under.pass(10_000)
  assert.deepEqual(members(under), ['1001@1001 0'])
})

test('given an agent who is paused or signs out, he is no member, and neither is one who wishes it while he is engaged', () => {
  const under = givenLine()
  for (const id of ['1001', '1002', '1003']) under.ready(id)
  under.command('1001', { name: 'pause', reason: 'meal' })
  under.command('1002', { name: 'sign_out' })
  under.call('c1')
  assert.deepEqual(members(under), ['1003@1003 1'])
  under.tell({ type: 'sound_ended', at: under.now, callId: 'c1', sound: null })
  under.tell({ type: 'leg_answered', at: under.now, leg: 'c1-offer-1' })
  under.command('1003', { name: 'pause', reason: 'break' })
  assert.equal(under.stateOf('1003'), 'talking')
  assert.deepEqual(members(under), [])
  under.command('1003', { name: 'ready' })
  assert.deepEqual(members(under), ['1003@1003 1'])
})

test('given an agent whose console has just gone, he can still be rung until he counts as signed out', () => {
  const under = givenLine()
  under.ready('1001')
  under.tell({ type: 'console_down', at: under.now, agentId: '1001' })
  assert.equal(under.stateOf('1001'), 'offline')
  assert.deepEqual(members(under), ['1001@1001 1'])
  under.pass(60_000)
  assert.deepEqual(members(under), [])
})
