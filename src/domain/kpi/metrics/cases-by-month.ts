import { aCase, at } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { monthsOf } from '../period.ts'
import { sum } from '../sum.ts'

export const casesByMonth: Metric = {
  key: 'cases_by_month',
  name: { zh: '各月诉求量', en: 'Cases by month' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'cases_total by local month of accepted_at',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [],
  version: 1,
  of: ({ days, period }) => monthsOf(period).map(month => sum(month, day => days[day]?.cases.accepted)),
  example: {
    rows: { cases: [aCase({ acceptedAt: at('12-31 23:00') }), aCase({ acceptedAt: at('03-01 00:00') })] },
    gives: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    why: { zh: '按本地月份。', en: 'By local months.' },
  },
}
