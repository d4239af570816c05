import { aCase, rating } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.cases.satisfiedAdjusted, total.cases.ratedAdjusted]

export const statisticalSatisfactionRate: Metric = {
  key: 'statistical_satisfaction_rate',
  name: { zh: '统计满意率', en: 'Adjusted satisfaction rate' },
  unit: 'percent',
  needs: ['cases', 'ratings'],
  rows: ['cases'],
  formula: '(satisfied + recoded) / (ratings_collected - excluded)',
  base: {
    zh: '当期受理、最后一次评价（按键评价除外）来自回访的诉求，一件计一次',
    en: 'cases accepted in the period whose latest rating (keypad left out) came by callback, one rating each',
  },
  edges: [
    {
      zh: '裁定剔除的分子分母都去掉，改记满意的计为满意；从不默认满意。',
      en: 'Excluded ones out of both, recoded ones counted as satisfied; silence is never satisfaction.',
    },
  ],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
      ratings: [
        rating('1', { score: 'dissatisfied' }),
        rating('2', { score: 'dissatisfied', adjudication: 'recoded_satisfied' }),
        rating('3', { score: 'dissatisfied', adjudication: 'excluded' }),
      ],
    },
    gives: 50,
    why: { zh: '一件剔除，余两件，一件改记满意。', en: 'One is excluded; of two, one is recoded.' },
  },
}
