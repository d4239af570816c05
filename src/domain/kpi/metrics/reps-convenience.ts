import { person } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { staffAtEnd } from '../staff-at-end.ts'

export const repsConvenience: Metric = {
  key: 'reps_convenience',
  name: { zh: '便民服务代表', en: 'Convenience representatives' },
  unit: 'person',
  needs: ['staff'],
  formula: 'count(staff where post = convenience at the last day)',
  base: {
    zh: '期末在岗人员（起始日不晚于期末，终止日为空或不早于期末）',
    en: 'posts held on the last day of the period (from it or before, to it or after, or without end)',
  },
  edges: [],
  version: 1,
  of: tally => staffAtEnd(tally, ({ post }) => post === 'convenience'),
  example: {
    rows: { staff: [person('convenience'), person('convenience', { to: '2020-12-30' }), person('phone')] },
    gives: 1,
    why: { zh: '12 月 30 日离岗的不计。', en: 'Who left on 30 December does not count.' },
  },
}
