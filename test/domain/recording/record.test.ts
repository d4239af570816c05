import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyLine } from '../../../src/domain/line/line.ts'
import { step } from '../../../src/domain/line/step.ts'
import { callOfRecording, recordingPartOf } from '../../../src/domain/recording/recording.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, type LineUnderTest, givenQueue as unrecordedQueue } from '../given-line.ts'

const givenQueue = (but: Parameters<typeof unrecordedQueue>[0] = {}) => unrecordedQueue({ record: true, ...but })

const told = (line: LineUnderTest) => line.effects.map(effect => effect.do).filter(word => word.startsWith('record'))
const recordingOf = (line: LineUnderTest) => get(line.line.calls, 'c1')?.recording

/** Agent 1001 talks with c1. */
const inTalk = (but: Parameters<typeof givenQueue>[0] = {}): LineUnderTest => {
  const line = givenLine(givenQueue({ notice: null, ...but }))
  line.ready('1001')
  line.call('c1')
  line.tell({ type: 'leg_answered', at: line.now, leg: 'c1-offer-1' })
  line.ready('1002')
  line.effects.length = 0
  return line
}

test('given a call, when it arrives, it is recorded, and that is asked for after all that is on the caller’s way', () => {
  const line = givenLine(givenQueue())
  line.ready('1001')
  line.call('c1')
  assert.deepEqual(line.effects.at(-1), { do: 'record', callId: 'c1', part: 'c1-recording-1' })
  assert.equal(line.factsOf('recording_started').length, 0)
  line.tell({ type: 'recording_began', at: line.now, callId: 'c1', part: 'c1-recording-1' })
  assert.equal(line.factsOf('recording_started')[0]?.part, 'c1-recording-1')
})

test('given a queue, a house or a full line that is not to be recorded, nothing is', () => {
  const queue = givenLine(givenQueue({ record: false }))
  queue.call('c1')
  assert.deepEqual(told(queue), [])
  const { settings } = emptyLine()
  const house = emptyLine({ ...settings, record: false })
  const withQueue = step(house, { type: 'queue_set', at: 1, queue: givenQueue() }, 1).line
  const caller = { raw: '1', number: null, withheld: false }
  const arrived = step(
    withQueue,
    { type: 'call_arrived', at: 1, callId: 'c1', dialled: '12345', caller, wants: [], adopted: false },
    1,
  )
  assert.ok(arrived.effects.every(effect => effect.do !== 'record'))
  const full = givenLine(givenQueue({ capacity: { atLeast: 0, perAgent: 0 } }))
  full.call('c1')
  assert.equal(full.callState('c1'), 'dismissed')
  assert.deepEqual(told(full), [])
  const refused = inTalk({ record: false }).command('1001', { name: 'pause_recording' })
  assert.equal(refused.refusal, 'not_recorded')
})

test('given a caller taken over after a restart, his new recording writes over no earlier one', () => {
  const line = givenLine(givenQueue())
  line.call('c1', { adopted: true })
  assert.deepEqual(line.effects.at(-1), { do: 'record', callId: 'c1', part: recordingPartOf('c1', line.now) })
})

test('given a pause, what it is for is booked when the agent says so, and stays unknown when he does not', () => {
  const line = inTalk()
  assert.equal(
    line.command('1001', { name: 'explain_recording_pause', subject: 'other' }).refusal,
    'not_allowed_now',
    'nothing is paused',
  )
  line.command('1001', { name: 'pause_recording' })
  assert.equal(recordingOf(line)?.pause?.subject, null)
  for (const subject of ['id_number', 'id_number', 'bank_card'] as const)
    line.command('1001', { name: 'explain_recording_pause', subject })
  assert.deepEqual(
    line.factsOf('recording_pause_explained').map(({ subject }) => subject),
    ['id_number', 'bank_card'],
  )
  assert.equal(recordingOf(line)?.pause?.subject, 'bank_card')
  line.command('1001', { name: 'resume_recording' })
  line.command('1001', { name: 'pause_recording' })
  assert.equal(recordingOf(line)?.pause?.subject, null, 'the next pause has its own')
})

