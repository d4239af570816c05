import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesConsultation: Metric = {
  key: 'cases_consultation',
  name: { zh: '咨询类诉求数量', en: 'Consultations' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases where class = consultation)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [],
  version: 1,
  of: ({ total }) => total.cases.consultation,
  example: {
    rows: { cases: [aCase({ class: 'consultation' }), aCase()] },
    gives: 1,
    why: { zh: '求助不是咨询。', en: 'A call for help is none.' },
  },
}
