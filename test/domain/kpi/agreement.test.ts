import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disagreements, summable, sumOfDays, wallFigures } from '../../../src/domain/kpi/agreement.ts'
import { metrics } from '../../../src/domain/kpi/catalogue.ts'
import { noFigures } from '../../../src/domain/kpi/figures.ts'

const figures = {
  ...noFigures,
  ...{
    offered: 3,
    answered: 2,
    abandonedRinging: 1,
    abandonedShort: 1,
    waitMs: 29_000,
    talkMs: 150_000,
    talksEnded: 2,
  },
  ...{ longestTalkMs: 100_000, within15: 1, within20: 2, within30: 2 },
}

test('given what the wall counts, then it is told under the keys of the report, which are keys of its catalogue', () => {
  const told = wallFigures(figures)
  assert.deepEqual(told, {
    ...{ offered: 3, inbound_calls_answered: 2, abandoned: 1, abandoned_short_5s: 1, inbound_answer_rate: 66.67 },
    ...{ sl_15: 33.33, sl_20: 66.67, sl_30: 66.67 },
    ...{ inbound_avg_wait_s: 15, inbound_avg_talk_s: 75, inbound_max_talk_s: 100 },
  })
  const known = new Set(metrics.map(({ key }) => key))
  assert.deepEqual(
    [...Object.keys(told), ...summable].filter(key => !known.has(key)),
    [],
  )
})

test('given no call, then what has no base is not known and agrees with a report that says so', () => {
  assert.deepEqual(
    disagreements(wallFigures(noFigures), { offered: 0, inbound_answer_rate: null, inbound_max_talk_s: null }),
    [],
  )
})

test('given a figure that two books tell differently, or that only one knows, then it is named with both; one that only one of them has is not compared', () => {
  assert.deepEqual(disagreements({ offered: 3, sl_15: 33.33 }, { offered: 2, sl_15: 33.33, cases_total: 7 }), [
    { key: 'offered', one: 3, other: 2 },
  ])
  assert.deepEqual(disagreements({ sl_15: null }, { sl_15: 33.33 }), [{ key: 'sl_15', one: null, other: 33.33 }])
  assert.deepEqual(disagreements({ offered: 3 }, {}), [])
})

test('given days, then their sums are told; a figure that one of them does not know is not', () => {
  const sums = sumOfDays([
    { offered: 3, cases_total: 1 },
    { offered: 4, cases_total: null },
  ])
  assert.deepEqual([sums.offered, sums.cases_total], [7, null])
})
