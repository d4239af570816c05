import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

/** Agent 1001 has talked with c1 for 20 s and sent him to the rating. */
const asked = (): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.now += 20_000
  line.effects.length = 0
  line.command('1001', { name: 'rate' })
  line.tell({ type: 'leg_ended', at: line.now, leg: 'c1-offer-1', how: 'normal' })
  return line
}
const press = (line: LineUnderTest, digit: string) => line.tell({ type: 'digit', at: line.now, callId: 'c1', digit })
const over = (line: LineUnderTest, sound: string) =>
  line.tell({ type: 'sound_ended', at: line.now, callId: 'c1', sound })
const result = (line: LineUnderTest) => {
  const rated = line.factsOf('service_rated')
  assert.equal(rated.length, 1)
  return [rated[0]?.result, rated[0]?.score, rated[0]?.agentId]
}

test('given an agent who sends his caller to the rating, he has his wrap-up, and the caller hears the question alone', () => {
  const line = asked()
  assert.deepEqual(
    line.effects.map(effect => effect.do),
    ['part', 'play', 'hang_up'],
  )
  assert.equal(line.stateOf('1001'), 'wrap_up')
  assert.equal(line.callState('c1'), 'surveyed')
})

test('given a key while the question still plays, it stops, the caller is thanked and hung up; the rating is no part of the talk', () => {
  const line = asked()
  line.now += 3_000
  press(line, '1')
  assert.deepEqual(
    line.effects.slice(-2).map(effect => effect.do),
    ['stop_sound', 'play'],
  )
  over(line, 'rate-service')
  press(line, '3')
  assert.equal(line.callState('c1'), 'surveyed')
  line.now += 2_000
  over(line, 'rate-thanks')
  assert.deepEqual(result(line), ['valid', 1, '1001'])
  assert.equal(line.factsOf('call_ended')[0]?.talkMs, 20_000)
})

test('given no key within 8 s, the question comes once more, and then it is a timeout and no rating', () => {
  const line = asked()
  over(line, 'rate-service')
  line.pass(8_000)
  assert.equal(line.effects.at(-1)?.do, 'play')
  over(line, 'rate-service')
  line.pass(8_000)
  assert.deepEqual(result(line), ['timeout', null, '1001'])
  assert.equal(line.factsOf('call_ended')[0]?.by, 'agent')
})

test('given two keys that are no answer, it is invalid and kept apart', () => {
  const line = asked()
  over(line, 'rate-service')
  press(line, '9')
  over(line, 'rate-service')
  press(line, '#')
  assert.deepEqual(result(line), ['invalid', null, '1001'])
})

test('given a caller who hangs up instead, his call is completed and not rated', () => {
  const line = asked()
  line.tell({ type: 'caller_left', at: line.now, callId: 'c1', how: 'normal' })
  assert.deepEqual(result(line), ['hung_up', null, '1001'])
  assert.equal(line.factsOf('call_ended')[0]?.cause, 'completed')
})

test('given sounds whose ends are never told, the rating still ends', () => {
  const line = asked()
  line.pass(60_000)
  assert.deepEqual(result(line), ['timeout', null, '1001'])
  assert.equal(line.callState('c1'), undefined)
})
