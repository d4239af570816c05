import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { segments } from '../../../src/domain/text/segments.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseNoOf, registered } from './given-cases.ts'
import { morning } from './given-facts.ts'

for (const dialect of dialects)
  describe(`cases near a text on ${dialect}`, () => {
    test('given cases of this month and the last, those that share most of what is rare come first', async t => {
      const store = await givenStore(t, dialect)
      await store.append([
        ...registered({
          running: 1,
          localDay: 20260215,
          at: morning,
          title: '井盖',
          text: '井盖松动夜里很响',
          place: '',
        }),
        ...registered({ running: 1, at: morning + 1, title: '路灯', text: '路灯不亮', place: '' }),
        ...registered({ running: 2, at: morning + 2, title: '井盖', text: '井盖破损', place: '' }),
      ])
      const { cases, weights } = await store.read.nearCases(segments('井盖松动'), undefined)
      assert.deepEqual(
        cases.map(({ caseNo }) => caseNo),
        [caseNoOf(2), caseNoOf(1, 20260215)],
      )
      assert.ok((weights.get('松动') ?? 0) >= (weights.get('井盖') ?? 0))
    })

    test('given a word that very many cases of this month have, its newest are enough', async t => {
      const store = await givenStore(t, dialect)
      await store.append(
        registered({ running: 9, localDay: 20260215, at: morning, title: '停水', text: '停水', place: '' }),
      )
      await store.append(
        Array.from({ length: 260 }, (_, n) =>
          registered({ running: n + 1, at: morning + n, title: '停水', text: '停水', place: '' }),
        ).flat(),
      )
      const { cases } = await store.read.nearCases(segments('停水'), undefined)
      assert.equal(cases.length, 24)
      assert.equal(cases[0]?.caseNo, caseNoOf(260))
    })
  })
