import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesByOther: Metric = {
  key: 'cases_by_other',
  name: { zh: '其他渠道诉求', en: 'Cases by other channels' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: 'count(cases where channel = other)',
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [
    {
      zh: '渠道未知的不计入任何一端，核对表会列出差额。',
      en: 'One of unknown channel is in none of the three; the reconciliation shows the gap.',
    },
  ],
  version: 1,
  of: ({ total }) => total.cases.otherChannel,
  example: {
    rows: { cases: [aCase({ channel: 'other' }), aCase({ channel: null })] },
    gives: 1,
    why: { zh: '渠道未知的一件不猜。', en: 'Of one the channel is unknown, and not guessed.' },
  },
}
