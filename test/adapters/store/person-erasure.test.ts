import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { markErased } from '../../../src/adapters/store/ledger/erased-row.ts'
import { openPerson } from '../../../src/adapters/store/reads/open-person.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { exportOf } from '../../../src/engine/privacy/person-export.ts'
import { dialects, givenDatabase, givenFolder, openGiven } from '../../helpers/store.ts'
import { backUp, restore, tamper } from './backup/given-backup.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { arrived, fact, morning } from './given-facts.ts'
import { everythingIn, givenErasure, mine, other, personFacts, traces } from './given-person.ts'

const draft = { callId: 'p1', agentId: '1001', now: morning, basedOn: null, fields: { text: '王建国说三天不亮' } }

for (const dialect of dialects)
  describe(`a person's data on ${dialect}`, () => {
    const given = async (t: Parameters<typeof givenDatabase>[0], more: readonly Fact[] = []) => {
      const url = await givenDatabase(t, dialect)
      const store = await openGiven(t, url)
      await store.append([...personFacts(), ...more])
      await store.write.saveDraft(draft)
      return { url, store }
    }

    test('given two people, an export of one holds all of his and nothing of the other', async t => {
      const { url } = await given(t)
      const opened = openPerson(url)
      const { json, text } = exportOf(mine, await opened.reads.person(mine), morning, 'Asia/Shanghai')
      await opened.close()
      for (const trace of traces) assert.ok(json.includes(trace), `${trace} in the JSON`)
      for (const each of ['三天不亮', '回电王先生', '耳背', '幸福里', caseNoOf(1), '60 秒', '未接来电'])
        assert.ok(text.includes(each), `${each} in the text`)
      const { cases, calls, recordings, persons, missedCalls, drafts } = JSON.parse(json)
      assert.deepEqual(
        [cases, calls, recordings, persons, missedCalls, drafts].map(each => each.length),
        [1, 1, 1, 1, 1, 1],
      )
      assert.doesNotMatch(json + text, /13900000000|李秀英|公交|人民路|person-2|"o1"/)
    })

    test('given a person, when he is erased, no byte of the database tells of him, the other is whole, and the ledger verifies', async t => {
      const { url, store } = await given(t)
      const before = await store.read.tip()
      const gone: string[] = []
      const answer = await givenErasure(store, undefined, gone).erase(mine, 'admin', '本人申请删除')
      assert.ok('done' in answer)
      const { facts, ...done } = answer.done
      assert.deepEqual(done, { cases: 1, calls: 1, persons: 1, recordings: 1, attachments: 0, messages: 0, kept: [] })
      assert.ok(facts >= 6, `${facts} rows`)
      assert.deepEqual(gone, ['p1-1'])

      assert.equal(await store.read.verifyChain(1), null)
      assert.equal((await store.read.checkChain(before, 100)).brokenAt, null, 'from where it was checked last')
      assert.deepEqual((await store.read.person(mine)).cases, [])
      const history = await store.read.callFacts('p1')
      assert.deepEqual(
        history.map(({ kind }) => kind).filter(kind => kind === 'call_answered' || kind === 'call_ended'),
        ['call_answered', 'call_ended'],
      )
      const found = await store.read.person(other)
      assert.deepEqual([found.cases[0]?.text, found.persons[0]?.name], ['公交改线问题', '李秀英'])

      await store.append([arrived({ callId: 'c9', arrivedAt: morning + 1, number: other, rawNumber: '13900000000' })])
      assert.equal(await store.read.verifyChain(1), null)
      await store.close()
      const all = await everythingIn(url)
      for (const trace of traces) assert.ok(!all.includes(trace), `${trace} is still there`)
      assert.ok(all.includes('李秀英'))
    })

    test('given an erased ledger, a backup of it is whole, can be brought back, and verifies there', async t => {
      const { url, store } = await given(t)
      await givenErasure(store).erase(mine, 'admin', '本人申请删除')
      const folder = givenFolder(t)
      const { file, manifest } = await backUp(url, join(folder, 'backup'))
      const elsewhere = await givenDatabase(t, dialect)
      await restore(file, elsewhere, join(folder, 'spill'))
      const copy = await openGiven(t, elsewhere)
      assert.deepEqual(await copy.read.tip(), manifest.tip)
      assert.equal(await copy.read.verifyChain(1), null)
    })

    test('given who calls a change an erasure, the ledger shows the row all the same', async t => {
      const { url, store } = await given(t)
      await givenErasure(store).erase(mine, 'admin', '本人申请删除')
      const seq = (await store.read.tip())?.seq ?? 0
      await store.close()
      const bodies = [
        ['a row that nobody vouches for', 1, markErased('{}', seq + 7)],
        ['a row that names a fact which does not name it', 3, markErased('{}', seq - 1)],
        ['an erased row with other words', 2, markErased('{"callId":"p1"}', seq - 1)],
        ['a row that names one before it', 3, markErased('{}', 1)],
      ] as const
      await tamper(url, 'create table saved as select seq, body from facts')
      for (const [what, row, body] of bodies) {
        await tamper(url, `update facts set body = '${body}' where seq = ${row}`)
        const opened = await openGiven(t, url)
        assert.deepEqual(await opened.read.verifyChain(1), { brokenAt: row }, what)
        await opened.close()
        await tamper(url, `update facts set body = (select body from saved where saved.seq = facts.seq)`)
      }
    })

    test('given what is open, held or a fresh complaint, it is kept and named; the rest goes', async t => {
      const { store } = await given(t, [
        ...registered({ running: 2, at: morning + 200_000, callId: 'p2' }),
        ...registered({ running: 3, at: morning + 300_000, callId: 'p3', class: 'complaint', answer: '已处理' }),
        fact(morning + 400_000, { kind: 'recording_held', callId: 'p1', userName: 'leader', why: '诉讼' }),
      ])
      const answer = await givenErasure(store).erase(mine, 'admin', '本人申请删除')
      assert.ok('done' in answer)
      assert.deepEqual(
        answer.done.kept.map(({ what, id, why }) => `${what} ${id} ${why}`),
        [
          'call p1 legal_hold',
          `case ${caseNoOf(1)} legal_hold`,
          `case ${caseNoOf(2)} open`,
          `case ${caseNoOf(3)} retention`,
        ],
      )
      assert.equal(answer.done.recordings, 0)
      const { cases, persons } = await store.read.person(mine)
      assert.deepEqual([cases.length, persons.length, cases[0]?.requesterName], [3, 0, '王建国'])
      const late = await givenErasure(store, morning + 5 * 365 * 86_400_000).erase(mine, 'admin', '保存期满')
      assert.ok('done' in late)
      assert.equal(late.done.cases, 1)
      assert.equal(await store.read.verifyChain(1), null)
    })

    test('given a number of nobody in particular, or of nobody at all, nothing is erased', async t => {
      const { store } = await given(t, [
        fact(morning, { kind: 'number_shared', callId: 'p1', agentId: '1001', number: mine, shared: 'switchboard' }),
      ])
      const tip = await store.read.tip()
      assert.deepEqual(await givenErasure(store).erase(mine, 'admin', '申请'), { refused: 'number_is_shared' })
      assert.deepEqual(await givenErasure(store).erase('+8613700000000', 'admin', '申请'), { refused: 'not_found' })
      assert.deepEqual(await store.read.tip(), tip)
    })
  })
