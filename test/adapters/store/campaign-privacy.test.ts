import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../../src/domain/fact.ts'
import { createCaseRetention } from '../../../src/engine/privacy/case-retention.ts'
import type { Store } from '../../../src/engine/store.ts'
import { dialects, givenStore, keptLog } from '../../helpers/store.ts'
import { attemptFacts, taskCreated, taskMoved } from './given-campaigns.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { fact, morning } from './given-facts.ts'
import { givenErasure, mine, other } from './given-person.ts'

const caseNo = caseNoOf(1)
const closed = (taskId: string): Fact =>
  taskMoved(taskId, morning + 90_000, { version: 2, state: 'closed', due: null, result: 'done' })
const talk = (callId: string, taskId: string, number = mine) =>
  attemptFacts({ callId, taskId, number, at: morning, outcome: 'done', talkMs: 9_000, note: '王建国在家' })
const recorded = (callId: string): readonly Fact[] => [
  fact(morning, { kind: 'recording_started', callId, part: `${callId}-1` }),
  fact(morning + 10_000, {
    ...{ kind: 'recording_closed', callId, part: `${callId}-1`, codec: 'g711', bytes: 9, sha256: 'a' },
    ...{ audioMs: 9_000, gapMs: 0 },
  }),
]
const numbersOf = async ({ read }: Store, taskId: string) => [
  (await read.task(taskId))?.number,
  ...(await read.attempts({ taskId })).map(({ number }) => number),
]

for (const dialect of dialects)
  describe(`what callback tasks tell of persons on ${dialect}`, () => {
    test('given a task that is over, one that goes on and one whose recording is held, an erasure takes the first and names the others', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        taskCreated({ taskId: 'over', at: morning, number: mine, note: '王建国' }),
        ...talk('c-over', 'over'),
        ...recorded('c-over'),
        closed('over'),
        taskCreated({ taskId: 'open', at: morning, number: mine }),
        ...talk('c-open', 'open'),
        taskCreated({ taskId: 'held', at: morning, number: mine }),
        ...talk('c-held', 'held'),
        ...recorded('c-held'),
        closed('held'),
        fact(morning + 99_000, { kind: 'recording_held', callId: 'c-held', userName: 'leader', why: '诉讼' }),
        taskCreated({ taskId: 'of-other', at: morning, number: other }),
        ...talk('c-other', 'of-other', other),
      ])
      const gone: string[] = []
      const answer = await givenErasure(store, undefined, gone).erase(mine, 'admin', '本人申请删除')
      assert.ok('done' in answer)
      assert.deepEqual(gone, ['c-over-1'])
      assert.deepEqual(answer.done.kept.map(({ what, id, why }) => `${what} ${id} ${why}`).sort(), [
        'call c-held legal_hold',
        'call c-open open',
        'task held legal_hold',
        'task open open',
      ])
      assert.deepEqual(await numbersOf(store, 'over'), [null, ''])
      assert.deepEqual(await numbersOf(store, 'open'), [mine, mine])
      assert.deepEqual(await numbersOf(store, 'held'), [mine, mine])
      assert.deepEqual(await numbersOf(store, 'of-other'), [other, other])
      assert.equal((await store.read.call('c-over'))?.call.number, null)
      const bodies = JSON.stringify(await store.read.callFacts('c-over'))
      assert.doesNotMatch(bodies, /王建国|13812345678/)
      assert.match(bodies, /"outcome":"done"/)
      assert.equal(await store.read.verifyChain(1), null)
    })

    test('given a closed case whose time is over, its visits go with it, but not before their recordings', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({ running: 1, at: morning, answer: '已处理' }),
        // of his household: neither case nor call of the hotline names this number
        taskCreated({ taskId: 't1', at: morning, number: other, caseNo, note: '王建国之妻' }),
        ...talk('c1', 't1', other),
        ...recorded('c1'),
        closed('t1'),
      ])
      const now = morning + 400 * 86_400_000
      const clock = { now: () => now, at: (_at: number, run: () => void) => (queueMicrotask(run), () => {}) }
      const retention = createCaseRetention({
        ...{ reads: store.read, book: store.append, eraseFile: async () => {}, clock, zone: 'Asia/Shanghai' },
        ...{ log: keptLog(), months: { others: 6, complaints: 6 }, settled: async () => {} },
      })
      assert.equal(await retention.erase(), 0)
      assert.deepEqual(await numbersOf(store, 't1'), [other, other])
      await store.append([fact(now, { kind: 'recording_erased', callId: 'c1', part: 'c1-1', why: 'retention' })])
      assert.equal(await retention.erase(), 1)
      assert.deepEqual(await numbersOf(store, 't1'), [null, ''])
      assert.equal((await store.read.task('t1'))?.note, '')
      assert.equal((await store.read.call('c1'))?.call.rawNumber, '')
      assert.equal((await store.read.attempts({ taskId: 't1' }))[0]?.note, '')
      assert.equal((await store.read.person(other)).tasks.length, 0)
      assert.equal(await store.read.verifyChain(1), null)
    })
  })
