import { visit } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { secondsOf } from '../rate.ts'

export const callbackMaxTalk: Metric = {
  key: 'callback_max_talk_s',
  name: { zh: '回访最大通话时长', en: 'Longest talk of a return visit' },
  unit: 'second',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'max(ended_at - answered_at)',
  base: {
    zh: '当期外呼、已通话并已结束的满意度回访',
    en: 'answered satisfaction visits dialled in the period that have ended',
  },
  edges: [],
  version: 1,
  of: ({ total }) => secondsOf(total.visits.longestTalkMs),
  example: {
    rows: { calls: [visit({ ended: 30, endCause: 'busy' })] },
    gives: null,
    why: { zh: '没有通话，就没有最大值。', en: 'Where nobody talked there is no longest.' },
  },
}
