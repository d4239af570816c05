import { aCase, at, dispatch } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { hours } from '../rate.ts'

export const avgHandleConsultation: Metric = {
  key: 'avg_handle_consultation_h',
  name: { zh: '咨询类平均办理时长', en: 'Mean handling time of consultations' },
  unit: 'hour',
  needs: ['cases', 'dispatches'],
  rows: ['handled'],
  formula: 'sum(latest reply - first dispatch) / count',
  base: {
    zh: '首次交办与办结都在当期的咨询类诉求，不论何时受理',
    en: 'consultations whose first dispatch and completion both fall in the period, whenever accepted',
  },
  edges: [
    {
      zh: '起点是最早一次交办，退回的也算；终点是未退回的最后一次答复；无答复的不计。',
      en: 'From the earliest dispatch, returned ones too, to the latest reply that was not a return; cases without reply are left out.',
    },
    { zh: '自然小时。', en: 'Clock hours.' },
  ],
  version: 1,
  of: ({ handling }) => hours(handling.consultation.ms, handling.consultation.cases),
  example: {
    rows: {
      cases: [aCase({ class: 'consultation' })],
      dispatches: [
        dispatch('1', { returned: true, repliedAt: at('05-09 10:00') }),
        dispatch('1', { unit: 'gas', dispatchedAt: at('05-06 12:00'), repliedAt: at('05-06 17:30') }),
      ],
    },
    gives: 8,
    why: {
      zh: '10:00 首次交办，17:30 答复：7.5 小时，四舍五入为 8。',
      en: 'First dispatched at 10:00, answered at 17:30: 7.5 hours, half up.',
    },
  },
}
