import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { metrics } from '../../../src/domain/kpi/catalogue.ts'
import { entries } from '../../../src/domain/kpi/dictionary/dictionary.ts'
import { dictionaryOf } from '../../../src/domain/kpi/dictionary/dictionary-report.ts'
import { entryValue } from '../../../src/domain/kpi/dictionary/entry.ts'
import { dictionaryOfRows } from '../../../src/domain/kpi/dictionary/in-memory-dictionary.ts'
import { nearestRank } from '../../../src/domain/kpi/dictionary/nearest-rank.ts'
import { asArrival, lowestRollingDay } from '../../../src/domain/kpi/dictionary/rolling-day.ts'
import { at, call, gaveUp } from '../../../src/domain/kpi/example-rows.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { anyRows } from '../history/given-history.ts'

const year = readPeriod('2020', 'Asia/Shanghai') ?? assert.fail()
const dayMs = 86_400_000

describe('the dictionary of figures for the house', () => {
  for (const entry of entries)
    test(`given the worked example of ${entry.key}, it comes out as it is written there`, () => {
      const { rows, gives, why } = entry.example
      assert.deepEqual(entryValue(entry, dictionaryOfRows(rows, year)), gives, why.en)
    })

  test('given no row at all, then no entry is a number, and there is no tree', () => {
    const book = dictionaryOfRows({}, year)
    for (const entry of entries) assert.equal(entryValue(entry, book), null, entry.key)
    assert.deepEqual([dictionaryOf(book).loss_tree, dictionaryOf(book).service_levels], [null, null])
  })

  test('given files without rows, then counts are 0, and all else is empty', () => {
    const empty = { calls: [], cases: [], dispatches: [], callback_tasks: [], ratings: [], staff: [], regulations: [] }
    const book = dictionaryOfRows(empty, year)
    for (const entry of entries) {
      const isCount = !['percent', 'second', 'hour', 'instant'].includes(entry.unit)
      assert.equal(entryValue(entry, book), isCount ? 0 : null, entry.key)
    }
  })

  test('given its keys, then each is its own, and none is that of a published figure', () => {
    const keys = [...metrics, ...entries].map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length)
  })

  test('given any rows, then the tree holds but for ends that a call cannot have, and as many were offered as the figures say', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const book = dictionaryOfRows(rows, year)
        for (const { id, gap } of dictionaryOf(book).checks)
          assert.equal(gap, id === 'loss_tree' ? book.arrivals.tree.unexplained : 0, id)
      }),
      { numRuns: 200 },
    )
  })

  test('given an abandon whose stage nobody wrote down, then the tree says how many gave up, and not where', () => {
    const { loss_tree } = dictionaryOf(dictionaryOfRows({ calls: [gaveUp(60), call({ answered: 9 })] }, year))
    const { arrived, abandoned, abandoned_in_queue, overflowed_queue_full } = loss_tree ?? assert.fail()
    assert.deepEqual([arrived, abandoned, abandoned_in_queue, overflowed_queue_full], [2, 1, null, 0])
  })
})

describe('percentiles', () => {
  test('given any values, then the percentile is one of them, at least so many are not above it, and fewer are below', () => {
    const any = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(any, fc.constantFrom(50, 90, 95, 100), (values, percent) => {
        const found = nearestRank(Float64Array.from(values).sort(), percent) ?? assert.fail()
        const wanted = percent * values.length
        assert.ok(values.includes(found))
        assert.ok(100 * values.filter(value => value <= found).length >= wanted)
        assert.ok(100 * values.filter(value => value < found).length < wanted)
      }),
    )
  })
})

describe('the lowest answer rate of any 24 hours', () => {
  const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * dayMs - 1 }), fc.boolean()), { maxLength: 12 })
  const sortedOf = (list: readonly (readonly [number, boolean])[]) =>
    Float64Array.from(list.map(([arrivedAt, isAnswered]) => asArrival(arrivedAt, isAnswered))).sort()

  test('given any calls, then no 24 hours that begin at, before or behind one of them have a lower rate', () => {
    fc.assert(
      fc.property(calls, list => {
        const starts = [0, 2 * dayMs, ...list.flatMap(([at]) => [-1, 0, 1].flatMap(by => [at + by, at + by - dayMs]))]
        const rates = starts
          .filter(start => start >= 0 && start <= 2 * dayMs)
          .flatMap(start => {
            const within = list.filter(([at]) => at >= start && at < start + dayMs)
            return within.length === 0 ? [] : within.filter(([, isAnswered]) => isAnswered).length / within.length
          })
        const found = lowestRollingDay(sortedOf(list), 0, 3 * dayMs)
        if (rates.length === 0) return assert.equal(found, null)
        assert.equal((found?.answered ?? 0) / (found?.offered ?? 0), Math.min(...rates))
        const { from } = found ?? assert.fail()
        assert.equal(list.filter(([at]) => at >= from && at < from + dayMs).length, found?.offered)
      }),
    )
  })

  test('given a period that is not over, then 24 hours that are not over are not judged', () => {
    const rows = {
      calls: [call({ arrivedAt: at('05-06 10:00'), answered: 9 }), gaveUp(60, { arrivedAt: at('05-06 12:00') })],
    }
    const rate = (until: number) => {
      const { offered, answered } = dictionaryOfRows(rows, year, until).arrivals.lowestDay ?? assert.fail()
      return [answered, offered]
    }
    assert.deepEqual(rate(at('05-06 13:00')), [1, 2])
    assert.deepEqual(rate(year.to), [0, 1])
    const day = readPeriod('2020-05-06', 'Asia/Shanghai') ?? assert.fail()
    assert.equal(dictionaryOfRows(rows, day, at('05-06 13:00')).arrivals.lowestDay, null)
  })
})
