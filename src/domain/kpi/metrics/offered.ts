import { call, gaveUp } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const offered: Metric = {
  key: 'offered',
  name: { zh: '人工来电量', en: 'Calls offered' },
  unit: 'call',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'count(inbound hotline calls where end_cause <> rejected)',
  base: {
    zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）；黑名单与限制来电除外',
    en: 'inbound hotline calls that arrived in the period, short abandons among them (strict); without refused ones (blacklist, restriction)',
  },
  edges: [
    {
      zh: '= 接听 + 放弃 + 溢出 + 失败 + 截止时仍在等待。',
      en: '= answered + abandoned + overflowed + failed + still waiting at the cut-off.',
    },
  ],
  version: 1,
  of: ({ total }) => total.calls.offered,
  example: {
    rows: { calls: [call({ answered: 9 }), gaveUp(2), call({ ended: 1, endCause: 'rejected' }), call({})] },
    gives: 3,
    why: { zh: '拒接的不计；仍在等待的计。', en: 'A refused one does not count, one that waits does.' },
  },
}
