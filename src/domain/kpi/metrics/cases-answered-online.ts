import { aCase, dispatch } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesAnsweredOnline: Metric = {
  key: 'cases_answered_online',
  name: { zh: '在线解答', en: 'Cases answered online' },
  unit: 'case',
  needs: ['cases', 'dispatches'],
  rows: ['cases'],
  formula: 'count(cases without any dispatch)',
  base: { zh: '当期受理的诉求', en: 'cases accepted in the period' },
  edges: [
    { zh: '不由诉求类别推断。', en: 'Never derived from the class.' },
    { zh: '后来交办的不再算在线解答。', en: 'One that is dispatched later is no longer one of these.' },
  ],
  version: 1,
  of: ({ total }) => total.cases.online,
  example: {
    rows: { cases: [aCase(), aCase({ caseNo: '2', class: 'consultation' })], dispatches: [dispatch('2')] },
    gives: 1,
    why: { zh: '咨询类也会交办。', en: 'A consultation may be dispatched.' },
  },
}
