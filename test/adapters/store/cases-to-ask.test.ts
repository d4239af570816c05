import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CaseConditions } from '../../../src/engine/campaigns/campaign-store.ts'
import type { CaseRow } from '../../../src/engine/cases/case-store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { morning } from './given-facts.ts'
import { givenMonth } from './given-month.ts'

const number = '+8613812345678'

for (const dialect of dialects)
  describe(`cases as campaigns ask for them on ${dialect}`, () => {
    test('given urgent cases of a number, it has one while one of them is open, and no other number has', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({ running: 1, at: morning }),
        ...registered({ running: 2, at: morning, urgent: true, answer: '已答复' }),
        ...registered({ running: 3, at: morning, urgent: true, number: '+8613900000001' }),
      ])
      assert.equal(await store.read.hasUrgentCase(number), false)
      assert.equal(await store.read.hasUrgentCase('+8613900000001'), true)
      await store.append(registered({ running: 4, at: morning, urgent: true }))
      assert.equal(await store.read.hasUrgentCase(number), true)
    })

    test('given cases of a month, those that fit all that is said come in the order of their acceptance, and no more than are wanted', async t => {
      const store = await givenStore(t, dialect)
      const at = (n: number) => morning + n
      const facts = [
        ...registered({ running: 1, at: at(3), class: 'complaint', urgent: true }),
        ...registered({ running: 2, at: at(1), class: 'help', answer: '已答复', contact: 'sms', number: null }),
        ...registered({ running: 3, at: at(2), class: 'help', confidential: true }),
        ...registered({ running: 4, at: at(9), class: 'help' }),
      ]
      await store.append(facts)
      const accepted = { from: at(1), to: at(9) }
      const found = async (more: Partial<CaseConditions> = {}, limit = 10) =>
        (await store.read.casesToAsk({ accepted, ...more }, limit)).map(({ caseNo }) => Number(caseNo.slice(8, 13)))
      assert.deepEqual(await store.read.casesToAsk({ accepted: { from: at(1), to: at(2) } }, 10), [
        { caseNo: caseNoOf(2), round: 0, confidential: false, contact: 'sms', number: null },
      ])
      assert.deepEqual(await found(), [2, 3, 1])
      assert.deepEqual(await found({}, 2), [2, 3])
      assert.deepEqual(await found({ classes: ['help', 'praise'] }), [2, 3])
      assert.deepEqual(await found({ urgent: true }), [1])
      assert.deepEqual(await found({ urgent: false, classes: ['complaint'] }), [])
      assert.deepEqual(await found({ states: ['answered_online'] }), [2])
      assert.deepEqual(await found({ closed: { from: at(1), to: at(2) } }), [2])
      assert.deepEqual(await found({ closed: { from: at(2), to: at(9) } }), [])
      assert.deepEqual(await found({ supervised: true }), [])
      assert.deepEqual(await found({ unit: 'water' }), [])
    })

    test('given cases that units replied to, they are found by unit, topic, result and rating', async t => {
      const store = await givenStore(t, dialect)
      await store.append(givenMonth())
      const all = { accepted: { from: 0, to: Number.MAX_SAFE_INTEGER } }
      const rows = await store.read.casesToAsk(all, 100)
      const wholes = await Promise.all(rows.map(async ({ caseNo }) => (await store.read.caseByNo(caseNo))?.case))
      const found = async (more: Partial<CaseConditions>) =>
        (await store.read.casesToAsk({ ...all, ...more }, 100)).map(({ caseNo }) => caseNo)
      const where = (is: (row: CaseRow) => boolean) => wholes.flatMap(row => (row && is(row) ? [row.caseNo] : []))
      const ofWater = where(({ unit }) => unit === 'water')
      const resolved = where(({ result }) => result === 'resolved')
      const dissatisfied = where(({ score }) => score === 'dissatisfied')
      for (const some of [ofWater, resolved, dissatisfied]) assert.ok(some.length > 0 && some.length < rows.length)
      assert.deepEqual(await found({ unit: 'water' }), ofWater)
      assert.deepEqual(await found({ results: ['resolved'] }), resolved)
      assert.deepEqual(await found({ scores: ['dissatisfied'] }), dissatisfied)
      assert.deepEqual(await found({ topics: ['none'] }), [])
    })
  })
