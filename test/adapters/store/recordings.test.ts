import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Store } from '../../../src/engine/store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { answeredCall, fact, morning } from './given-facts.ts'

const part = 'c1-recording-1'
const closed = { callId: 'c1', part, bytes: 80_000, sha256: 'ab', audioMs: 10_000 }

const dueBefore = (before: number, complaintsBefore = 0) => ({ before, complaintsBefore, limit: 9 })

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
      const due = async () => (await store.read.recordingsDue(dueBefore(morning + 100_000))).map(row => row.part)
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
      assert.deepEqual(await store.read.recordingsDue(dueBefore(morning + 90_000)), [])
    })

    test('given calls that belong to a complaint, first or as a follow-up, their recordings outlive the others’ night, until their own', async t => {
      const store = await givenStore(t, dialect)
      const kept = async (callId: string) =>
        store.append([
          ...answeredCall({ callId, arrivedAt: morning }, '1001', 4_000, 60_000),
          fact(morning + 90_000, {
            kind: 'recording_closed',
            ...closed,
            callId,
            part: `${callId}-recording-1`,
            gapMs: 0,
          }),
        ])
      for (const callId of ['c1', 'c2', 'c3', 'c4']) await kept(callId)
      const link = { caseNo: caseNoOf(1), agentId: '1001' }
      await store.append([
        ...registered({ running: 1, at: morning, callId: 'c1', class: 'complaint' }),
        ...registered({ running: 2, at: morning, callId: 'c2' }),
        fact(morning + 1, { kind: 'case_linked', ...link, callId: 'c3', as: 'follow_up', note: '催办' }),
      ])
      const due = async (complaintsBefore: number) =>
        (await store.read.recordingsDue(dueBefore(morning + 100_000, complaintsBefore))).map(({ callId }) => callId)
      assert.deepEqual(await due(morning), ['c2', 'c4'])
      assert.deepEqual(await due(morning + 90_001), ['c1', 'c2', 'c3', 'c4'])
      await store.append([fact(morning + 2, { kind: 'case_unlinked', ...link, callId: 'c3' })])
      assert.deepEqual(await due(morning), ['c2', 'c3', 'c4'])
    })
  })
