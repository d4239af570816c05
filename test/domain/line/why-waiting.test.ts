import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { staffingOf } from '../../../src/domain/line/staffing.ts'
import { waitersOf } from '../../../src/domain/line/why-waiting.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const waiters = ({ line }: LineUnderTest, atMost = 100) => waitersOf(line, staffingOf(line), atMost)
const kinds = (line: LineUnderTest) => waiters(line).first.map(({ call, why }) => [call.id, why.kind])

test('given a caller whose agent rings and one behind him, the list has both in order, and says of each why he has nobody yet', () => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.now += 1_000
  line.call('c2')
  line.now += 1_000
  line.call('c3')
  assert.deepEqual(kinds(line), [
    ['c1', 'rings'],
    ['c2', 'nobody_free'],
    ['c3', 'nobody_free'],
  ])
  const [first, second, third] = waiters(line).first.map(({ why }) => why)
  assert.deepEqual(first, { kind: 'rings', agentId: '1001', accepted: false })
  assert.ok(second?.kind === 'nobody_free' && third?.kind === 'nobody_free')
  assert.deepEqual([second.ahead, third.ahead], [0, 1])
  assert.deepEqual([second.states.reserved, second.states.ready, second.priority], [1, 0, 5])
})

test('given nobody signed in, or nobody with the skill, or no telephony, the reason says which', () => {
  const line = givenLine(givenQueue({ notice: null, skills: [{ skill: 'cantonese', level: 1 }] }))
  line.call('c1')
  assert.deepEqual(kinds(line), [['c1', 'nobody_signed_in']])
  line.ready('1001')
  assert.deepEqual(waiters(line).first[0]?.why, {
    kind: 'nobody_able',
    groups: ['phone'],
    skills: [{ skill: 'cantonese', level: 1 }],
  })
  line.ready('1002', { skills: [{ skill: 'cantonese', level: 2 }] })
  assert.deepEqual(kinds(line), [['c1', 'rings']])
  line.call('c2')
  line.tell({ type: 'telephony_down', at: line.now })
  assert.equal(waiters(line).first.at(-1)?.why.kind, 'no_telephony')
})

test('given an urgent caller who came later, he stands first', () => {
  const line = givenLine(
    givenQueue({ id: 'a', priority: 5, dialledNumbers: ['*'] }),
    givenQueue({ id: 'b', priority: 1, dialledNumbers: ['1'] }),
  )
  line.call('late', { dialled: '2' })
  line.now += 1
  line.call('urgent', { dialled: '1' })
  assert.deepEqual(
    waiters(line).first.map(({ call }) => call.id),
    ['urgent', 'late'],
  )
})

test('given more callers than are asked for, the rest is counted', () => {
  const line = givenLine()
  for (let n = 0; n < 7; n += 1) line.call(`c${n}`)
  const { first, more } = waiters(line, 5)
  assert.deepEqual([first.length, more], [5, 2])
})

test('given any line, whoever an agent gets next is one of whom the list says that he is next', () => {
  const skills = fc.subarray(['a', 'b'] as const).map(names => names.map(skill => ({ skill, level: 1 })))
  const calls = fc.array(fc.record({ wants: skills, urgent: fc.boolean() }), { minLength: 1, maxLength: 12 })
  const crew = fc.array(skills, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(calls, crew, fc.nat(), (arriving, agents, pick) => {
      const line = givenLine(
        givenQueue({ id: 'slow', priority: 5, dialledNumbers: ['*'], notice: null }),
        givenQueue({ id: 'fast', priority: 1, dialledNumbers: ['1'], notice: null }),
      )
      agents.forEach((has, n) => {
        line.ready(`a${n}`, { skills: has })
        line.command(`a${n}`, { name: 'pause', reason: 'meal' })
      })
      arriving.forEach(({ wants, urgent }, n) => {
        line.now += 1
        line.call(`c${n}`, { wants, dialled: urgent ? '1' : '2' })
      })
      const before = new Map(waiters(line).first.map(({ call, why }) => [call.id, why]))
      const agent = `a${pick % agents.length}`
      line.command(agent, { name: 'ready' })
      const next = get(line.line.agents, agent)?.callId
      const why = next === undefined || next === null ? null : before.get(next)
      assert.ok(why === null || (why?.kind === 'nobody_free' && why.ahead === 0), JSON.stringify(why))
      if (why !== null) return
      const has: string[] = (agents[pick % agents.length] ?? []).map(({ skill }) => skill)
      assert.ok(arriving.every(({ wants }) => !wants.every(({ skill }) => has.includes(skill))))
    }),
  )
})
