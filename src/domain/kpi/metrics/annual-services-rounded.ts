import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const annualServicesRounded: Metric = {
  key: 'annual_services_2020_rounded',
  name: { zh: '年度服务量（万件取整）', en: 'Cases served, rounded down to ten thousands' },
  unit: 'case',
  needs: ['cases'],
  formula: 'floor(cases_total / 10000) * 10000',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [
    { zh: '键名沿用首份报告，任何年份都用它。', en: 'The key is that of the first report and serves every year.' },
  ],
  version: 1,
  of: ({ total }) => total.cases.accepted - (total.cases.accepted % 10_000),
  example: {
    rows: { cases: [aCase()] },
    gives: 0,
    why: { zh: '一件不满一万。', en: 'One case is no ten thousand.' },
  },
}
