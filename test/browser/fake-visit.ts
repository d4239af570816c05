import type { Page } from 'playwright-core'
import { defaultCampaign } from '../../src/domain/campaign/defaults.ts'
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

/** What pages sent about visits and campaigns, and how the next is answered: a code of the catalogue, null: done. */
export interface FakeVisits {
  readonly sent: { readonly path: string; readonly body: Record<string, unknown> }[]
  refuse: string | null
  role: 'agent' | 'admin'
}

/** Answers a page's requests about visits and campaigns; all others go on to the server of pages. */
export const answerVisits = async (page: Page, role: FakeVisits['role'] = 'agent'): Promise<FakeVisits> => {
  const now = Date.now()
  const fake: FakeVisits = { sent: [], refuse: null, role }
  const campaigns = (['missed_call_return', 'satisfaction_visit'] as const).map(purpose => ({
    ...{ version: 1, by: 'admin', at: now, counts: purpose === 'satisfaction_visit' ? counts : [] },
    campaign: { ...defaultCampaign(purpose, purpose, 'visits') },
  }))
  const answers: Readonly<Record<string, () => object>> = {
    '/api/visits/current': () => visit(now),
    '/api/campaigns': () => ({
      campaigns,
      queues: [{ id: 'visits', name: { zh: '回访', en: 'Visits' } }],
      may: { switch: true, edit: true },
    }),
    '/api/campaigns/satisfaction_visit/tasks': () => ({ tasks: [0, 1, 2].map(each => task(now, each)), next: null }),
    '/api/tasks/t1': () => ({ task: task(now, 1), attempts: [attempt(now)] }),
  }
  await page.route(/\/api\/(visits|campaigns|tasks)/, async route => {
    const request = route.request()
    const path = new URL(request.url()).pathname
    if (request.method() === 'GET') return route.fulfill({ json: answers[path]?.() ?? {} })
    const body = request.postDataJSON()
    fake.sent.push({ path, body })
    if (fake.refuse !== null)
      return route.fulfill({ status: 409, json: { error: { code: fake.refuse, zh: '', en: '' } } })
    if (path === '/api/visits/conclusion') return route.fulfill({ json: { redo: null } })
    const row = campaigns.find(({ campaign }) => path.endsWith(campaign.id))
    if (row) Object.assign(row, { version: row.version + 1, campaign: body.campaign })
    return route.fulfill({ json: row ?? {} })
  })
  return fake
}
