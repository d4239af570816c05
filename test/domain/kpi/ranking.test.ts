import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { breakdownOfRows } from '../../../src/domain/kpi/breakdown/in-memory-breakdown.ts'
import { type Ranking, rankingOf } from '../../../src/domain/kpi/breakdown/ranking.ts'
import { aCase, at, dispatch, rating } from '../../../src/domain/kpi/example-rows.ts'
import { type RowsOfFiles, tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { anyRows } from '../history/given-history.ts'

const may = readPeriod('2020-05', 'Asia/Shanghai') ?? assert.fail()
const year = readPeriod('2020', 'Asia/Shanghai') ?? assert.fail()

const ranked = (rows: RowsOfFiles, least = 1): Ranking => {
  const { units } = breakdownOfRows(rows, may)
  return rankingOf(units ?? assert.fail(), least)
}

/** So many cases of a unit that are due, the first of them answered in time. */
const dues = (unit: string, count: number, onTime: number) =>
  Array.from({ length: count }, (_, n) =>
    dispatch(`${unit}-${n}`, {
      unit,
      dueAt: at('05-12 00:00'),
      repliedAt: at(n < onTime ? '05-11 10:00' : '05-12 00:00'),
    }),
  )

describe('the ranking of units', () => {
  test('given rates, then the best is first, units of one rate share a rank, and the next one follows after all of them', () => {
    const { units } = ranked({
      dispatches: [...dues('gas', 4, 2), ...dues('water', 2, 2), ...dues('roads', 2, 1), ...dues('parks', 3, 0)],
    })
    assert.deepEqual(
      units.map(({ unit, onTime, due, onTimeRate, onTimeRank }) => [unit, onTime, due, onTimeRate, onTimeRank]),
      [
        ['water', 2, 2, 10_000, 1],
        ['gas', 2, 4, 5_000, 2],
        ['roads', 1, 2, 5_000, 2],
        ['parks', 0, 3, 0, 4],
      ],
    )
  })

  test('given a unit without any order, then it stands apart and is neither the best nor the worst', () => {
    const { units, idle } = ranked({
      dispatches: [
        ...dues('water', 1, 1),
        dispatch('9', { unit: 'gas', dispatchedAt: at('04-01 10:00') }),
        dispatch('8', { unit: 'parks', dispatchedAt: at('06-01 10:00') }),
      ],
    })
    assert.deepEqual(
      units.map(({ unit }) => unit),
      ['water'],
    )
    // one that came into being later is not missed
    assert.deepEqual(idle, ['gas'])
  })

  test('given few orders, or few of what a rate is of, then a unit is listed with its figures and has no rank', () => {
    const { units } = ranked({ dispatches: [...dues('gas', 9, 9), ...dues('water', 10, 4)] }, 10)
    assert.deepEqual(
      units.map(({ unit, onTimeRate, onTimeRank }) => [unit, onTimeRate, onTimeRank]),
      [
        ['water', 4_000, 1],
        ['gas', 10_000, null],
      ],
    )
    assert.deepEqual(
      units.map(({ satisfactionRate, satisfactionRank }) => [satisfactionRate, satisfactionRank]),
      [
        [null, null],
        [null, null],
      ],
    )
  })

  test('given a case that a unit had twice, returned once or always, then it is one order, a return apart, and a later round is a redo', () => {
    const again = { unit: 'water', round: 2, dispatchedAt: at('05-20 10:00') }
    const { units } = ranked({
      dispatches: [
        dispatch('1', { repliedAt: at('05-06 13:00') }),
        dispatch('1', { ...again, repliedAt: at('05-20 14:00') }),
        dispatch('2', { returned: true }),
        dispatch('2', { unit: 'gas', dispatchedAt: at('05-07 10:00'), repliedAt: at('05-07 12:29') }),
        dispatch('3', { returned: true, dispatchedAt: at('04-30 10:00') }),
        dispatch('4', { returned: true }),
        dispatch('4', { dispatchedAt: at('05-08 10:00'), repliedAt: at('06-01 00:00') }),
      ],
    })
    const [gas, water] = units
    const of = (unit: typeof water) => [unit?.unit, unit?.orders, unit?.returned, unit?.redone, unit?.replyHours]
    // case 3 was given to water in April; case 4 was replied to in June
    assert.deepEqual(
      [of(water), of(gas)],
      [
        ['water', 2, 1, 1, 340],
        ['gas', 1, 0, 0, 2],
      ],
    )
  })

  test('given ratings, then each counts for the unit that was given the case last and did not return it, by the acceptance of the case', () => {
    const dispatches = ['1', '2', '3'].flatMap(caseNo => [
      dispatch(caseNo),
      dispatch(caseNo, { unit: 'gas', dispatchedAt: at('05-07 10:00') }),
      dispatch(caseNo, { unit: 'parks', dispatchedAt: at('05-08 10:00'), returned: true }),
    ])
    const { units } = ranked({
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3', acceptedAt: at('04-30 10:00') })],
      dispatches,
      ratings: [rating('1'), rating('2', { score: 'dissatisfied', adjudication: 'excluded' }), rating('3')],
    })
    assert.deepEqual(
      units.map(({ unit, rated, satisfied, satisfactionRate }) => [unit, rated, satisfied, satisfactionRate]),
      [
        ['gas', 2, 1, 5_000],
        ['parks', 0, 0, null],
        ['water', 0, 0, null],
      ],
    )
  })

  test('given any rows, then units together have what is due and in time that the report has, no more ratings than it, and ranks that rates explain', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const { total } = tallyRows(rows, year)
        const { units } = breakdownOfRows(rows, year)
        const all = rankingOf(units ?? assert.fail(), 1).units
        const sum = (of: (unit: (typeof all)[number]) => number) => all.reduce((so, unit) => so + of(unit), 0)
        assert.deepEqual([sum(({ due }) => due), sum(({ onTime }) => onTime)], [total.dues.due, total.dues.onTime])
        assert.ok(sum(({ rated }) => rated) <= total.cases.rated)
        for (const { onTimeRank, onTimeRate, orders, due } of all) {
          assert.equal(onTimeRank === null, orders === 0 || due === 0)
          if (onTimeRank === null) continue
          const better = all.filter(other => other.onTimeRank !== null && (other.onTimeRate ?? 0) > (onTimeRate ?? 0))
          assert.equal(onTimeRank, better.length + 1)
        }
      }),
    )
  })
})
