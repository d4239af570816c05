import type { Page } from 'playwright-core'
import { askedPurposes } from '../../src/domain/campaign/case-wish.ts'
import { campaignBounds, defaultCampaign, freshCampaigns } from '../../src/domain/campaign/defaults.ts'
import { percent } from '../../src/domain/kpi/rate.ts'
import type { DeskState, DeskTaskView } from '../../src/wire/views.ts'
import { fakeAgent, fakeCall, fakeDesk } from './fake-state.ts'

const minute = 60_000

/** A task as a desk has it. */
export const fakeTask = (now: number, change: Partial<DeskTaskView> = {}): DeskTaskView => ({
  ...{ callId: 'out-1', taskId: 't1', campaignId: 'visits', purpose: 'satisfaction_visit' },
  ...{ caseNo: '20261122004173', state: 'previewed', number: '138****5678', until: now + 48_000 },
  ...{ answered: false, byNetwork: null, ...change },
})

/** The desk in each state of a visit. */
export const visitDesks = (now: number) => {
  const desk = (state: DeskState['agent']['state'], task: Partial<DeskTaskView>, more: Partial<DeskState> = {}) =>
    fakeDesk(now, { agent: fakeAgent(now, { state, since: now - 12_000 }), task: fakeTask(now, task), ...more })
  const call = fakeCall(now, { callId: 'out-1', history: null })
  return {
    previewed: desk('reserved', {}),
    dialled: desk('reserved', { state: 'dialled', until: now + 31_000 }),
    talking: desk('talking', { state: 'talking', until: null, answered: true }, { call }),
    concluded: desk('wrap_up', { state: 'concluded', until: null, byNetwork: 'busy' }),
  }
}

const visit = (now: number) => ({
  callId: 'out-1',
  task: {
    ...{ taskId: 't1', purpose: 'satisfaction_visit', urgent: false, note: '', createdAt: now - 99 * minute },
    appointment: null,
  },
  campaign: {
    ...{ id: 'visits', name: { zh: '满意度回访', en: 'Satisfaction visits' } },
    script: defaultCampaign('satisfaction_visit', 'visits', 'visits').script,
  },
  attempts: [
    { at: now - 26 * 60 * minute, outcome: 'no_answer', agentName: '李国庆' },
    { at: now - 5 * 60 * minute, outcome: 'appointment', agentName: '陈静' },
  ],
  case: {
    ...{ caseNo: '20261122004173', class: 'complaint', title: '小区地下车库渗水' },
    ...{ text: '<img src=x> 解放路 88 号小区地下车库渗水，多次反映未解决。', place: '解放路 88 号' },
    ...{ requesterName: '王建国', unit: { zh: '住房和城乡建设局', en: 'Housing' }, rated: false, mayRedo: true },
    reply: { text: '物业已于 11 月 24 日完成防水修补，并清理积水。', at: now - 30 * 60 * minute },
  },
  nextTime: Math.ceil((now + 120 * minute) / (15 * minute)) * 15 * minute,
})

const counts = [
  { state: 'waiting', result: null, count: 42 },
  { state: 'assigned', result: null, count: 2 },
  { state: 'linked', result: null, count: 7 },
  { state: 'closed', result: 'rated', count: 311 },
  { state: 'closed', result: 'refused', count: 12 },
  { state: 'closed', result: 'unreached', count: 40 },
]

const task = (now: number, index: number) => ({
  ...{ taskId: `t${index}`, campaignId: 'satisfaction_visit', purpose: 'satisfaction_visit', number: '138****5678' },
  ...{ numberHidden: index === 2, caseNo: `2026112200417${index}`, source: 'case', urgent: false, drawn: true },
  ...{ note: '', createdAt: now - index * 47 * minute, state: index === 1 ? 'closed' : 'waiting', since: now },
  ...{ due: index === 1 ? null : now + 90 * minute, appointment: null, attempts: index, agentName: null },
  result: index === 1 ? 'rated' : null,
})

const attempt = (now: number) => ({
  ...{ callId: 'out-7', agentName: '李国庆', beganAt: now - 300 * minute, answeredAt: null, endedAt: now },
  ...{ closedAt: now, ringMs: 21_000, talkMs: null, how: 'failed', cause: 17, sip: 486, earlyMedia: true },
  ...{ outcome: 'suspended', byNetwork: 'busy', byAgent: 'suspended', appointment: null, note: '<b>停机提示</b>' },
})

