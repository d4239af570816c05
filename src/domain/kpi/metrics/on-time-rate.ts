import { at, dispatch } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.dues.onTime, total.dues.due]

export const onTimeRate: Metric = {
  key: 'on_time_rate',
  name: { zh: '按时办结率', en: 'On-time rate' },
  unit: 'percent',
  needs: ['dispatches'],
  rows: ['dues'],
  formula: 'dispatches with replied_at < due_at / dispatches due in the period that were not returned',
  base: {
    zh: '当期到期、未退回的交办，各单位各轮次分别计',
    en: 'what units had due in the period and did not return, each unit and round for itself',
  },
  edges: [
    {
      zh: '24:00 整答复的已迟；未答复的算迟；已批延期的按延期后的到期时间。',
      en: 'A reply at 24:00 sharp is late; no reply is late; an extension granted in time is in the due time.',
    },
  ],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: {
      dispatches: [
        dispatch('1', { dueAt: at('05-12 00:00'), repliedAt: at('05-11 23:59:59') }),
        dispatch('2', { dueAt: at('05-12 00:00'), repliedAt: at('05-12 00:00') }),
        dispatch('3', { dueAt: at('05-12 00:00') }),
        dispatch('3', { returned: true, dueAt: at('05-12 00:00') }),
      ],
    },
    gives: 33.33,
    why: {
      zh: '零点整答复的、未答复的都算迟；退回的不计。',
      en: "At midnight sharp and not at all are late; a return is nobody's due work.",
    },
  },
}
