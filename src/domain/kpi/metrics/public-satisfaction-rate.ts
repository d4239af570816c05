import { aCase, rating } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.cases.satisfied, total.cases.rated]

export const publicSatisfactionRate: Metric = {
  key: 'public_satisfaction_rate',
  name: { zh: '群众满意率', en: 'Public satisfaction rate' },
  unit: 'percent',
  needs: ['cases', 'ratings'],
  rows: ['cases'],
  formula: 'satisfied or basically satisfied / ratings_collected',
  base: {
    zh: '当期受理、最后一次评价（按键评价除外）来自回访的诉求，一件计一次',
    en: 'cases accepted in the period whose latest rating (keypad left out) came by callback, one rating each',
  },
  edges: [{ zh: '原始评价，不看裁定。', en: 'As rated; rulings are ignored.' }],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
      ratings: [
        rating('1'),
        rating('2', { score: 'basically_satisfied' }),
        rating('3', { score: 'dissatisfied', adjudication: 'excluded' }),
      ],
    },
    gives: 66.67,
    why: {
      zh: '基本满意算满意；剔除的仍在分母里。',
      en: 'Basically satisfied is satisfied; an excluded one stays in the base.',
    },
  },
}
