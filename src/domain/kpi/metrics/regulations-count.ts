import type { Metric } from '../metric.ts'

export const regulationsCount: Metric = {
  key: 'regulations_count',
  name: { zh: '制度规范数量', en: 'Regulations' },
  unit: 'document',
  needs: ['regulations'],
  formula: 'count(regulations)',
  base: { zh: '制度规范目录', en: 'the list of regulations' },
  edges: [],
  version: 1,
  of: ({ regulations }) => regulations.length,
  example: {
    rows: { regulations: [{ name: '派单规范' }, { name: '回访规范' }] },
    gives: 2,
    why: { zh: '目录有两项。', en: 'Two are listed.' },
  },
}
