import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decideCase } from '../../../src/domain/cases/life/decide.ts'
import { afterFact, fileOf } from '../../../src/domain/cases/life/file.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import type { UnitKey } from '../../../src/engine/unit-api/unit-store.ts'
import { caseContext, people, wishes } from '../../domain/cases/given-case.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { morning } from './given-facts.ts'

const key: UnitKey = {
  ...{ id: 'k1', unit: 'water', name: '水务 OA', hash: 'aa', leads: false },
  ...{ createdAt: 1, createdBy: 'admin', revokedAt: null, revokedBy: null, lastUsedAt: null },
}

/** The facts of a case that water has. */
const dispatched = (running: number, at: number): Fact[] => {
  const facts = registered({ running, at })
  let file = fileOf(facts)
  for (const [by, wish] of [
    [people.reviewer, wishes.pass],
    [people.dispatcher, wishes.toWater],
  ] as const) {
    const decided = file && decideCase(file, by, wish, null, caseContext(at))
    if (!decided || 'refused' in decided) throw new Error('refused')
    const fact: Fact = { at, received: at, ...decided.fact }
    facts.push(fact)
    file = afterFact(file, fact)
  }
  return facts
}

for (const dialect of dialects)
  describe(`what units' systems need on ${dialect}`, () => {
    test('a key comes back by what it hashes to, is revoked once, and no two hash to the same', async t => {
      const { read, write } = await givenStore(t, dialect)
      await write.addUnitKey(key)
      await assert.rejects(write.addUnitKey({ ...key, id: 'k2' }))
      assert.deepEqual(await read.unitKeyByHash('aa'), key)
      assert.equal(await read.unitKeyByHash('bb'), null)
      await write.unitKeyUsed('k1', 7)
      assert.deepEqual(
        [await write.revokeUnitKey('k1', 9, 'admin'), await write.revokeUnitKey('k1', 10, 'x')],
        [true, false],
      )
      assert.deepEqual(await read.unitKeys(), [{ ...key, lastUsedAt: 7, revokedAt: 9, revokedBy: 'admin' }])
    })

    test('a request is claimed once, also by two at once, keeps its answer, and is forgotten when it is old', async t => {
      const { read, write } = await givenStore(t, dialect)
      const request = { id: 'k1 a', bodyHash: 'h', at: 100, status: null, body: null }
      assert.deepEqual(
        (await Promise.all([write.claimUnitRequest(request, 0), write.claimUnitRequest(request, 0)])).sort(),
        [false, true],
      )
      await write.answerUnitRequest('k1 a', 200, '{"state":"signed"}')
      assert.deepEqual(await read.unitRequest('k1 a'), { ...request, status: 200, body: '{"state":"signed"}' })
      assert.equal(await write.claimUnitRequest({ ...request, id: 'k1 b', at: 300 }, 200), true)
      assert.equal(await read.unitRequest('k1 a'), null)
    })

    test('targets are listed by their names and taken away', async t => {
      const { read, write } = await givenStore(t, dialect)
      const target = { url: 'https://x.cn/', secret: 's', formerSecret: null, disabledAt: null, disabledWhy: null }
      for (const id of ['b', 'a']) await write.saveWebhookTarget({ id, ...target })
      assert.deepEqual(
        (await read.webhookTargets()).map(({ id }) => id),
        ['a', 'b'],
      )
      assert.deepEqual([await write.removeWebhookTarget('a'), await write.removeWebhookTarget('a')], [true, false])
    })

    test('what happens to cases is read behind a place that is kept, and open clocks come by their due date, page by page', async t => {
      const { read, write, append, caughtUp } = await givenStore(t, dialect)
      assert.deepEqual([await read.noticeProgress('cases'), await read.lastCaseFact()], [null, 0])
      await append([
        ...dispatched(2, morning),
        ...dispatched(1, morning + 86_400_000),
        ...registered({ running: 3, at: morning }),
      ])
      await caughtUp()
      const all = await read.caseHappenings(0, 100)
      assert.deepEqual(
        all.happenings.map(({ fact }) => (fact.kind === 'case_moved' ? fact.wish.event : fact.kind)),
        [
          ...['case_registered', 'send_to_review', 'pass_review', 'dispatch'],
          ...['case_registered', 'send_to_review', 'pass_review', 'dispatch'],
          ...['case_registered', 'send_to_review'],
        ],
      )
      assert.equal(all.last, await read.lastCaseFact())
      await write.saveNoticeProgress('cases', 3)
      await write.saveNoticeProgress('cases', all.last ?? 0)
      assert.equal(await read.noticeProgress('cases'), all.last)
      assert.deepEqual(await read.caseHappenings(all.last ?? 0, 10), { happenings: [], last: null })
      const [first] = await read.openClocks(null, 1)
      assert.deepEqual([first?.caseNo, first?.number, first?.unit, first?.suspended], [caseNoOf(2), 1, 'water', false])
      assert.ok(first)
      assert.deepEqual(
        (await read.openClocks(first, 10)).map(({ caseNo }) => caseNo),
        [caseNoOf(1)],
      )
      assert.deepEqual(await read.messagesKnown([]), [])
      assert.deepEqual(await read.messagesKnown(['a']), [])
    })
  })
