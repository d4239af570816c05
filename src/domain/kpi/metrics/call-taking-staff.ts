import { person } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { staffAtEnd } from '../staff-at-end.ts'

export const callTakingStaff: Metric = {
  key: 'call_taking_staff',
  name: { zh: '接诉人员数量', en: 'Staff who take requests' },
  unit: 'person',
  needs: ['staff'],
  formula: 'count(staff where takes_requests at the last day)',
  base: {
    zh: '期末在岗人员（起始日不晚于期末，终止日为空或不早于期末）',
    en: 'posts held on the last day of the period (from it or before, to it or after, or without end)',
  },
  edges: [],
  version: 1,
  of: tally => staffAtEnd(tally, ({ takesRequests }) => takesRequests === true),
  example: {
    rows: { staff: [person('phone'), person('convenience', { takesRequests: false })] },
    gives: 1,
    why: { zh: '不接诉的岗位不计。', en: 'A post that takes no requests does not count.' },
  },
}
