import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { metrics } from '../../../src/domain/kpi/catalogue.ts'
import { joinRows, type RowsOfFiles, tallyRows } from '../../../src/domain/kpi/in-memory-book.ts'
import { figureOf, type Metric, type RowKind } from '../../../src/domain/kpi/metric.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { type BookRows, countsFor } from '../../../src/domain/kpi/rows-of-figure.ts'
import { anyRows } from '../history/given-history.ts'

const year = readPeriod('2020', 'Asia/Shanghai') ?? assert.fail()
const withRows = metrics.filter(({ rows }) => rows !== undefined)

/** How many rows a figure counts, and how many it is of. */
const countedRows = (metric: Metric, rows: RowsOfFiles): readonly [numerator: number, base: number] => {
  const counts = countsFor(metric, year)
  let [numerator, base] = [0, 0]
  const take =
    <Kind extends RowKind>(kind: Kind) =>
    (row: BookRows[Kind]): void => {
      const how = metric.rows?.includes(kind) ? counts(kind, row) : null
      if (how === 'numerator' || how === 'numerator_only') numerator += 1
      if (how === 'numerator' || how === 'base') base += 1
    }
  joinRows(rows, {
    call: take('calls'),
    case: take('cases'),
    handled: take('handled'),
    task: take('tasks'),
    due: take('dues'),
  })
  return [numerator, base]
}

const sumOf = (value: unknown): number =>
  [value].flat().reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0)

describe('the rows behind a figure', () => {
  test('given any rows, then each count is as many rows as it says, each rate has the integers that it is computed from, and a mean is of rows where it has a value', () => {
    assert.ok(withRows.length > 35)
    fc.assert(
      fc.property(anyRows, rows => {
        const tally = tallyRows(rows, year)
        for (const metric of withRows) {
          const counted = countedRows(metric, rows)
          if (metric.parts) assert.deepEqual(counted, metric.parts(tally), metric.key)
          else if (metric.unit === 'second' || metric.unit === 'hour')
            assert.equal(counted[1] > 0, figureOf(metric, tally) !== null, metric.key)
          else assert.equal(counted[0], sumOf(figureOf(metric, tally)), metric.key)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('given means, then they are of as many rows as the days say', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const { total, handling } = tallyRows(rows, year)
        const basesOf = (key: string) => countedRows(metrics.find(each => each.key === key) ?? assert.fail(), rows)[1]
        assert.equal(basesOf('inbound_avg_wait_s'), total.calls.answered)
        assert.equal(basesOf('inbound_avg_talk_s'), total.calls.talks)
        assert.equal(basesOf('callback_avg_talk_s'), total.visits.talks)
        assert.equal(basesOf('avg_handle_consultation_h'), handling.consultation.cases)
        assert.equal(basesOf('avg_handle_non_consultation_h'), handling.nonConsultation.cases)
      }),
      { numRuns: 40 },
    )
  })

  test('given figures of people, documents and round numbers, then they are told not to be counts of rows', () => {
    assert.deepEqual(
      metrics.filter(({ rows }) => rows === undefined).map(({ key }) => key),
      [
        ...['annual_services_2020_rounded', 'peak_daily_cases_printed'],
        ...['reps_phone', 'reps_network', 'reps_enterprise', 'reps_convenience', 'policy_specialists'],
        ...['service_reps_total', 'seat_staff_total', 'call_taking_staff', 'callback_avg_wait_s', 'regulations_count'],
      ],
    )
  })
})
