import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AmiClient, AmiFields, AmiResult } from '../../../../src/adapters/asterisk/ami/ami-client.ts'
import { createRecorder } from '../../../../src/adapters/asterisk/telephony/recorder.ts'

/** AMI that gives these answers one after the other, the last one for ever. */
const given = (...answers: readonly AmiResult[]) => {
  const asked: (readonly [string, AmiFields])[] = []
  const action: AmiClient['action'] = async (name, fields = {}) => {
    asked.push([name, fields])
    return answers[Math.min(asked.length, answers.length) - 1] ?? { kind: 'down' }
  }
  return { asked, run: createRecorder({ action } as AmiClient) }
}
const ok: AmiResult = { kind: 'ok', fields: {}, events: [] }
const pause = { do: 'record_pause', callId: 'c1' } as const
const record = { do: 'record', callId: 'c1', part: 'c1-recording-1' } as const

test('given AMI, a recording is begun where ARI finds its file, and paused in both directions', async () => {
  const { asked, run } = given(ok)
  assert.deepEqual(await run(record), { kind: 'done' })
  assert.deepEqual(await run(pause), { kind: 'done' })
  assert.deepEqual(await run({ do: 'record_resume', callId: 'c1' }), { kind: 'done' })
  assert.deepEqual(asked, [
    ['MixMonitor', { Channel: 'c1', File: '../recording/c1-recording-1.ulaw' }],
    ['MixMonitorMute', { Channel: 'c1', Direction: 'both', State: '1' }],
    ['MixMonitorMute', { Channel: 'c1', Direction: 'both', State: '0' }],
  ])
})

test('given a caller who is gone, that is no failure; another refusal is one', async () => {
  assert.deepEqual(await given({ kind: 'refused', message: 'No such channel' }).run(record), { kind: 'gone' })
  assert.deepEqual(await given({ kind: 'refused', message: 'Cannot set mute flag' }).run(pause), {
    kind: 'failed',
    why: 'Cannot set mute flag',
  })
})

test('given AMI that is away, a recording is asked for again until it is back, and a pause is given up soon', async () => {
  const back = given({ kind: 'down' }, { kind: 'timeout' }, ok)
  assert.deepEqual(await back.run(record), { kind: 'done' })
  assert.equal(back.asked.length, 3)
  const away = given({ kind: 'down' })
  assert.deepEqual(await away.run(pause), { kind: 'unknown', why: 'down' })
  assert.equal(away.asked.length, 2)
})
