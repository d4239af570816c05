import { call, gaveUp } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'
import { answeredWithin } from '../service-level.ts'

const parts: Parts = ({ total }) => [answeredWithin(total.calls, 30), total.calls.offered]

export const serviceLevel30: Metric = {
  key: 'sl_30',
  name: { zh: '30秒接通率', en: 'Service level 30 s' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'offered calls answered within 30 s / offered',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [{ zh: '分母是来电量，不是接听量。', en: 'Of the offered calls, not of the answered.' }],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { calls: [call({ answered: 30 }), call({ answered: 30.001 }), gaveUp(2)] },
    gives: 33.33,
    why: { zh: '恰好 30 秒算在内。', en: '30 s sharp is within.' },
  },
}
