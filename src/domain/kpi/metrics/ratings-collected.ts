import { aCase, at, rating } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const ratingsCollected: Metric = {
  key: 'ratings_collected',
  name: { zh: '热线主动回访征集评价', en: 'Ratings collected by callback' },
  unit: 'rating',
  needs: ['cases', 'ratings'],
  rows: ['cases'],
  formula: 'count(cases whose latest rating has source = callback)',
  base: {
    zh: '当期受理、最后一次评价（按键评价除外）来自回访的诉求，一件计一次',
    en: 'cases accepted in the period whose latest rating (keypad left out) came by callback, one rating each',
  },
  edges: [
    { zh: '经裁定剔除的仍计入（原始口径）。', en: 'Excluded ones still count here (raw).' },
    { zh: '评价归其诉求受理的时期。', en: 'A rating belongs to the period in which its case was accepted.' },
  ],
  version: 1,
  of: ({ total }) => total.cases.rated,
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' })],
      ratings: [
        rating('1'),
        rating('1', { source: 'keypad', ratedAt: at('06-01 10:00') }),
        rating('2'),
        rating('2', { source: 'sms', ratedAt: at('06-01 10:00') }),
      ],
    },
    gives: 1,
    why: {
      zh: '第二件最后一次评价来自短信；按键评的是话务员。',
      en: 'The latest of the second came by SMS; a key press rates the agent.',
    },
  },
}
