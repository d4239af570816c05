import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { metrics } from '../../../src/domain/kpi/catalogue.ts'
import { tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { figureOf } from '../../../src/domain/kpi/metric.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'

const year = readPeriod('2020', 'Asia/Shanghai') ?? assert.fail()

describe('the published figures', () => {
  for (const metric of metrics)
    test(`given the worked example of ${metric.key}, it comes out as it is written there`, () => {
      const { rows, gives, why } = metric.example
      assert.deepEqual(figureOf(metric, tallyRows(rows, year)), gives, why.en)
    })

  test('given no row at all, then no figure is a number, and no rate is 0 or 100', () => {
    const tally = tallyRows({}, year)
    for (const metric of metrics) assert.equal(figureOf(metric, tally), null, metric.key)
  })

  test('given files without rows, then counts are 0, and rates, means and maxima are empty', () => {
    const empty = { calls: [], cases: [], dispatches: [], callback_tasks: [], ratings: [], staff: [], regulations: [] }
    const tally = tallyRows(empty, year)
    for (const metric of metrics) {
      const value = figureOf(metric, tally)
      if (metric.key === 'peak_daily_cases_printed') assert.equal(value, undefined)
      else if (metric.key.endsWith('_by_month')) assert.deepEqual(value, new Array(12).fill(0))
      else assert.equal(value, ['percent', 'second', 'hour'].includes(metric.unit) ? null : 0, metric.key)
    }
  })

  test('given the folder of definitions, each file is in the catalogue, once, by a key of its own', () => {
    const files = readdirSync('src/domain/kpi/metrics')
    assert.equal(metrics.length, files.length)
    assert.equal(new Set(metrics.map(({ key }) => key)).size, metrics.length)
  })
})
