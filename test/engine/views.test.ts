import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absentAgent } from '../../src/domain/agent/agent.ts'
import { agentView, callerView } from '../../src/engine/views.ts'

const known = { number: '+8613812345678', raw: '013812345678', withheld: false }
const odd = { number: null, raw: 'x-13812345678-x', withheld: false }
const hidden = { number: null, raw: 'anonymous', withheld: true }

test('given callers of all kinds, when each role sees them, then agents see no number whole and nobody a raw one that is not needed', () => {
  assert.deepEqual(callerView(known, 'agent'), { number: '138****5678', rawNumber: null, withheld: false })
  assert.deepEqual(callerView(known, 'shift_leader'), { number: '+8613812345678', rawNumber: null, withheld: false })
  assert.equal(callerView(odd, 'admin').rawNumber, 'x-13812345678-x')
  assert.doesNotMatch(String(callerView(odd, 'agent').rawNumber), /13812345678|2345/)
  assert.deepEqual(callerView(hidden, 'admin'), { number: null, rawNumber: null, withheld: true })
})

test('given an agent who talks and wants a pause after, when pages see him, then the wish is shown and no inner deadline', () => {
  const profile = {
    id: '1',
    name: '甲',
    extension: '1001',
    group: 'phone',
    skills: [],
    wantsStandingLeg: false,
    autoAccept: false,
  }
  const agent = {
    ...absentAgent(profile, 0),
    state: 'talking',
    until: 99,
    next: { state: 'paused', reason: 'meal' },
  } as const
  const { next, until } = agentView(agent)
  assert.deepEqual([next, until], ['meal', null])
  assert.equal(agentView({ ...agent, state: 'wrap_up', next: { state: 'offline' } }).until, 99)
})
