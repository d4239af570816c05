import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { builder } from '../../../src/adapters/store/db.ts'
import { accessTemplates } from '../../../src/adapters/store/ledger/access-templates.ts'
import { ledgerTemplates } from '../../../src/adapters/store/ledger/templates.ts'
import type { Template } from '../../../src/adapters/store/query.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { countingRating } from '../../../src/domain/cases/life/counting-rating.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { people, wishes } from '../../domain/cases/given-case.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { caseOf, life, type Step, sign } from './given-month.ts'

const { citizen, clerk, reviewer, supervisor, visitor } = people
const other = { ...visitor, name: 'visitor-2' }
const from = Date.parse('2026-03-01T00:00:00+08:00')
const span = { from, to: from + 31 * 86_400_000, limit: 50 }

const web = (score: 'satisfied' | 'dissatisfied', ownNumber = false): CaseCommand => ({
  ...wishes[score],
  source: 'web',
  ownNumber,
})
const replied = (day: string): readonly Step[] => [
  sign(`${day} 11:00`),
  [`${day} 12:00`, clerk, wishes.contact],
  [`${day} 13:00`, clerk, wishes.reply],
  [`${day} 14:00`, reviewer, wishes.review],
  [`${day} 15:00`, reviewer, wishes.accept],
]

/** An adjudication as one person made it before there were two. */
const adjudicated = (facts: readonly Fact[], ruling: 'excluded'): readonly Fact[] => {
  const last = facts.at(-1)
  if (last?.kind !== 'case_moved') throw new Error('the case was not moved')
  const { ruling: _, ownNumber: _own, answeredBy: _by, ...before } = last.standing
  const standing = { ...before, version: before.version + 1, state: 'closed', closedAt: last.at } as const
  return [...facts, { ...last, by: reviewer, wish: { event: 'adjudicate', ruling, reason: '旧裁定' }, standing }]
}

/** Each case in its order, by the number of the case. */
const cases = (): readonly (readonly Fact[])[] => [
  life(1, '2026-03-02 10:00', ...replied('2026-03-02'), ['2026-03-03 10:00', visitor, wishes.satisfied]),
  // changed his mind within the window
  life(
    2,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', visitor, wishes.satisfied],
    ['2026-03-04 10:00', citizen, web('dissatisfied')],
  ),
  // excluded by two
  life(
    3,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', other, wishes.dissatisfied],
    ['2026-03-03 11:00', reviewer, wishes.exclude],
    ['2026-03-03 12:00', supervisor, wishes.confirm],
  ),
  // proposed and not confirmed
  life(
    4,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', other, wishes.dissatisfied],
    ['2026-03-03 11:00', reviewer, wishes.exclude],
  ),
  // proposed and refused
  life(
    5,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', other, wishes.dissatisfied],
    ['2026-03-03 11:00', reviewer, wishes.exclude],
    ['2026-03-03 12:00', supervisor, wishes.refuse],
  ),
  // proposed, and the requester rated again
  life(
    6,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', other, wishes.dissatisfied],
    ['2026-03-03 11:00', reviewer, wishes.exclude],
    ['2026-03-03 12:00', citizen, web('satisfied')],
  ),
  // from a number of the unit, and that was excluded
  life(
    7,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', citizen, web('satisfied', true)],
    ['2026-03-03 11:00', reviewer, wishes.exclude],
    ['2026-03-03 12:00', supervisor, wishes.confirm],
  ),
  adjudicated(
    life(8, '2026-03-02 10:00', ...replied('2026-03-02'), ['2026-03-03 10:00', other, wishes.dissatisfied]),
    'excluded',
  ),
  // redone
  life(
    9,
    '2026-03-02 10:00',
    ...replied('2026-03-02'),
    ['2026-03-03 10:00', other, wishes.dissatisfied],
    ['2026-03-03 11:00', supervisor, wishes.redo],
    ...replied('2026-03-04'),
    ['2026-03-05 10:00', other, wishes.satisfied],
  ),
]