const tally = (outcomes: Readonly<Record<string, number>>, open: number, reached: number) => {
  const over = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  return {
    ...{ attempts: over + open, open, reached, reachedPercent: percent(reached, over) },
    outcomes: Object.entries(outcomes).map(([outcome, count]) => ({ outcome, count })),
  }
}

const attempts = {
  all: tally({ rated: 120, no_answer: 61, busy: 33, refused: 9, machine: 8, suspended: 2 }, 3, 129),
  hours: [
    { hour: 9, ...tally({ rated: 80, no_answer: 21, busy: 13, refused: 9 }, 0, 89) },
    { hour: 14, ...tally({ rated: 40, no_answer: 40, busy: 20, machine: 8, suspended: 2 }, 1, 40) },
    { hour: 19, ...tally({}, 2, 0) },
  ],
  agents: [
    {
      ...{ agentId: '1001', name: '李国庆<b>', said: 4, ringMs: 620_000, talkMs: 5_400_000 },
      ...tally({ rated: 120, no_answer: 61, busy: 33, refused: 9, machine: 8, suspended: 2 }, 3, 129),
    },
  ],
  campaigns: [{ id: 'visits', name: { zh: '春季回访', en: 'Visits of spring' }, purpose: 'satisfaction_visit' }],
}

const asked = {
  ...{ found: 5, tooMany: false, fit: 3, already: 0, created: 0 },
  refused: [
    { caseNo: '20261122004173', why: 'case_confidential' },
    { caseNo: '20261122004181', why: 'number_foreign' },
  ],
}

/** What pages sent about visits and campaigns, and how the next is answered: a code of the catalogue, null: done. */
export interface FakeVisits {
  readonly sent: { readonly path: string; readonly body: Record<string, unknown> }[]
  /** Queries of the report of attempts. */
  readonly asked: string[]
  refuse: string | null
  role: 'agent' | 'admin'
}

/** Answers a page's requests about visits and campaigns; all others go on to the server of pages. */
export const answerVisits = async (page: Page, role: FakeVisits['role'] = 'agent'): Promise<FakeVisits> => {
  const now = Date.now()
  const fake: FakeVisits = { sent: [], asked: [], refuse: null, role }
  const campaigns = (['missed_call_return', 'satisfaction_visit', 'progress_notice'] as const).map(purpose => ({
    ...{ version: 1, by: 'admin', at: now, counts: purpose === 'satisfaction_visit' ? counts : [] },
    campaign: { ...defaultCampaign(purpose, purpose, 'visits') },
  }))
  const answers: Readonly<Record<string, () => object>> = {
    '/api/visits/current': () => visit(now),
    '/api/visits/attempts': () => attempts,
    '/api/visits/unusual': () => ({
      ...{ ratings: 0, dissatisfied: 0, oddBelow: 0.001 },
      ...{ units: [], visitors: [], pairs: [], changed: [], rulings: [] },
    }),
    '/api/campaigns': () => ({
      campaigns,
      queues: [{ id: 'visits', name: { zh: '回访', en: 'Visits' } }],
      may: { switch: true, edit: true, query: true },
      asked: askedPurposes,
      bounds: campaignBounds,
      fresh: freshCampaigns('visits', new Set(campaigns.map(({ campaign }) => campaign.id))),
    }),
    '/api/campaigns/satisfaction_visit/tasks': () => ({ tasks: [0, 1, 2].map(each => task(now, each)), next: null }),
    '/api/tasks/t1': () => ({ task: task(now, 1), attempts: [attempt(now)] }),
  }
  await page.route(/\/api\/(visits|campaigns|tasks)/, async route => {
    const request = route.request()
    const { pathname: path, search } = new URL(request.url())
    if (path === '/api/visits/attempts') fake.asked.push(search)
    if (request.method() === 'GET') return route.fulfill({ json: answers[path]?.() ?? {} })
    const body = request.postDataJSON()
    fake.sent.push({ path, body })
    if (fake.refuse !== null)
      return route.fulfill({ status: 409, json: { error: { code: fake.refuse, zh: '', en: '' } } })
    if (path.endsWith('/tasks-of-cases'))
      return route.fulfill({ json: body.dryRun ? asked : { ...asked, created: asked.fit } })
    if (path === '/api/visits/conclusion') return route.fulfill({ json: { redo: null } })
    const row = campaigns.find(({ campaign }) => path.endsWith(campaign.id))
    if (row) Object.assign(row, { version: row.version + 1, campaign: body.campaign })
    return route.fulfill({ json: row ?? {} })
  })
  return fake
}
