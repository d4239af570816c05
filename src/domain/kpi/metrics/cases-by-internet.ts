import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesByInternet: Metric = {
  key: 'cases_by_internet',
  name: { zh: '互联网端诉求', en: 'Cases by internet' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases where channel in web, wechat, app, email)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [],
  version: 1,
  of: ({ total }) => total.cases.internet,
  example: {
    rows: { cases: [aCase({ channel: 'web' }), aCase({ channel: 'email' }), aCase()] },
    gives: 2,
    why: { zh: '网页与邮件各一件。', en: 'One by the web and one by e-mail.' },
  },
}
