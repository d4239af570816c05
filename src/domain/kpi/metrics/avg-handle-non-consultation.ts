import { aCase, at, dispatch } from '../example-rows.ts'
import type { Metric } from '../metric.ts'
import { hours } from '../rate.ts'

export const avgHandleNonConsultation: Metric = {
  key: 'avg_handle_non_consultation_h',
  name: { zh: '非咨询类平均办理时长', en: 'Mean handling time of non-consultations' },
  unit: 'hour',
  needs: ['cases', 'dispatches'],
  rows: ['handled'],
  formula: 'sum(latest reply - first dispatch) / count',
  base: {
    zh: '首次交办与办结都在当期的非咨询类诉求，不论何时受理',
    en: 'other cases whose first dispatch and completion both fall in the period, whenever accepted',
  },
  edges: [
    {
      zh: '起点是最早一次交办，退回的也算；终点是未退回的最后一次答复；无答复的不计。',
      en: 'From the earliest dispatch, returned ones too, to the latest reply that was not a return; cases without reply are left out.',
    },
    { zh: '自然小时。', en: 'Clock hours.' },
  ],
  version: 1,
  of: ({ handling }) => hours(handling.nonConsultation.ms, handling.nonConsultation.cases),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' })],
      dispatches: [
        dispatch('1', { repliedAt: at('05-07 10:00') }),
        dispatch('2', { dispatchedAt: at('12-31 20:00'), repliedAt: at('01-01 08:00', 2021) }),
      ],
    },
    gives: 24,
    why: { zh: '跨年办结的一件不在本年。', en: 'The one that was completed in the next year is not in this one.' },
  },
}
