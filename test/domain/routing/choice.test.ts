import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { givenLine, givenQueue } from '../given-line.ts'

test('given several ready agents, the one who has been idle longest rings', () => {
  const line = givenLine()
  line.ready('1002')
  line.now += 1_000
  line.ready('1001')
  line.call('c1')
  const [offer] = line.factsOf('offer_made')
  assert.equal(offer?.agentId, '1002')
  assert.equal(offer?.reason.eligible, 2)
  assert.equal(offer?.reason.chosenBy, 'call')
})

test('given callers of two priorities, the urgent one goes first and among equals the earlier arrival', () => {
  const line = givenLine(
    givenQueue({ id: 'a', priority: 5, dialledNumbers: ['*'] }),
    givenQueue({ id: 'b', priority: 1, dialledNumbers: ['12349'] }),
  )
  for (const [id, dialled] of [
    ['c1', '12345'],
    ['c2', '12345'],
    ['c3', '12349'],
  ] as const) {
    line.call(id, { dialled })
    line.now += 10
  }
  for (const agent of ['1001', '1002', '1003']) line.ready(agent)
  assert.deepEqual(
    line.factsOf('offer_made').map(fact => fact.callId),
    ['c3', 'c1', 'c2'],
  )
})

test('given a skill that the queue asks for, only agents with that level ring, and the caller may need more', () => {
  const line = givenLine(givenQueue({ skills: [{ skill: 'hotline', level: 2 }] }))
  line.ready('low', { skills: [{ skill: 'hotline', level: 1 }] })
  line.ready('high', { skills: [{ skill: 'hotline', level: 3 }] })
  line.call('c1', { wants: [{ skill: 'cantonese', level: 1 }] })
  assert.equal(line.factsOf('offer_made').length, 0)
  line.call('c2')
  assert.equal(line.factsOf('offer_made')[0]?.agentId, 'high')
})

test('given a queue that prefers level, the better agent goes before the longer idle one', () => {
  const line = givenLine(givenQueue({ prefer: 'level', skills: [{ skill: 'tax', level: 1 }] }))
  line.ready('old', { skills: [{ skill: 'tax', level: 1 }] })
  line.now += 60_000
  line.ready('new', { skills: [{ skill: 'tax', level: 3 }] })
  line.call('c1')
  assert.equal(line.factsOf('offer_made')[0]?.agentId, 'new')
})

test('given the ladder of overflow, other groups and other skills come in as the wait goes on', () => {
  const line = givenLine(
    givenQueue({
      notice: null,
      skills: [{ skill: 'hotline', level: 1 }],
      ladder: [
        { afterMs: 20_000, groups: [], anySkill: true },
        { afterMs: 40_000, groups: ['leader'], anySkill: false },
      ],
    }),
  )
  line.ready('leader', { group: 'leader', skills: [{ skill: 'hotline', level: 1 }] })
  line.call('c1')
  line.pass(19_750)
  assert.equal(line.factsOf('offer_made').length, 0)
  line.pass(20_500)
  const [offer] = line.factsOf('offer_made')
  assert.equal(offer?.agentId, 'leader')
  assert.equal(offer?.reason.rung, 2)
  assert.equal(line.factsOf('ladder_climbed').length, 2)
})

test('given a queue that is changed while callers wait, they keep their places and the new rules hold at once', () => {
  const line = givenLine(givenQueue({ skills: [{ skill: 'tax', level: 1 }] }))
  line.ready('1001')
  line.call('c1')
  line.now += 1_000
  line.call('c2')
  line.tell({ type: 'queue_set', at: line.now, queue: givenQueue({ skills: [] }) })
  line.tell({ type: 'queue_set', at: line.now, queue: givenQueue({ priority: 2 }) })
  assert.equal(line.factsOf('offer_made').length, 0)
  line.call('c3')
  line.ready('1002')
  const offers = line.factsOf('offer_made').map(fact => fact.callId)
  assert.ok(offers.indexOf('c3') <= 1)
})

test('given any mix of callers and agents, the offers are those a plain search over all would make', () => {
  const skills = fc.subarray(['a', 'b'] as const).map(names => names.map(skill => ({ skill, level: 1 })))
  const event = fc.oneof(
    fc.record({ what: fc.constant('call' as const), wants: skills, urgent: fc.boolean() }),
    fc.record({ what: fc.constant('agent' as const), has: skills }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), events => {
      const line = givenLine(
        givenQueue({ id: 'slow', priority: 5, dialledNumbers: ['*'] }),
        givenQueue({ id: 'fast', priority: 1, dialledNumbers: ['1'] }),
      )
      const waiting: { id: string; priority: number; wants: string[] }[] = []
      const ready: { id: string; has: string[] }[] = []
      const expected: string[] = []
      events.forEach((happens, n) => {
        line.now += 1
        if (happens.what === 'call') {
          const wants = happens.wants.map(({ skill }) => skill)
          const agent = ready.find(({ has }) => wants.every(skill => has.includes(skill)))
          if (agent) expected.push(`c${n}-${agent.id}`)
          else waiting.push({ id: `c${n}`, priority: happens.urgent ? 1 : 5, wants })
          if (agent) ready.splice(ready.indexOf(agent), 1)
          line.call(`c${n}`, { wants: happens.wants, dialled: happens.urgent ? '1' : '2' })
        } else {
          const has: string[] = happens.has.map(({ skill }) => skill)
          const fit = waiting.filter(({ wants }) => wants.every(skill => has.includes(skill)))
          const call = fit.find(({ priority }) => priority === 1) ?? fit[0]
          if (call) expected.push(`${call.id}-a${n}`)
          else ready.push({ id: `a${n}`, has })
          if (call) waiting.splice(waiting.indexOf(call), 1)
          line.ready(`a${n}`, { skills: happens.has })
        }
      })
      const made = line.factsOf('offer_made').map(({ callId, agentId }) => `${callId}-${agentId}`)
      assert.deepEqual(made, expected)
    }),
  )
})
