import { person } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { staffAtEnd } from '../staff-at-end.ts'

export const serviceRepsTotal: Metric = {
  key: 'service_reps_total',
  name: { zh: '热线服务代表', en: 'Service representatives' },
  unit: 'person',
  needs: ['staff'],
  formula: 'reps_phone + reps_network + reps_enterprise + reps_convenience',
  base: {
    zh: '期末在岗人员（起始日不晚于期末，终止日为空或不早于期末）',
    en: 'posts held on the last day of the period (from it or before, to it or after, or without end)',
  },
  edges: [],
  version: 1,
  of: tally => staffAtEnd(tally, ({ post }) => post !== 'policy_specialist'),
  example: {
    rows: { staff: [person('phone'), person('network'), person('policy_specialist')] },
    gives: 2,
    why: { zh: '政策专员不坐席。', en: 'A policy specialist has no seat.' },
  },
}
