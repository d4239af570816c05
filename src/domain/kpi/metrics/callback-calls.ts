import { task } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const callbackCalls: Metric = {
  key: 'callback_calls',
  name: { zh: '回访话务量', en: 'Return visits' },
  unit: 'task',
  needs: ['callback_tasks'],
  rows: ['tasks'],
  formula: 'count(callback tasks)',
  base: { zh: '当期生成的回访任务（按件，不按拨打次数）', en: 'callback tasks made in the period (tasks, not dials)' },
  edges: [{ zh: '任务、拨打次数、接通会话是三个不同的数。', en: 'Tasks, dials and conversations are three figures.' }],
  version: 1,
  of: ({ total }) => total.tasks.tasks,
  example: {
    rows: { callback_tasks: [task('t1'), task('t2')] },
    gives: 2,
    why: { zh: '拨了几次都是一件任务。', en: 'However often it is dialled.' },
  },
}
