import { aCase, dispatch } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.cases.dispatched, total.cases.accepted]

export const dispatchRate: Metric = {
  key: 'dispatch_rate_printed',
  name: { zh: '成员单位承办率', en: 'Dispatch rate' },
  unit: 'percent',
  needs: ['cases', 'dispatches'],
  rows: ['cases'],
  formula: 'cases_dispatched / cases_total',
  base: { zh: '当期受理的诉求', en: 'cases accepted in the period' },
  edges: [
    {
      zh: '只由同表所列整数算出；首份报告所印 58.85% 应为 58.72%。',
      en: "Only from the integers printed beside it; the first report's 58.85 % should be 58.72 %.",
    },
  ],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })], dispatches: [dispatch('3')] },
    gives: 33.33,
    why: { zh: '三件中一件交办。', en: 'One of three was dispatched.' },
  },
}
