import { aCase, rating } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.cases.satisfied, total.cases.rated]

export const effectiveParticipatingSatisfaction: Metric = {
  key: 'effective_participating_satisfaction',
  name: { zh: '公众有效参评满意率', en: 'Satisfaction among those who took part' },
  unit: 'percent',
  needs: ['cases', 'ratings'],
  rows: ['cases'],
  formula: 'public_satisfaction_rate',
  base: {
    zh: '当期受理、最后一次评价（按键评价除外）来自回访的诉求，一件计一次',
    en: 'cases accepted in the period whose latest rating (keypad left out) came by callback, one rating each',
  },
  edges: [{ zh: '与群众满意率是同一个数的两个名称。', en: 'Another name of the public satisfaction rate.' }],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { cases: [aCase(), aCase({ caseNo: '2' })], ratings: [rating('1'), rating('2', { score: 'dissatisfied' })] },
    gives: 50,
    why: { zh: '两件中一件满意。', en: 'One of two is satisfied.' },
  },
}
