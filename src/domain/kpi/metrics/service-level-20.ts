import { call, gaveUp } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'
import { answeredWithin } from '../service-level.ts'

const parts: Parts = ({ total }) => [answeredWithin(total.calls, 20), total.calls.offered]

export const serviceLevel20: Metric = {
  key: 'sl_20',
  name: { zh: '20秒接通率', en: 'Service level 20 s' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'offered calls answered within 20 s / offered',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [{ zh: '分母是来电量，不是接听量。', en: 'Of the offered calls, not of the answered.' }],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: { calls: [call({ answered: 20 }), call({ answered: 20.001 }), gaveUp(2)] },
    gives: 33.33,
    why: { zh: '恰好 20 秒算在内。', en: '20 s sharp is within.' },
  },
}
