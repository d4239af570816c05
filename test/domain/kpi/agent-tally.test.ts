import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OfferResult } from '../../../src/domain/fact.ts'
import { type AgentInterval, createAgentTally } from '../../../src/domain/kpi/dictionary/agent-tally.ts'
import { agentsReport } from '../../../src/domain/kpi/dictionary/agents-report.ts'
import { at } from '../../../src/domain/kpi/example-rows.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'

const day = readPeriod('2020-05-06', 'Asia/Shanghai') ?? assert.fail()
const minute = 60_000

const interval = (
  state: AgentInterval['state'],
  from: string,
  minutes: number | null,
  ofCalls = true,
): AgentInterval => ({
  agentId: '1001',
  state,
  fromAt: at(from),
  toAt: minutes === null ? null : at(from) + minutes * minute,
  ofCalls,
})

const reportOf = (intervals: readonly AgentInterval[], until = day.to) => {
  const tally = createAgentTally(day, until)
  for (const each of intervals) tally.interval(each)
  return agentsReport(tally.end())
}

describe('figures of agents', () => {
  test('given offers of a day, then those that came to nothing by nobody’s doing are offered and no more, and the answer rate is of all', () => {
    const tally = createAgentTally(day, day.to)
    const results: readonly (OfferResult | null)[] = ['accepted', 'missed', 'declined', 'caller_left', null]
    for (const result of results) tally.offer({ agentId: '1001', madeAt: at('05-06 10:00'), result })
    tally.offer({ agentId: '1001', madeAt: at('05-07 00:00'), result: 'accepted' })
    const { offered, answered, missed, declined, answer_rate, occupancy } =
      agentsReport(tally.end())[0] ?? assert.fail()
    assert.deepEqual([offered, answered, missed, declined, answer_rate, occupancy], [5, 1, 1, 1, 20, null])
  })

  test('given a talk across midnight and what goes on, then time is split at the ends of the period, and counted up to now', () => {
    const intervals = [interval('talking', '05-05 23:50', 15), interval('ready', '05-06 10:00', null)]
    const { talk_s, ready_s } = reportOf(intervals, at('05-06 10:20'))[0] ?? assert.fail()
    assert.deepEqual([talk_s, ready_s], [300, 1_200])
    assert.equal(reportOf(intervals)[0]?.ready_s, 14 * 3_600)
    assert.deepEqual(reportOf([interval('talking', '05-05 23:00', 15), interval('offline', '05-06 09:00', 60)]), [])
  })

  test('given all kinds of time, then pauses are in utilisation and not in occupancy, and writing is work but no talk', () => {
    const [agent] = reportOf([
      interval('reserved', '05-06 10:00', 1),
      interval('talking', '05-06 10:01', 10),
      interval('wrap_up', '05-06 10:11', 4),
      interval('talking', '05-06 10:15', 15, false),
      interval('ready', '05-06 10:30', 10),
      interval('paused', '05-06 10:40', 20),
    ])
    assert.deepEqual(agent, {
      agent: '1001',
      ...{ offered: 0, answered: 0, missed: 0, declined: 0, answer_rate: null },
      ...{ talk_s: 600, wrap_up_s: 240, other_work_s: 900, ring_s: 60, ready_s: 600, paused_s: 1_200 },
      logged_in_s: 3_600,
      // 30 of 40 minutes, and of 60
      ...{ occupancy: 75, utilisation: 50 },
    })
  })
})
