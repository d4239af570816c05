import { call, task } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const callVolumeTotal: Metric = {
  key: 'call_volume_total',
  name: { zh: '话务量合计', en: 'Call volume' },
  unit: 'call',
  needs: ['calls', 'callback_tasks'],
  rows: ['calls', 'tasks'],
  formula: 'inbound_calls_answered + callback_calls',
  base: { zh: '接听话务量与回访话务量', en: 'calls answered and return visits' },
  edges: [],
  version: 1,
  of: ({ total }) => total.calls.answered + total.tasks.tasks,
  example: {
    rows: { calls: [call({ answered: 9 })], callback_tasks: [task('t1')] },
    gives: 2,
    why: { zh: '一次接听加一件回访。', en: 'One answered, one visit.' },
  },
}
