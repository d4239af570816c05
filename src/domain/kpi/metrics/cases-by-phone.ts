import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesByPhone: Metric = {
  key: 'cases_by_phone',
  name: { zh: '电话端诉求', en: 'Cases by phone' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases where channel = phone)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [
    {
      zh: '与接听话务量相等只会是巧合：一次来电可有多件诉求，也可一件没有。',
      en: 'Equal to the calls answered only by chance: a call may bring several cases, or none.',
    },
  ],
  version: 1,
  of: ({ total }) => total.cases.phone,
  example: {
    rows: { cases: [aCase(), aCase({ channel: 'wechat' })] },
    gives: 1,
    why: { zh: '微信来的不算。', en: 'One by WeChat does not count.' },
  },
}
