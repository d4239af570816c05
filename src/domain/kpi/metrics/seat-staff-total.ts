import { person } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { staffAtEnd } from '../staff-at-end.ts'

export const seatStaffTotal: Metric = {
  key: 'seat_staff_total',
  name: { zh: '话务人员总数', en: 'Seat staff' },
  unit: 'person',
  needs: ['staff'],
  formula: 'count(staff where post <> policy_specialist at the last day)',
  base: {
    zh: '期末在岗人员（起始日不晚于期末，终止日为空或不早于期末）',
    en: 'posts held on the last day of the period (from it or before, to it or after, or without end)',
  },
  edges: [],
  version: 1,
  of: tally => staffAtEnd(tally, ({ post }) => post !== 'policy_specialist'),
  example: {
    rows: { staff: [person('enterprise'), person('phone', { from: '2021-01-01' })] },
    gives: 1,
    why: { zh: '次年到岗的不计。', en: 'Who begins in the next year does not count.' },
  },
}
