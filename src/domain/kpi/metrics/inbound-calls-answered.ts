import { call, gaveUp } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const inboundCallsAnswered: Metric = {
  key: 'inbound_calls_answered',
  name: { zh: '接听话务量', en: 'Inbound calls answered' },
  unit: 'call',
  needs: ['calls'],
  rows: ['calls'],
  formula: 'count(inbound hotline calls where answered_at is not empty)',
  base: { zh: '当期到达、由人工接听的市民来电', en: 'inbound hotline calls of the period that a person answered' },
  edges: [
    {
      zh: '截止时仍在通话的也算已接听；外呼、测试、评价录音段永不计入。',
      en: 'One still in progress at the cut-off counts; outbound calls, tests and survey legs never do.',
    },
    { zh: '一次来电转接多次仍是一次接听。', en: 'A call that is transferred is answered once.' },
  ],
  version: 1,
  of: ({ total }) => total.calls.answered,
  example: {
    rows: { calls: [call({ answered: 9 }), gaveUp(30), call({ purpose: 'other', answered: 1 })] },
    gives: 1,
    why: { zh: '测试来电不算。', en: 'A test call does not count.' },
  },
}