test('given a pause, it ends by the agent’s word, once', () => {
  const line = inTalk()
  line.command('1001', { name: 'pause_recording' })
  line.command('1001', { name: 'pause_recording' })
  assert.equal(line.factsOf('recording_paused').length, 1)
  line.now += 9_000
  line.command('1001', { name: 'resume_recording' })
  line.command('1001', { name: 'resume_recording' })
  assert.deepEqual(told(line), ['record_pause', 'record_resume'])
  const [resumed] = line.factsOf('recording_resumed')
  assert.deepEqual([resumed?.why, resumed?.pausedMs, resumed?.agentId], ['agent', 9_000, '1001'])
  assert.equal(recordingOf(line)?.pause, null)
})

test('given a pause that its agent forgets, it ends at its limit, also while somebody is rung and after hold', () => {
  const line = inTalk()
  line.command('1001', { name: 'pause_recording' })
  line.command('1001', { name: 'hold' })
  line.command('1001', { name: 'resume' })
  line.command('1001', { name: 'bring_in', target: { kind: 'agent', agentId: '1002' }, mode: 'join' })
  line.pass(119_000)
  assert.equal(line.factsOf('recording_resumed').length, 0)
  line.pass(1_000)
  assert.equal(line.factsOf('recording_resumed')[0]?.why, 'limit')
  assert.equal(get(line.line.calls, 'c1')?.until, null)
})

test('given a pause, whatever takes the caller from this agent ends it', () => {
  const passes: Record<string, (line: LineUnderTest) => unknown> = {
    'to a queue': line => line.command('1001', { name: 'transfer', target: { kind: 'queue', queueId: 'hotline' } }),
    'to a contact': line =>
      line.command('1001', {
        name: 'transfer',
        target: {
          kind: 'outside',
          contacts: [{ id: null, name: { zh: '1', en: '1' }, number: '+8651388881111', unit: null }],
        },
      }),
    'to the rating': line => line.command('1001', { name: 'rate' }),
    'to the native queue': line => line.tell({ type: 'to_fallback', at: line.now, callId: 'c1', why: 'WATCHDOG' }),
  }
  for (const [way, pass] of Object.entries(passes)) {
    const line = inTalk()
    line.command('1001', { name: 'pause_recording' })
    pass(line)
    assert.equal(line.factsOf('recording_resumed')[0]?.why, 'moved', way)
    assert.deepEqual(told(line), ['record_pause', 'record_resume'], way)
    assert.equal(recordingOf(line)?.pause, null, way)
  }
  const ended = inTalk()
  ended.command('1001', { name: 'pause_recording' })
  ended.tell({ type: 'caller_left', at: ended.now, callId: 'c1', how: 'normal' })
  assert.equal(ended.factsOf('recording_resumed')[0]?.why, 'ended')
  assert.deepEqual(told(ended), ['record_pause'])
})

test('given that Asterisk does not pause, or does not record, nobody is left to believe it does', () => {
  const line = inTalk()
  line.command('1001', { name: 'pause_recording' })
  line.tell({ type: 'pause_failed', at: line.now, callId: 'c1' })
  assert.equal(line.factsOf('recording_resumed')[0]?.why, 'failed')
  assert.equal(recordingOf(line)?.pause, null)
  line.tell({ type: 'recording_failed', at: line.now, callId: 'c1', part: 'c1-recording-1', why: 'no space' })
  assert.equal(line.factsOf('recording_failed')[0]?.why, 'no space')
  assert.equal(recordingOf(line), null)
  line.tell({ type: 'recording_failed', at: line.now, callId: 'gone', part: 'gone-recording-1', why: 'no space' })
  assert.equal(line.factsOf('recording_failed').length, 2)
})

test('the name of a recording says whose it is, and no other name passes for one', () => {
  assert.equal(callOfRecording(recordingPartOf('y1-1795632843.2', 1)), 'y1-1795632843.2')
  for (const name of [
    '',
    '-recording-1',
    '../x-recording-1',
    'a/b-recording-1',
    'c1-recording-',
    '.x-recording-1',
    'c1',
  ])
    assert.equal(callOfRecording(name), null, name)
})
