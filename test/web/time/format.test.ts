import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  formatClock,
  formatDay,
  formatDuration,
  formatHours,
  formatInstant,
  formatLeft,
  formatMaybe,
  formatRate,
} from '../../../src/web/time/format.ts'

describe('how times and rates are written', () => {
  it('writes running times with hours only where there are any', () => {
    assert.deepEqual([0, 59_999, 60_000, 3_599_000, 5_578_000, -4].map(formatDuration), [
      '0:00',
      '0:59',
      '1:00',
      '59:59',
      '1:32:58',
      '0:00',
    ])
  })

  it('rounds a time left up, so that zero means over', () => {
    assert.deepEqual([1, 1000, 1001, 0, -5].map(formatLeft), ['0:01', '0:01', '0:02', '0:00', '0:00'])
  })

  it('writes a dash where there is no base', () => {
    assert.deepEqual(
      [formatRate(null), formatRate(0), formatRate(96.1), formatMaybe(null)],
      ['—', '0.00%', '96.10%', '—'],
    )
  })

  it('writes the sums of a day in hours and minutes', () => {
    assert.equal(formatHours(9_059_000), '2:30')
  })

  it('writes days and times of the hotline’s zone, whatever the zone of the computer', () => {
    const instant = Date.UTC(2026, 0, 1, 16, 5, 9)
    assert.deepEqual([formatDay(instant), formatClock(instant)], ['2026-01-02', '00:05:09'])
    assert.equal(formatInstant(instant, instant + 1000), '00:05')
    assert.equal(formatInstant(instant, instant + 86_400_000), '01-02 00:05')
  })
})
