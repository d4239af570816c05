import { call } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { seconds } from '../rate.ts'

export const inboundAvgTalk: Metric = {
  key: 'inbound_avg_talk_s',
  name: { zh: '接听平均通话时长', en: 'Average talk time' },
  unit: 'second',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'sum(ended_at - answered_at) / count',
  base: {
    zh: '当期到达、已接听并已结束的市民来电',
    en: 'answered inbound hotline calls of the period that have ended',
  },
  edges: [
    {
      zh: '含保持与三方通话，不含振铃、话后处理与评价。',
      en: 'With hold and three-way, without ringing, wrap-up and rating.',
    },
  ],
  version: 1,
  of: ({ total }) => seconds(total.calls.talkMs, total.calls.talks),
  example: {
    rows: { calls: [call({ answered: 10, ended: 110 }), call({ answered: 10, ended: 60 }), call({ answered: 5 })] },
    gives: 75,
    why: { zh: '仍在通话的没有时长。', en: 'One in progress has no length yet.' },
  },
}
