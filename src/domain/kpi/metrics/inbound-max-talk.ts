import { call } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { secondsOf } from '../rate.ts'

export const inboundMaxTalk: Metric = {
  key: 'inbound_max_talk_s',
  name: { zh: '接听最大通话时长', en: 'Longest talk' },
  unit: 'second',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'max(ended_at - answered_at)',
  base: {
    zh: '当期到达、已接听并已结束的市民来电',
    en: 'answered inbound hotline calls of the period that have ended',
  },
  edges: [{ zh: '超过一小时的应复核。', en: 'More than an hour is to be looked into.' }],
  version: 1,
  of: ({ total }) => secondsOf(total.calls.longestTalkMs),
  example: {
    rows: { calls: [call({ answered: 10, ended: 110 }), call({ answered: 10, ended: 5588 })] },
    gives: 5578,
    why: { zh: '1:32:58。', en: '1:32:58.' },
  },
}
