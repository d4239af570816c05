import { gaveUp } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const abandonedShort: Metric = {
  key: 'abandoned_short_5s',
  name: { zh: '速挂量', en: 'Short abandons' },
  unit: 'call',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'count(abandoned calls where ended_at - arrived_at <= 5 s)',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [{ zh: '恰好 5 秒的算。', en: 'Five seconds sharp is short.' }],
  version: 1,
  of: ({ total }) => total.calls.abandonedShort,
  example: {
    rows: { calls: [gaveUp(5), gaveUp(5.001)] },
    gives: 1,
    why: { zh: '5.001 秒不是速挂。', en: '5.001 s is not.' },
  },
}
