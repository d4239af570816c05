import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Store } from '../../../src/engine/store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { answeredCall, fact, morning } from './given-facts.ts'

const part = 'c1-recording-1'
const closed = { callId: 'c1', part, bytes: 80_000, sha256: 'ab', audioMs: 10_000 }

/** A call from 8:00 on whose recording has started. */
const given = async (store: Store) => {
  await store.append(answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 4_000, 60_000))
  await store.append([fact(morning + 5, { kind: 'recording_started', callId: 'c1', part })])
}

for (const dialect of dialects)
  describe(`recordings on ${dialect}`, () => {
    test('given a recording from its start to its end and once more, it is one row as its facts tell it', async t => {
      const store = await givenStore(t, dialect)
      await given(store)
      await store.append([
        fact(morning + 900, { kind: 'recording_closed', ...closed, gapMs: null }),
        fact(morning + 990, { kind: 'recording_closed', ...closed, gapMs: 200 }),
      ])
      assert.deepEqual(await store.read.recordings('c1'), [
        {
          part,
          callId: 'c1',
          startedAt: morning + 5,
          failedWhy: null,
          pausedAt: null,
          pausedBy: null,
          closedAt: morning + 990,
          bytes: 80_000,
          sha256: 'ab',
          audioMs: 10_000,
          gapMs: 200,
          heldAt: null,
          erasedAt: null,
        },
      ])
      const day = { from: morning, to: morning + 1 }
      const [found] = await store.read.recordedCalls({ ...day, agentId: '1001', lastDigits: '5678', limit: 9 })
      assert.deepEqual([found?.call.id, found?.audioMs, found?.gapMs, found?.held], ['c1', 10_000, 200, false])
      assert.deepEqual(await store.read.recordedCalls({ ...day, lastDigits: '5670', limit: 9 }), [])
      assert.deepEqual(await store.read.answeredWithoutAudio(morning, morning + 1, 9), [])
    })

    test('given a pause in an unfinished call, a server that starts finds it; given its end, no more', async t => {
      const store = await givenStore(t, dialect)
      const facts = answeredCall({ callId: 'c1', arrivedAt: morning }, '1001', 4_000, 60_000)
      await store.append(facts.filter(({ kind }) => kind !== 'call_ended'))
      const about = { callId: 'c1', part, agentId: '1001' }
      await store.append([fact(morning + 9_000, { kind: 'recording_paused', ...about, until: morning + 99_000 })])
      const pauseOf = async () => (await store.read.unfinished()).calls[0]?.recordingPause
      assert.deepEqual(await pauseOf(), { since: morning + 9_000, agentId: '1001' })
      await store.append([fact(morning + 9_500, { kind: 'recording_resumed', ...about, why: 'agent', pausedMs: 500 })])
      assert.equal(await pauseOf(), null)
    })

    test('given an answered call, it is named as one without audio until there is some', async t => {
      const store = await givenStore(t, dialect)
      await given(store)
      const lacking = async () => (await store.read.answeredWithoutAudio(morning, morning + 1, 9)).map(({ id }) => id)
      assert.deepEqual(await lacking(), ['c1'])
      await store.append([fact(morning, { kind: 'recording_closed', ...closed, audioMs: 0, gapMs: null })])
      assert.deepEqual(await lacking(), ['c1'])
      await store.append([fact(morning, { kind: 'recording_closed', ...closed, gapMs: null })])
      assert.deepEqual(await lacking(), [])
    })

    test('given a hold on a call, none of its recordings is due; lifted, all that were closed before', async t => {
      const store = await givenStore(t, dialect)
      await given(store)
      const due = async () => (await store.read.recordingsDue(morning + 100_000, 9)).map(row => row.part)
      assert.deepEqual(await due(), [])
      await store.append([fact(morning + 90_000, { kind: 'recording_closed', ...closed, gapMs: 0 })])
      assert.deepEqual(await due(), [part])
      const hold = { callId: 'c1', userName: 'leader', why: 'petition' }
      await store.append([
        fact(morning + 91_000, { kind: 'recording_held', ...hold }),
        fact(morning + 92_000, { kind: 'recording_closed', ...closed, part: 'c1-recording-2', gapMs: 0 }),
      ])
      assert.deepEqual(await due(), [])
      await store.append([fact(morning + 93_000, { kind: 'recording_released', ...hold })])
      assert.deepEqual(await due(), [part, 'c1-recording-2'])
      assert.deepEqual(await store.read.recordingsDue(morning + 90_000, 9), [])
    })
  })
