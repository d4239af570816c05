import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'
import { arrived, fact, morning } from './given-facts.ts'

const expiresAt = morning + 3_600_000

const kept = (callId: string, arrivedAt: number) => [
  arrived({ callId, arrivedAt }),
  fact(arrivedAt + 9_000, {
    kind: 'place_kept',
    ...{ callId, queueId: 'hotline', arrivedAt, priority: 5, skills: [], expiresAt },
  }),
  fact(arrivedAt + 9_000, { kind: 'call_overflowed', callId, reason: 'place_kept', waitMs: 9_000 }),
  fact(arrivedAt + 9_000, { kind: 'missed_call', callId, number: '+8613812345678', why: 'place_kept' }),
  fact(arrivedAt + 12_000, { kind: 'call_ended', callId, arrivedAt, cause: 'overflow', by: 'system', talkMs: null }),
]

for (const dialect of dialects)
  describe(`kept places on ${dialect}`, () => {
    test('given callers who keep their places, those without an end come back in the order of their arrival', async t => {
      const store = await givenStore(t, dialect)
      await store.append([...kept('c2', morning + 500), ...kept('c1', morning), ...kept('c3', morning + 900)])
      const ended = { callId: 'c3', queueId: 'hotline', why: 'rung', attempt: 'out-c3-1', by: '' } as const
      await store.append([fact(morning + 20_000, { kind: 'place_ended', ...ended })])
      const { places, calls } = await store.read.unfinished()
      assert.deepEqual(
        places?.map(({ callId }) => callId),
        ['c1', 'c2'],
      )
      assert.deepEqual(places?.[0], {
        ...{ callId: 'c1', queueId: 'hotline', number: '+8613812345678', dialled: '12345', priority: 5 },
        ...{ arrivedAt: morning, keptAt: morning + 9_000, expiresAt },
      })
      assert.deepEqual(calls, [])
    })

    test('given such callers, their overflow is told apart, and the ring-back list says why they are on it', async t => {
      const store = await givenStore(t, dialect)
      await store.append(kept('c1', morning))
      const figures = await store.read.figures(morning, morning + 1)
      assert.deepEqual(
        [figures.overflowed, figures.overflowedKept, figures.overflowedFull, figures.overflowedWait],
        [1, 1, 0, 0],
      )
      assert.equal((await store.read.missedCalls(true, 10))[0]?.why, 'place_kept')
    })
  })
