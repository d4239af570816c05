import { call, gaveUp } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const abandoned: Metric = {
  key: 'abandoned',
  name: { zh: '放弃量', en: 'Calls abandoned' },
  unit: 'call',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'count(offered calls, not answered, where end_cause = abandoned)',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [{ zh: '播报中、排队中、振铃中放弃的都算。', en: 'During the announcement, in the queue or while it rang.' }],
  version: 1,
  of: ({ total }) => total.calls.abandoned,
  example: {
    rows: { calls: [gaveUp(2), gaveUp(70), call({ ended: 60, endCause: 'overflow' })] },
    gives: 2,
    why: { zh: '溢出不是放弃。', en: 'An overflow is none.' },
  },
}
