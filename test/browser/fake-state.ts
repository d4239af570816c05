import type { AgentView, DeskCallView, DeskState, HistoryView, PopView, WallState } from '../../src/wire/views.ts'

const minute = 60_000

/** An agent as the pages see one. */
export const fakeAgent = (now: number, change: Partial<AgentView> = {}): AgentView => ({
  id: '1001',
  name: '王小梅',
  extension: '1001',
  group: 'main',
  state: 'ready',
  since: now - 134_000,
  reason: null,
  until: null,
  next: null,
  signedIn: true,
  console: true,
  phone: true,
  ...change,
})

/** A caller who called before and waits to be rung back. */
export const fakeHistory = (now: number): HistoryView => ({
  earlier: [
    { callId: 'e1', arrivedAt: now - 50 * minute, agentName: null, endCause: 'abandoned', talkMs: null },
    { callId: 'e2', arrivedAt: now - 26 * 60 * minute, agentName: '李国庆', endCause: 'completed', talkMs: 262_000 },
    { callId: 'e3', arrivedAt: now - 75 * 60 * minute, agentName: '陈静', endCause: 'completed', talkMs: 95_000 },
    { callId: 'e4', arrivedAt: now - 99 * 60 * minute, agentName: '王小梅', endCause: 'completed', talkMs: 4_012_000 },
  ],
  callsInSevenDays: 4,
  missed: { since: now - 50 * minute, times: 2 },
  openMatters: [
    {
      id: '202611230417',
      title: '解放路 88 号小区地下车库渗水，多次反映未解决，要求物业与住建部门到场',
      since: now - 75 * 60 * minute,
    },
    { id: '202611190032', title: '路灯不亮', since: now - 99 * 60 * minute },
  ],
})

/** A pop that rings. */
export const fakePop = (now: number, change: Partial<PopView> = {}): PopView => ({
  offerId: 'o1',
  callId: 'c1',
  queueId: 'main',
  queueName: { zh: '综合诉求', en: 'General requests' },
  dialled: '12345',
  number: '138****5678',
  rawNumber: null,
  withheld: false,
  arrivedAt: now - 9_000,
  ringUntil: now + 14_000,
  noticePlays: true,
  acceptBy: 'phone',
  calledInBy: null,
  history: fakeHistory(now),
  ...change,
})

/** The same caller in the talk. */
export const fakeCall = (now: number, change: Partial<DeskCallView> = {}): DeskCallView => {
  const { ringUntil: _, noticePlays: __, acceptBy: ___, calledInBy: ____, ...call } = fakePop(now)
  return {
    ...call,
    answeredAt: now - 83_000,
    arrivedAt: now - 95_000,
    endedAt: null,
    endCause: null,
    mine: true,
    heldSince: null,
    parties: [],
    lastParty: null,
    rating: false,
    ...change,
  }
}

/** A desk in the middle of its day. */
export const fakeDesk = (now: number, change: Partial<DeskState> = {}): DeskState => ({
  agent: fakeAgent(now),
  pop: null,
  call: null,
  today: {
    offers: 47,
    answered: 44,
    missed: 2,
    declined: 1,
    talkMs: 9_020_000,
    wrapUpMs: 3_240_000,
    pausedMs: 1_500_000,
    readyMs: 4_400_000,
  },
  waiting: 0,
  telephony: true,
  telephonyDownSince: null,
  phone: { device: 'desk', wantsStandingLeg: true, autoAccept: false, stands: false },
  ...change,
})

const names =
  '赵敏 钱进 孙丽 李国庆 周杰 吴霞 郑洁 王小梅 冯涛 陈静 褚红 卫东 蒋欣 沈冰 韩雪 杨帆 朱琳 秦岚 尤佳 许晴'.split(' ')
const states: readonly AgentView['state'][] = [
  'talking',
  'ready',
  'talking',
  'wrap_up',
  'paused',
  'talking',
  'reserved',
]

const wallAgents = (now: number): AgentView[] =>
  Array.from({ length: 40 }, (_, index) => {
    const state = index > 37 ? 'offline' : (states[index % states.length] ?? 'ready')
    return fakeAgent(now, {
      id: String(1001 + index),
      name: names[index % names.length] ?? '',
      state,
      reason: state === 'paused' ? (['meal', 'break', 'missed', 'training'][index % 4] ?? null) : null,
      since: now - ((index * 7_919_000) % 1_900_000) - (index === 5 ? 7_000_000 : 0),
    })
  })

/** A busy hall. */
export const fakeWall = (now: number, change: Partial<WallState> = {}): WallState => ({
  queues: [
    {
      id: 'main',
      name: { zh: '综合诉求', en: 'General requests' },
      waiting: 7,
      ringing: 3,
      talking: 15,
      longestSince: now - 24_000,
    },
    {
      id: 'firm',
      name: { zh: '一企来', en: 'Enterprise policy line' },
      waiting: 1,
      ringing: 0,
      talking: 2,
      longestSince: now - 6_000,
    },
    {
      id: 'visit',
      name: { zh: '漏接回拨', en: 'Missed-call return' },
      waiting: 0,
      ringing: 0,
      talking: 0,
      longestSince: null,
    },
  ],
  agents: wallAgents(now),
  today: {
    offered: 1284,
    answered: 1229,
    abandoned: 46,
    abandonedInAnnouncement: 21,
    abandonedInQueue: 14,
    abandonedRinging: 11,
    abandonedShort: 17,
    overflowed: 1,
    failed: 0,
    stillWaiting: 8,
    answerRate: 95.72,
    sl15: 88.63,
    sl20: 91.04,
    sl30: 93.85,
    meanWaitMs: 8_400,
    meanTalkMs: 205_000,
    longestTalkMs: 5_578_000,
    ledgerIntact: true,
  },
  telephony: true,
  ledgerBrokenAt: null,
  store: 'ok',
  lost: 0,
  popPaintedMs: { p50: 38.4, p99: 121.7 },
  ...change,
})

/** A ring-back list after a bad hour, as the API gives it. */
export const fakeMissed = (now: number) =>
  (['cut_off', 'failed', 'abandoned', 'abandoned', 'overflow', null] as const).map((why, index) => ({
    id: index + 1,
    number: `+861381234000${index}`,
    masked: `138****000${index}`,
    firstAt: now - (60 - index * 7) * minute,
    lastAt: now - (30 - index) * minute,
    times: index === 2 ? 3 : 1,
    lastCallId: `m${index}`,
    closedAt: null,
    closedBy: null,
    why,
  }))
