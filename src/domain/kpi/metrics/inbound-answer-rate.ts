import { call, gaveUp } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.calls.answered, total.calls.offered]

export const inboundAnswerRate: Metric = {
  key: 'inbound_answer_rate',
  name: { zh: '接听接通率', en: 'Answer rate' },
  unit: 'percent',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'inbound_calls_answered / offered',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { calls: [call({ answered: 9 }), call({ answered: 20 }), gaveUp(3)] },
    gives: 66.67,
    why: { zh: '速挂的一次也在分母里。', en: 'The short abandon stays in the base.' },
  },
}
