import { aCase, dispatch } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.cases.online, total.cases.accepted]

export const onlineAnswerRate: Metric = {
  key: 'online_answer_rate_printed',
  name: { zh: '在线解答率', en: 'Answered-online rate' },
  unit: 'percent',
  needs: ['cases', 'dispatches'],
  rows: ['cases'],
  formula: 'cases_answered_online / cases_total',
  base: { zh: '当期受理的诉求', en: 'cases accepted in the period' },
  edges: [
    {
      zh: '只由同表所列整数算出；首份报告所印 41.15% 与其自身整数不符，应为 41.28%。',
      en: "Only from the integers printed beside it; the first report's 41.15 % does not follow from its own, which give 41.28 %.",
    },
  ],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })], dispatches: [dispatch('3')] },
    gives: 66.67,
    why: { zh: '三件中两件在线解答。', en: 'Two of three were answered online.' },
  },
}