for (const dialect of dialects)
  describe(`ratings on ${dialect}`, () => {
    test('given ratings of all kinds, what is counted by the database is what each case alone says', async t => {
      const store = await givenStore(t, dialect)
      const all = cases()
      for (const facts of all) await store.append(facts)
      const counting = all.map(countingRating).filter(each => each !== null)
      const groups = await store.read.ratingGroups(span)
      const sum = (name: 'ratings' | 'dissatisfied' | 'own' | 'excluded') =>
        groups.reduce((total, each) => total + each[name], 0)
      assert.equal(sum('ratings'), counting.length)
      assert.equal(sum('dissatisfied'), counting.filter(({ score }) => score === 'dissatisfied').length)
      assert.equal(sum('own'), counting.filter(({ ownNumber }) => ownNumber).length)
      assert.equal(sum('excluded'), counting.filter(({ ruling }) => ruling === 'excluded').length)
      assert.deepEqual(
        groups.map(({ unit, by, ratings, dissatisfied, own, excluded }) => [
          unit,
          by,
          ratings,
          dissatisfied,
          own,
          excluded,
        ]),
        [
          ['water', '', 3, 1, 1, 1],
          ['water', 'callback_agent', 1, 0, 0, 0],
          ['water', 'visitor-2', 5, 4, 0, 2],
        ],
      )
    })

    test('given ratings that were replaced and rulings of all kinds, they are listed with who did what', async t => {
      const store = await givenStore(t, dialect)
      for (const facts of cases()) await store.append(facts)
      assert.deepEqual(
        (await store.read.changedRatings(span)).map(({ caseNo, by, score, laterBy, laterScore }) => [
          caseNo,
          by,
          score,
          laterBy,
          laterScore,
        ]),
        [
          [caseOf(6), 'visitor-2', 'dissatisfied', '', 'satisfied'],
          [caseOf(2), 'callback_agent', 'satisfied', '', 'dissatisfied'],
        ],
      )
      const rulings = await store.read.rulings(span)
      assert.deepEqual(rulings.map(({ caseNo, state, by, decidedBy }) => [caseNo, state, by, decidedBy]).sort(), [
        [caseOf(3), 'confirmed', 'reviewer', 'supervisor'],
        [caseOf(4), 'proposed', 'reviewer', null],
        [caseOf(5), 'refused', 'reviewer', 'supervisor'],
        [caseOf(6), 'void', 'reviewer', null],
        [caseOf(7), 'confirmed', 'reviewer', 'supervisor'],
        [caseOf(8), 'confirmed', 'reviewer', null],
      ])
      const waiting = await store.read.work({ owners: ['supervisor'], limit: 10 })
      assert.deepEqual(
        waiting.map(({ caseNo }) => caseNo),
        [caseOf(4)],
      )
    })

    test('given a rating, when everything is done that can be done about it, then its row is as it was written', async t => {
      const store = await givenStore(t, dialect)
      const rowsOf = async (of: string) =>
        (await store.read.person('+8613812345678')).ratings.filter(({ caseNo }) => caseNo === of)
      for (const facts of cases()) {
        const [first] = facts
        assert.ok(first && 'caseNo' in first && first.caseNo !== null)
        const upTo = facts.findIndex(each => each.kind === 'case_moved' && each.wish.event === 'visit') + 1
        await store.append(facts.slice(0, upTo))
        const [before] = await rowsOf(first.caseNo)
        await store.append(facts.slice(upTo))
        assert.deepEqual((await rowsOf(first.caseNo))[0], before)
      }
    })
  })

test('given all statements by which facts are written, then none changes or deletes a rating, but that erasure takes its words', () => {
  const query = builder('sqlite', async () => [])
  const all: Readonly<Record<string, Template<never>>> = {
    ...(ledgerTemplates(query) as object),
    ...(accessTemplates(query) as object),
  }
  const touching = Object.entries(all).filter(([, { sql }]) => /^(update|delete from) "ratings"/.test(sql))
  assert.deepEqual(
    touching.map(([name, { sql }]) => [name, /set (.*) where/.exec(sql)?.[1]]),
    [['caseRatingsErased', `"reason" = ''`]],
  )
})
