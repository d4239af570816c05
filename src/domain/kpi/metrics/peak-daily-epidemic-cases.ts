import { aCase, at } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const peakDailyEpidemicCases: Metric = {
  key: 'peak_daily_cases_printed',
  name: { zh: '疫情诉求日高峰', en: 'Most epidemic cases in a day' },
  unit: 'case/day',
  needs: ['cases'],
  formula: 'max over local days of count(epidemic cases accepted on it)',
  base: { zh: '当期受理的疫情诉求', en: 'epidemic cases accepted in the period' },
  edges: [{ zh: '没有疫情诉求的时期不列此项。', en: 'Left out of a period that has none.' }],
  version: 1,
  of: ({ days, total }) =>
    total.cases.epidemic === 0 ? undefined : Math.max(...days.map(({ cases }) => cases.epidemic)),
  example: {
    rows: {
      cases: [
        aCase({ tags: 'epidemic' }),
        aCase({ tags: 'epidemic', acceptedAt: at('05-07 00:00') }),
        aCase({ tags: 'epidemic', acceptedAt: at('05-07 23:59') }),
      ],
    },
    gives: 2,
    why: { zh: '5 月 7 日最多。', en: 'The seventh of May has most.' },
  },
}
