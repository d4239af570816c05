import { task, visit } from '../example-rows.ts'
import type { Metric, Parts } from '../metric.ts'
import { percent } from '../rate.ts'

const parts: Parts = ({ total }) => [total.tasks.reached, total.tasks.tasks]

export const callbackConnectRate: Metric = {
  key: 'callback_connect_rate',
  name: { zh: '回访接通率', en: 'Return visits that reached somebody' },
  unit: 'percent',
  needs: ['callback_tasks', 'calls'],
  rows: ['tasks'],
  formula: 'tasks with at least one answered satisfaction_visit call / callback_calls',
  base: { zh: '当期生成的回访任务（按件，不按拨打次数）', en: 'callback tasks made in the period (tasks, not dials)' },
  edges: [
    {
      zh: '按任务的外呼记录算，不看任务结果；外呼在何时不限。',
      en: 'By the dials of the task, whenever they were, never by its result.',
    },
  ],
  version: 1,
  parts,
  of: tally => percent(...parts(tally)),
  example: {
    rows: {
      callback_tasks: [task('t1'), task('t2', { result: 'rated' }), task('t3')],
      calls: [visit({ taskId: 't1', answered: 9 }), visit({ taskId: 't3', ended: 40, endCause: 'no_answer' })],
    },
    gives: 33.33,
    why: { zh: '三件中一件有人接听。', en: 'Of three, one was answered.' },
  },
}
