import type { CallTargetsView } from '../../src/wire/views.ts'

const same = (text: string) => ({ zh: text, en: text })

/** Whom an agent can call, in every kind; one name is an attempt to be markup. */
export const fakeTargets: CallTargetsView = {
  agents: [
    { id: '1002', name: '李国庆', state: 'ready' },
    { id: '1003', name: '孙丽', state: 'ready' },
    { id: '1004', name: '<img src=x onerror=alert(1)>', state: 'talking' },
    { id: '1005', name: '周杰', state: 'paused' },
  ],
  queues: [
    { id: 'hotline', name: { zh: '12345 热线', en: '12345 hotline' }, waiting: 2 },
    { id: 'enterprise', name: { zh: '企业专席', en: 'Enterprise desk' }, waiting: 0 },
  ],
  contacts: [
    ...['110', '119', '120', '122'].map(id => ({ id, kind: 'emergency' as const, name: same(id), unit: null })),
    { id: 'housing', kind: 'department', name: { zh: '住建局', en: 'Housing and construction' }, unit: 'housing' },
    { id: 'water', kind: 'department', name: { zh: '水务集团', en: 'Water works' }, unit: 'water' },
  ],
  topics: ['税收优惠', '社保用工'],
}
