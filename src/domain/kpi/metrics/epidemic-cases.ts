import { aCase } from '../example-rows.ts'
import type { Metric } from '../metric.ts'

export const epidemicCases: Metric = {
  key: 'epidemic_cases_min',
  name: { zh: '疫情诉求', en: 'Epidemic cases' },
  unit: 'case',
  needs: ['cases'],
  rows: ['cases'],
  formula: "count(cases one of whose tags is 'epidemic')",
  base: { zh: '当期受理的诉求，含未办结的', en: 'cases accepted in the period, open ones included' },
  edges: [
    {
      zh: '按分号拆开后整词比对；正文印作“超……万件”。',
      en: "Whole tags, split at semicolons; the prose prints it as 'more than'.",
    },
  ],
  version: 1,
  of: ({ total }) => total.cases.epidemic,
  example: {
    rows: { cases: [aCase({ tags: 'masks;epidemic' }), aCase({ tags: 'epidemics' }), aCase({ tags: null })] },
    gives: 1,
    why: { zh: '“epidemics”是另一个词。', en: "'epidemics' is another tag." },
  },
}
