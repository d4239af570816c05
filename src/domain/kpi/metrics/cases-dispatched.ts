import { aCase, dispatch } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const casesDispatched: Metric = {
  key: 'cases_dispatched',
  name: { zh: '部门工单办理', en: 'Cases dispatched' },
  unit: 'case',
  needs: ['cases', 'dispatches'],
  rows: ['cases'],
  formula: 'count(cases with at least one dispatch)',
  base: { zh: '当期受理的诉求', en: 'cases accepted in the period' },
  edges: [{ zh: '协办、退单、重办都只计一件。', en: 'Once, however many units, returns or rounds.' }],
  version: 1,
  of: ({ total }) => total.cases.dispatched,
  example: {
    rows: { cases: [aCase()], dispatches: [dispatch('1', { returned: true }), dispatch('1', { unit: 'gas' })] },
    gives: 1,
    why: { zh: '退回后改派，仍是一件。', en: 'Returned and given to another: one case.' },
  },
}
