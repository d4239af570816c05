import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenLine, givenQueue } from '../given-line.ts'

const ladder = [{ afterMs: 40_000, groups: ['leader'], anySkill: false }]
const switched = { type: 'queue_switched', by: 'leader', queueId: 'hotline' } as const

test('given callers who wait, when a leader opens the overflow, then all groups may take them at once, and the next caller too', () => {
  const line = givenLine(givenQueue({ ladder, notice: null }))
  line.ready('2001', { group: 'leader' })
  line.call('c1')
  assert.equal(line.callState('c1'), 'queued')
  line.tell({ ...switched, at: line.now, overflowOpen: true, announcement: null })
  assert.equal(line.callState('c1'), 'offered')
  line.ready('2002', { group: 'leader' })
  line.call('c2')
  assert.equal(line.callState('c2'), 'offered')
  assert.equal(line.factsOf('queue_switched')[0]?.by, 'leader')
})

test('given the announcement, only callers for whom nobody rings hear it, after the notice', () => {
  const line = givenLine(givenQueue())
  line.ready('1001')
  line.tell({ ...switched, at: line.now, overflowOpen: false, announcement: 'busy' })
  line.call('c1')
  line.call('c2')
  const sounds = line.effects.flatMap(effect => (effect.do === 'play' ? [[effect.callId, effect.followedBy]] : []))
  assert.deepEqual(sounds, [
    ['c1', null],
    ['c2', 'busy'],
  ])
})

test('given a queue that is not there, the switch is refused', () => {
  const line = givenLine()
  assert.equal(
    line.tell({ ...switched, queueId: 'none', at: line.now, overflowOpen: true, announcement: null }).refusal,
    'no_such_target',
  )
})

test('given callers who wait, when an admin sets a target, then the queue has it, it is booked, and nobody is matched or moved', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.call('c1')
  const effects = line.effects.length
  const target = { type: 'queue_target_set', by: 'admin', queueId: 'hotline' } as const
  line.tell({ ...target, at: line.now, answerTarget: 9_650 })
  assert.equal(line.callState('c1'), 'queued')
  assert.equal(line.effects.length, effects)
  assert.equal(line.line.queues[0]?.answerTarget, 9_650)
  line.tell({ ...target, at: line.now, answerTarget: null })
  assert.deepEqual(
    line.factsOf('queue_target_set').map(({ by, answerTarget }) => [by, answerTarget]),
    [
      ['admin', 9_650],
      ['admin', null],
    ],
  )
  assert.equal(line.tell({ ...target, queueId: 'none', at: line.now, answerTarget: null }).refusal, 'no_such_target')
})
