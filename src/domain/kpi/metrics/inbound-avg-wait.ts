import { call, gaveUp } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { seconds } from '../rate.ts'

export const inboundAvgWait: Metric = {
  key: 'inbound_avg_wait_s',
  name: { zh: '接听平均等待时长', en: 'Average speed of answer' },
  unit: 'second',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'sum(answered_at - arrived_at) / count',
  base: { zh: '当期到达、由人工接听的市民来电', en: 'inbound hotline calls of the period that a person answered' },
  edges: [
    {
      zh: '从到达平台算起，含播报；放弃者的等待另计。',
      en: 'From the arrival at the platform, announcements included; the wait of those who gave up is another figure.',
    },
  ],
  version: 1,
  of: ({ total }) => seconds(total.calls.waitMs, total.calls.answered),
  example: {
    rows: { calls: [call({ answered: 9 }), call({ answered: 20 }), gaveUp(90)] },
    gives: 15,
    why: { zh: '(9 + 20) / 2 = 14.5，四舍五入为 15。', en: '(9 + 20) / 2 = 14.5, half up.' },
  },
}
