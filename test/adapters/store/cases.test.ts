import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseNoOf, registered, words } from './given-cases.ts'
import { answeredCall, fact, morning } from './given-facts.ts'

const number = '+8613812345678'
const minute = 60_000

for (const dialect of dialects)
  describe(`cases on ${dialect}`, () => {
    test('a case that was registered is one row with its call, and its facts are its history', async t => {
      const store = await givenStore(t, dialect)
      const facts = registered({ running: 1, at: morning, callId: 'c1', urgent: true })
      await store.append(facts)
      assert.partialDeepStrictEqual(await store.read.caseByNo(caseNoOf(1)), {
        case: {
          caseNo: caseNoOf(1),
          state: 'pending_review',
          channel: 'phone',
          since: morning,
          owner: 'reviewer',
          deadline: morning + 5 * minute,
          unit: null,
          class: 'help',
          title: '路灯不亮',
          text: '解放路 88 号路灯三天不亮',
          place: '解放路 88 号',
          requesterName: '王建国',
          contact: 'phone',
          number,
          urgent: true,
          confidential: false,
          anonymous: false,
          enterprise: false,
          specialNeeds: false,
          agentId: '1001',
          callId: 'c1',
          acceptedAt: morning,
          answer: '',
          closedAt: null,
        },
        calls: [{ callId: 'c1', as: 'origin', agentId: '1001', at: morning, note: '' }],
      })
      assert.deepEqual(await store.read.caseFacts(caseNoOf(1)), facts.slice(0, 3))
      assert.equal(await store.read.caseByNo(caseNoOf(2)), null)
      assert.equal(await store.read.verifyChain(1), null)
    })

    test('a case that was answered on the line is closed with its answer', async t => {
      const store = await givenStore(t, dialect)
      await store.append(registered({ running: 1, at: morning, answer: '已告知办理地点' }))
      const found = await store.read.caseByNo(caseNoOf(1))
      assert.deepEqual(
        [found?.case.state, found?.case.answer, found?.case.closedAt],
        ['answered_online', '已告知办理地点', morning],
      )
    })

    test('the last number that was given is known, also of a longer day', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.lastCasePlace(), null)
      await store.append(registered({ running: 100_000, at: morning }))
      await store.append(registered({ running: 99_999, at: morning }))
      assert.deepEqual(await store.read.lastCasePlace(), { localDay: 20260302, running: 100_000 })
      assert.deepEqual(await store.read.caseOfRequest('request-20260302-100000'), {
        caseNo: caseNoOf(100_000),
        agentId: '1001',
        callId: 'call-100000',
      })
    })

    test('of several outcomes of a call the last counts, all are kept, and a follow-up taken back is no link', async t => {
      const store = await givenStore(t, dialect)
      await store.append(registered({ running: 1, at: morning, callId: 'c0' }))
      const of = { callId: 'c1', agentId: '1001' }
      const nothing = { caseNo: null, reason: null }
      await store.append([
        fact(morning + 1, { kind: 'case_linked', caseNo: caseNoOf(1), ...of, as: 'follow_up', note: '催办' }),
        fact(morning + 1, { kind: 'call_outcome', ...of, outcome: 'follow_up', caseNo: caseNoOf(1), reason: null }),
      ])
      const linked = await store.read.callDecision('c1')
      assert.equal(linked.decided?.outcome, 'follow_up')
      assert.deepEqual(
        linked.cases.map(each => [each.caseNo, each.as]),
        [[caseNoOf(1), 'follow_up']],
      )
      await store.append([
        fact(morning + 2, { kind: 'case_unlinked', caseNo: caseNoOf(1), ...of }),
        fact(morning + 2, { kind: 'call_outcome', ...of, outcome: 'no_case', caseNo: null, reason: 'silent' }),
      ])
      assert.deepEqual(await store.read.callDecision('c1'), {
        decided: { outcome: 'no_case', caseNo: null, reason: 'silent', agentId: '1001' },
        cases: [],
      })
      await store.append([fact(morning + 3, { kind: 'call_outcome', ...of, outcome: null, ...nothing })])
      assert.equal((await store.read.callDecision('c1')).decided, null)
      assert.equal((await store.read.callFacts('c1')).length, 5)
    })

    test('a case is never unlinked from the call it came from', async t => {
      const store = await givenStore(t, dialect)
      await store.append(registered({ running: 1, at: morning, callId: 'c1' }))
      await store.append([fact(morning, { kind: 'case_unlinked', caseNo: caseNoOf(1), callId: 'c1', agentId: '1001' })])
      assert.equal((await store.read.caseByNo(caseNoOf(1)))?.calls.length, 1)
    })

    test('answered calls without an outcome are found for their agent and counted for the leader', async t => {
      const store = await givenStore(t, dialect)
      for (const [index, agentId] of ['1001', '1001', '1002'].entries())
        await store.append(answeredCall({ callId: `c${index}`, arrivedAt: morning + index }, agentId, 1_000, 9_000))
      await store.append(registered({ running: 1, at: morning, callId: 'c0' }))
      await store.write.saveDraft({ callId: 'c1', agentId: '1001', fields: { text: 'a' }, basedOn: null, now: morning })
      assert.deepEqual(await store.read.undecidedCalls('1001', morning, 9), [
        {
          callId: 'c1',
          agentId: '1001',
          arrivedAt: morning + 1,
          number,
          withheld: false,
          hasDraft: true,
          decided: false,
        },
      ])
      await store.write.saveDraft({
        callId: 'c0',
        agentId: '1001',
        fields: { text: '还有' },
        basedOn: null,
        now: morning,
      })
      assert.deepEqual(
        (await store.read.undecidedCalls('1001', morning, 9)).map(each => [each.callId, each.decided]),
        [
          ['c1', false],
          ['c0', true],
        ],
        'a second case that was begun and left stands there too',
      )
      const counts = await store.read.undecidedCounts(morning, morning + minute)
      assert.deepEqual(
        [...counts].sort((a, b) => a.agentId.localeCompare(b.agentId)),
        [
          { agentId: '1001', count: 1 },
          { agentId: '1002', count: 1 },
        ],
      )
    })

    test('cases are found by number, by words without regard to case, open ones only, page by page', async t => {
      const store = await givenStore(t, dialect)
      for (let n = 1; n <= 5; n += 1)
        await store.append(
          registered({
            running: n,
            at: morning + n * minute,
            number: n === 5 ? '+8613900000000' : number,
            title: n === 2 ? 'ABC 小区 100%停水_' : '路灯不亮',
            answer: n === 3 ? '已答' : '',
          }),
        )
      const found = async (filter: object) =>
        (await store.read.cases({ limit: 9, ...filter })).map(each => Number(each.caseNo.slice(8, 13)))
      assert.deepEqual(await found({}), [5, 4, 3, 2, 1])
      assert.deepEqual(await found({ number }), [4, 3, 2, 1])
      assert.deepEqual(await found({ caseNo: caseNoOf(4) }), [4])
      assert.deepEqual(await found({ open: true }), [5, 4, 2, 1])
      assert.deepEqual(await found({ open: false }), [3])
      assert.deepEqual(await found({ words: words('abc 停水') }), [2])
      assert.deepEqual(await found({ words: words('100%停水_') }), [2])
      assert.deepEqual(await found({ words: words('1%水') }), [], 'a percent sign is one, not a wildcard')
      assert.deepEqual(await found({ words: words('三天 停水') }), [2])
      assert.deepEqual(await found({ words: words("' or 1=1") }), [])
      assert.deepEqual(await found({ words: ['\\'] }), [])
      assert.deepEqual(await found({ before: { acceptedAt: morning + 3 * minute, caseNo: caseNoOf(3) } }), [2, 1])
    })

    test('words find no confidential case of another agent', async t => {
      const store = await givenStore(t, dialect)
      await store.append(registered({ running: 1, at: morning, class: 'report', agentId: '1002' }))
      const count = async (confidentialOf?: string) =>
        (await store.read.cases({ limit: 9, words: ['路灯'], ...(confidentialOf && { confidentialOf }) })).length
      assert.deepEqual([await count(), await count('1001'), await count('1002')], [1, 0, 1])
    })

    test('hostile text comes back as it was written', async t => {
      const store = await givenStore(t, dialect)
      const hostile = `<img src=x onerror="alert(1)">'; drop table cases; -- \0 \ud800 𠮷`
      await store.append(registered({ running: 1, at: morning, title: hostile, text: hostile, place: hostile }))
      const found = await store.read.caseByNo(caseNoOf(1))
      const kept = hostile.replace('\0', '').toWellFormed()
      assert.deepEqual([found?.case.title, found?.case.text, found?.case.place], [kept, kept, kept])
    })

    test('a number is known by whom agents confirmed behind it, and by its open and closed cases', async t => {
      const store = await givenStore(t, dialect)
      const person = {
        name: '王建国',
        place: '解放路',
        minor: false,
        disabled: false,
        contact: 'sms',
        note: '',
      } as const
      const of = { callId: 'c1', agentId: '1001', number, kind: 'person_confirmed' } as const
      await store.append([
        fact(morning, { ...of, personId: 'p1', elder: true, ...person }),
        fact(morning + 1, { ...of, personId: 'p2', elder: false, ...person, name: '李芳', contact: null }),
        fact(morning + 2, { ...of, personId: 'p1', elder: true, ...person, note: '听力不好' }),
        ...registered({ running: 1, at: morning - 9, class: 'report' }),
        ...registered({ running: 2, at: morning, answer: '已答' }),
      ])
      const known = await store.read.callerHistory(number, 'c1', morning)
      assert.deepEqual(known.people, [
        { id: 'p1', elder: true, ...person, note: '听力不好' },
        { id: 'p2', elder: false, ...person, name: '李芳', contact: null },
      ])
      assert.deepEqual(known.openCases, [
        {
          caseNo: caseNoOf(1),
          class: 'report',
          title: '路灯不亮',
          state: 'pending_review',
          confidential: true,
          acceptedAt: morning - 9,
          closedAt: null,
        },
      ])
      assert.deepEqual(
        known.closedCases.map(each => each.caseNo),
        [caseNoOf(2)],
      )
      const share = (shared: 'switchboard' | null) =>
        store.append([fact(morning, { kind: 'number_shared', callId: 'c1', agentId: '1001', number, shared })])
      await share('switchboard')
      const nobody = await store.read.callerHistory(number, 'c1', morning)
      assert.deepEqual(
        [nobody.shared, nobody.people, nobody.openCases, nobody.closedCases],
        ['switchboard', [], [], []],
      )
      await share(null)
      assert.equal((await store.read.callerHistory(number, 'c1', morning)).people.length, 2)
    })
  })
