import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesNonConsultation: Metric = {
  key: 'cases_non_consultation',
  name: { zh: '非咨询类诉求数量', en: 'Non-consultations' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases of any other class)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [
    {
      zh: '类别未知的两类都不计，核对表会列出差额。',
      en: 'One of unknown class is in neither; the reconciliation shows the gap.',
    },
  ],
  version: 1,
  of: ({ total }) => total.cases.nonConsultation,
  example: {
    rows: { cases: [aCase({ class: 'praise' }), aCase({ class: null })] },
    gives: 1,
    why: { zh: '表扬是非咨询类。', en: 'Praise is one.' },
  },
}
