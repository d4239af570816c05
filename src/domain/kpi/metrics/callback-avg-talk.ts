import { visit } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { seconds } from '../rate.ts'

export const callbackAvgTalk: Metric = {
  key: 'callback_avg_talk_s',
  name: { zh: '回访平均通话时长', en: 'Average talk of return visits' },
  unit: 'second',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'sum(ended_at - answered_at) / count',
  base: {
    zh: '当期外呼、已通话并已结束的满意度回访',
    en: 'answered satisfaction visits dialled in the period that have ended',
  },
  edges: [{ zh: '按会话算，不按任务。', en: 'By conversation, not by task.' }],
  version: 1,
  of: ({ total }) => seconds(total.visits.talkMs, total.visits.talks),
  example: {
    rows: {
      calls: [
        visit({ answered: 8, ended: 98 }),
        visit({ answered: 8, ended: 99 }),
        visit({ ended: 30, endCause: 'no_answer' }),
      ],
    },
    gives: 91,
    why: { zh: '(90 + 91) / 2 = 90.5，四舍五入为 91。', en: '(90 + 91) / 2 = 90.5, half up.' },
  },
}
