import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dateOf } from '../../../src/domain/calendar/day.ts'
import { hotTopics, largestSpikes, spikesOf, standsOut } from '../../../src/domain/kpi/breakdown/hot-topics.ts'
import { breakdownOfRows } from '../../../src/domain/kpi/breakdown/in-memory-breakdown.ts'
import { aCase, at } from '../../../src/domain/kpi/example-rows.ts'
import type { RowsOfFiles } from '../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'

const may = readPeriod('2020-05', 'Asia/Shanghai') ?? assert.fail()
type Cases = NonNullable<RowsOfFiles['cases']>

const topics = (cases: Cases) => breakdownOfRows({ cases }, may).topics ?? assert.fail()

/** So many cases of a topic on a day. */
const on = (day: string, tags: string | null, count = 1, year = 2020): Cases =>
  Array.from({ length: count }, (_, n) =>
    aCase({ caseNo: `${tags}-${year}-${day}-${n}`, tags, acceptedAt: at(`${day} 10:00`, year) }),
  )

describe('hot topics', () => {
  test('given cases, then each topic has its count, its share of all cases and the count of a year before; a case of two topics counts for both', () => {
    const found = topics([
      ...on('05-06', 'roads; noise ;roads', 2),
      ...on('05-31', 'roads'),
      ...on('05-06', null),
      ...on('04-30', 'roads'),
      ...on('05-06', 'roads', 3, 2019),
    ])
    assert.deepEqual(hotTopics(found), [
      { topic: 'roads', cases: 3, share: 7_500, before: 3 },
      { topic: 'noise', cases: 2, share: 5_000, before: 0 },
    ])
    assert.equal(found.now.without, 1)
    assert.deepEqual(
      hotTopics(found, 1).map(({ topic }) => topic),
      ['roads'],
    )
  })

  test('given no case of the year before, then what was then is unknown and not 0', () => {
    assert.deepEqual(hotTopics(topics(on('05-06', 'roads'))), [
      { topic: 'roads', cases: 1, share: 10_000, before: null },
    ])
  })

  test('given a day far above the 28 before it, then it is a spike; days before which fewer are known are not judged', () => {
    const usual = Array.from({ length: 28 }, (_, n) => on(dateOf(may.firstDay - 28 + n).slice(5), 'noise', 4)).flat()
    const spikes = (cases: Cases) => spikesOf(topics(cases).now)
    // 4 a day: above 4 + 3 × 2
    assert.deepEqual(spikes([...usual, ...on('05-01', 'noise', 10)]), [])
    assert.deepEqual(spikes([...usual, ...on('05-01', 'noise', 11)]), [
      { topic: 'noise', day: may.firstDay, cases: 11, usual: 112 },
    ])
    // the first of the 28 days is not known of any topic
    assert.deepEqual(spikes([...usual.slice(4), ...on('05-01', 'noise', 30)]), [])
    // never before, and five at once
    assert.deepEqual(spikes([...usual, ...on('05-01', 'flood', 5)]), [
      { topic: 'flood', day: may.firstDay, cases: 5, usual: 0 },
    ])
    assert.deepEqual(spikes([...usual, ...on('05-01', 'flood', 4)]), [])
  })

  test('given many spikes, then the largest are told, in the order of their days', () => {
    const spikes = [5, 9, 7].map((cases, day) => ({ topic: 'a', day, cases, usual: 0 }))
    assert.deepEqual(
      largestSpikes(spikes, 2).map(({ cases }) => cases),
      [9, 7],
    )
  })

  test('given any counts, then a day stands out as the words say it, and one more case never makes it less so', () => {
    const count = fc.integer({ min: 0, max: 3_000 })
    fc.assert(
      fc.property(count, fc.integer({ min: 0, max: 28 * 500 }), (cases, usual) => {
        const mean = usual / 28
        const border = mean + 3 * Math.sqrt(Math.max(mean, 1))
        fc.pre(Math.abs(cases - border) > 1e-9)
        assert.equal(standsOut(cases, usual), cases >= 5 && cases > border)
        if (standsOut(cases, usual)) assert.ok(standsOut(cases + 1, usual))
      }),
    )
  })
})
