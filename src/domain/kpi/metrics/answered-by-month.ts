import { at, call } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { monthsOf } from '../period.ts'
import { sum } from '../sum.ts'

export const answeredByMonth: Metric = {
  key: 'answered_by_month',
  name: { zh: '各月接听话务量', en: 'Calls answered by month' },
  unit: 'call',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'inbound_calls_answered by local month of arrived_at',
  base: { zh: '当期到达、由人工接听的市民来电', en: 'inbound hotline calls of the period that a person answered' },
  edges: [],
  version: 1,
  of: ({ days, period }) => monthsOf(period).map(month => sum(month, day => days[day]?.calls.answered)),
  example: {
    rows: {
      calls: [
        call({ arrivedAt: at('01-31 23:59:59'), answered: 9 }),
        call({ arrivedAt: at('02-29 12:00'), answered: 9 }),
      ],
    },
    gives: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    why: { zh: '一月最后一秒到达的属一月。', en: 'Arrived in the last second of January: January.' },
  },
}
