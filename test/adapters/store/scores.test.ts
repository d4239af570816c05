import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { indicators } from '../../../src/domain/scoring/indicator.ts'
import { boundsOfMonth } from '../../../src/domain/scoring/month.ts'
import { scoreUnit } from '../../../src/domain/scoring/score.ts'
import { defaultSheet } from '../../../src/domain/scoring/sheet.ts'
import { at, people } from '../../domain/cases/given-case.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { fact } from './given-facts.ts'
import { caseOf, givenMonth, life, ofHousing, ofWater, sign } from './given-month.ts'

const march = boundsOfMonth('2026-03', 'Asia/Shanghai')
const period = { ...march, asOf: march.to }

for (const dialect of dialects)
  describe(`scores on ${dialect}`, () => {
    test('given a month counted by hand, each unit has these counts and no others', async t => {
      const store = await givenStore(t, dialect)
      await store.append(givenMonth())
      assert.deepEqual(Object.fromEntries(await store.read.scoreCounts(period)), { water: ofWater, housing: ofHousing })
      assert.deepEqual(Object.fromEntries(await store.read.scoreCounts({ ...period, unit: 'water' })), {
        water: ofWater,
      })
      const april = { ...period, ...boundsOfMonth('2026-04', 'Asia/Shanghai'), asOf: at('2026-04-30') }
      const [handled] = [(await store.read.scoreCounts(april)).get('water')?.handled_in_time]
      assert.deepEqual(handled, { counted: 0, base: 1 }, 'what was due in April is late in April')
    })

    test('given a month that still runs, what is not due yet is neither in time nor late', async t => {
      const store = await givenStore(t, dialect)
      await store.append(givenMonth())
      const counts = await store.read.scoreCounts({ ...period, asOf: at('2026-03-10', '00:00') })
      assert.equal(counts.has('housing'), true)
      assert.deepEqual(counts.get('water')?.handled_in_time, { counted: 0, base: 0 }, 'due at 24:00, which is not over')
      const later = await store.read.scoreCounts({ ...period, asOf: at('2026-03-10', '00:01') })
      assert.deepEqual(later.get('water')?.handled_in_time, { counted: 2, base: 4 })
    })

    test('given a figure, the cases behind it are those it was counted from', async t => {
      const store = await givenStore(t, dialect)
      await store.append(givenMonth())
      const cases = (indicator: (typeof indicators)[number], counted: boolean, limit = 200) =>
        store.read.scoreCases({ ...period, unit: 'water', indicator, counted, limit })
      assert.deepEqual(await cases('handled_in_time', false), [2, 3].map(caseOf))
      assert.deepEqual(await cases('handled_in_time', true), [1, 5, 7].map(caseOf))
      assert.deepEqual(await cases('contacted_in_time', false), [2, 3, 5, 7].map(caseOf))
      assert.deepEqual(await cases('satisfaction_raw', false), [3].map(caseOf))
      assert.deepEqual(await cases('satisfaction_adjusted', false), [])
      assert.deepEqual(await cases('returns_granted', true), [4].map(caseOf))
      assert.deepEqual(await cases('redone', true), [7].map(caseOf))
      assert.deepEqual(await cases('replies_bounced', true), [3].map(caseOf))
      assert.deepEqual(await cases('signed_in_time', false), [2].map(caseOf))
      assert.equal((await cases('handled_in_time', true, 2)).length, 2)
    })

    test('given cases overdue, those due early enough are listed by unit, and suspended ones are not', async t => {
      const store = await givenStore(t, dialect)
      await store.append(givenMonth())
      const until = at('2026-04-30')
      const stands = { event: 'suspend', reason: 'waiting_for_citizen', note: '等待补充材料', until } as const
      const suspended = life(8, '2026-03-02 10:00', sign('2026-03-02 11:00'), [
        '2026-03-03 10:00',
        people.dispatcher,
        stands,
      ])
      await store.append(suspended)
      const dueBy = at('2026-03-11', '00:00')
      const rows = await store.read.longOverdue({ dueBy, limit: 10 })
      assert.deepEqual(
        rows.map(({ unit, caseNo }) => [unit, caseNo]),
        [
          ['housing', caseOf(4)],
          ['water', caseOf(2)],
        ],
      )
      assert.deepEqual(await store.read.longOverdue({ dueBy: at('2026-03-09'), limit: 10 }), [])
      assert.equal((await store.read.longOverdue({ dueBy, unit: 'water', limit: 10 })).length, 1)
    })

    test('given frozen scores and an objection, each is read back as it was booked', async t => {
      const store = await givenStore(t, dialect)
      assert.equal(await store.read.newestFrozenMonth(), null)
      const rows = [scoreUnit(defaultSheet, 'water', ofWater)]
      const issue = { month: '2026-03', sheet: defaultSheet, sheetVersion: 0, rows, objectionId: null, by: 'supervise' }
      const objection = {
        id: 'o1',
        month: '2026-03',
        version: 1,
        unit: 'water',
        indicator: 'handled_in_time',
        caseNo: caseOf(2),
        reason: '停电 <b>不可抗力</b>',
        by: 'water-leader',
        ruleBy: 99,
      } as const
      const correction = { indicator: 'handled_in_time', counted: 4, base: 5 } as const
      await store.append([
        fact(10, { kind: 'scores_frozen', version: 1, ...issue }),
        fact(20, { kind: 'score_objected', ...objection }),
      ])
      assert.equal((await store.read.scoreObjection('o1'))?.state, 'open')
      const ruling = { accepted: true, reason: '属实', correction } as const
      await store.append([
        fact(30, { kind: 'scores_frozen', ...issue, version: 2, objectionId: 'o1' }),
        fact(30, { kind: 'score_ruled', id: 'o1', ruling, by: 'supervise', issued: 2 }),
      ])
      assert.deepEqual(await store.read.scoreIssues('2026-03'), [
        { ...issue, version: 1, at: 10 },
        { ...issue, version: 2, objectionId: 'o1', at: 30 },
      ])
      assert.deepEqual(await store.read.scoreObjections({ month: '2026-03', unit: 'water' }), [
        {
          ...objection,
          at: 20,
          state: 'accepted',
          ...{ ruledBy: 'supervise', ruledAt: 30, ruling: '属实', correction, issued: 2 },
        },
      ])
      assert.deepEqual(await store.read.scoreObjections({ month: '2026-03', unit: 'housing' }), [])
      assert.equal(await store.read.newestFrozenMonth(), '2026-03')
      assert.equal(await store.read.verifyChain(1), null)
    })
  })
