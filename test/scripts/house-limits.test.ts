import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { houseLimits } from '../../scripts/report/house-limits.ts'
import type { LimitRule } from '../../src/domain/calendar/limit-table.ts'
import { readPeriod } from '../../src/domain/kpi/period.ts'
import { limitsWords } from '../../src/domain/kpi/publication/words.ts'
import type { SettingRow } from '../../src/engine/settings/settings-store.ts'

const zone = 'Asia/Shanghai'

const rule = (id: string, validFrom: string, days: number, of: Partial<LimitRule> = {}): LimitRule => ({
  id,
  validFrom,
  kind: 'handling',
  class: null,
  topicId: null,
  urgent: null,
  danger: null,
  limit: { count: days, unit: 'working_day', calendar: 'working' },
  ...of,
})

const kept = (document: LimitRule): SettingRow => ({
  kind: 'limit',
  key: document.id,
  version: 1,
  document,
  by: 'admin',
  at: 1,
})

/** What the report prints for consultations and for other cases of a period. */
const printed = async (name: string, ...rules: readonly LimitRule[]) => {
  const period = readPeriod(name, zone) ?? assert.fail()
  const { consultation, nonConsultation } = await houseLimits({ settings: async () => rules.map(kept) }, period, zone)
  return [limitsWords(consultation), limitsWords(nonConsultation)]
}

describe('limits in the report', () => {
  test('given a house that has set nothing, then they are the usual ones', async () => {
    assert.deepEqual(await printed('2020'), ['3', '5'])
  })

  test('given a rule of the house, then it holds from its day on, also on the last of a period, and not in one before', async () => {
    const shorter = rule('shorter', '2020-12-31', 4)
    assert.deepEqual(await printed('2020', shorter), ['3', '4'])
    assert.deepEqual(await printed('2020-11', shorter), ['3', '5'])
  })

  test('given a rule of one class, or of hours, then each limit of the other classes is told with its unit', async () => {
    const complaints = rule('complaints', '2020-01-01', 1, {
      class: 'complaint',
      limit: { count: 48, unit: 'hour', calendar: 'around_the_clock' },
    })
    assert.deepEqual(await printed('2020', complaints), ['3', '5或48小时'])
  })

  test('given rules of topics, urgency or danger, then they change nothing of what is said of all cases', async () => {
    assert.deepEqual(await printed('2020', rule('noise', '2020-01-01', 1, { topicId: 'noise' })), ['3', '5'])
    assert.deepEqual(await printed('2020', rule('urgent', '2020-01-01', 1, { urgent: true })), ['3', '5'])
  })
})
