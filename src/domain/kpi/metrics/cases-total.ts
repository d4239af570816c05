import { aCase, at } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesTotal: Metric = {
  key: 'cases_total',
  name: { zh: '诉求总量', en: 'Cases accepted' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [],
  version: 1,
  of: ({ total }) => total.cases.accepted,
  example: {
    rows: {
      cases: [aCase(), aCase({ acceptedAt: at('12-31 23:59:59') }), aCase({ acceptedAt: at('01-01 00:00', 2021) })],
    },
    gives: 2,
    why: { zh: '元旦零点整受理的属次年。', en: "One accepted at New Year's midnight belongs to the next year." },
  },
}
