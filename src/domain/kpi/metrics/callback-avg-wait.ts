import type { Metric } from '../metric.ts'

export const callbackAvgWait: Metric = {
  key: 'callback_avg_wait_s',
  name: { zh: '回访平均等待时长', en: 'Average wait of return visits' },
  unit: 'second',
  needs: [],
  formula: 'not applicable',
  base: { zh: '外呼不排队，不适用', en: 'not applicable: who is rung waits in no queue' },
  edges: [{ zh: '外呼没有等待，恒为空。', en: 'Who is rung does not wait: always empty.' }],
  version: 1,
  of: () => null,
  example: {
    rows: {},
    gives: null,
    why: { zh: '不适用。', en: 'Not applicable.' },
  },
}
