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
  shared: null,
  people: [
    {
      id: 'p1',
      name: '王建国',
      place: '解放路 88 号 3 幢 402',
      elder: true,
      minor: false,
      disabled: false,
      contact: 'phone',
      note: '听力不好，请慢些说',
    },
  ],
  openMatters: [
    {
      caseNo: '20261122004173',
      class: 'complaint',
      title: '解放路 88 号小区地下车库渗水，多次反映未解决，要求物业与住建部门到场',
      acceptedAt: now - 75 * 60 * minute,
      closedAt: null,
    },
    { caseNo: '20261125000328', class: 'report', title: null, acceptedAt: now - 9 * 60 * minute, closedAt: null },
  ],
  closedMatters: [
    {
      caseNo: '20261119000325',
      class: 'consultation',
      title: '老年卡办理地点',
      acceptedAt: now - 150 * 60 * minute,
      closedAt: now - 150 * 60 * minute,
    },
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
  skillsAsked: [],
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
    part: null,
    heldSince: null,
    recorded: true,
    recordingPause: null,
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

const countStates = (agents: readonly AgentView[]): WallState['states'] => {
  const counts = { offline: 0, ready: 0, reserved: 0, talking: 0, wrap_up: 0, paused: 0 }
  for (const { state } of agents) counts[state] += 1
  return counts
}

/** Calls of a half hour: quiet at night, high before noon and again in the afternoon. */
const arrivals = (halfHour: number): number =>
  Math.round(4 + 58 * Math.exp(-(((halfHour - 20) / 5) ** 2)) + 42 * Math.exp(-(((halfHour - 31) / 5) ** 2)))

const counts = (halfHours: number, wave: number) => {
  const offered = Array.from({ length: halfHours }, (_, n) => Math.max(0, arrivals(n) + ((n * wave) % 9) - 4))
  const lost = offered.map((calls, n) => Math.round((calls * (n % 5)) / 60))
  return { offered, lost, answered: offered.map((calls, n) => calls - (lost[n] ?? 0)) }
}

const fakeCurve = (now: number): WallState['curve'] => {
  const day = 24 * 60 * minute
  const from = Math.floor((now + 8 * 60 * minute) / day) * day - 8 * 60 * minute
  return { from, stepMs: 30 * minute, today: counts(35, 7), lastWeek: counts(48, 5) }
}

const reasons: readonly (readonly [number | null, string, string])[] = [
  [null, '振铃中', 'ringing'],
  [null, '振铃中', 'ringing'],
  [null, '已应答，待接通', 'has accepted, about to be joined'],
  [
    0,
    '下一位：优先级 5 中等待最久；无人就绪：15 人通话、6 人振铃、6 人话后、5 人示忙',
    'next: longest waiting of priority 5; nobody is ready: 15 in talk, 6 ringing, 6 in wrap-up, 5 paused',
  ],
  [
    0,
    '下一位：优先级 5 中等待最久；具备“cantonese”技能者无人就绪：2 人通话',
    'next: longest waiting of priority 5; nobody with the skill cantonese is ready: 2 in talk',
  ],
  [
    2,
    '前面还有 2 人；无人就绪：15 人通话、6 人振铃、6 人话后、5 人示忙',
    '2 before him; nobody is ready: 15 in talk, 6 ringing, 6 in wrap-up, 5 paused',
  ],
  [
    3,
    '前面还有 3 人；无人就绪：15 人通话、6 人振铃、6 人话后、5 人示忙',
    '3 before him; nobody is ready: 15 in talk, 6 ringing, 6 in wrap-up, 5 paused',
  ],
  [null, '可接的组无人具备“sign”技能', 'nobody signed in has the skill sign'],
]

const fakeWaiting = (now: number): WallState['waiting'] => ({
  more: 0,
  first: reasons.map(([ahead, zh, en], index) => ({
    callId: `w${index}`,
    queueId: index === 4 ? 'firm' : 'main',
    since: now - 24_000 + index * 2_800,
    priority: 5,
    rung: index < 2 ? 1 : 0,
    agentId: index < 3 ? String(1007 + index * 7) : null,
    ahead,
    why: { zh, en },
  })),
})

/** After how long an agent is flagged, as the settings have it. */
export const fakeOverLong: NonNullable<WallState['overLong']> = {
  reserved: minute,
  talking: 30 * minute,
  wrap_up: 3 * minute,
  paused: 30 * minute,
  pauses: { break: 15 * minute, meal: 60 * minute, missed: 2 * minute },
}

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
      overflow: false,
      announce: false,
      answerTarget: null,
      rolling: { answered: 1_180, decided: 1_204, rate: 98.01, target: 95, lossesLeft: 38, answersNeeded: 0 },
    },
    {
      id: 'firm',
      name: { zh: '一企来', en: 'Enterprise policy line' },
      waiting: 1,
      ringing: 0,
      talking: 2,
      longestSince: now - 6_000,
      overflow: false,
      announce: false,
      answerTarget: 97,
      rolling: { answered: 171, decided: 180, rate: 95, target: 97, lossesLeft: null, answersNeeded: 120 },
    },
    {
      id: 'visit',
      name: { zh: '漏接回拨', en: 'Missed-call return' },
      waiting: 0,
      ringing: 0,
      talking: 0,
      longestSince: null,
      overflow: false,
      announce: false,
      answerTarget: null,
      rolling: { answered: 51, decided: 53, rate: 96.23, target: 95, lossesLeft: 0, answersNeeded: 0 },
    },
  ],
  agents: wallAgents(now),
  overLong: fakeOverLong,
  today: {
    offered: 1284,
    answered: 1224,
    abandoned: 46,
    abandonedInAnnouncement: 21,
    abandonedInQueue: 14,
    abandonedRinging: 11,
    abandonedShort: 17,
    overflowed: 4,
    overflowedFull: 1,
    overflowedWait: 3,
    failed: 2,
    stillWaiting: 8,
    answerRate: 95.33,
    answerRateNet: 96.61,
    sl15: 88.63,
    sl20: 91.04,
    sl30: 93.85,
    meanWaitMs: 8_400,
    meanTalkMs: 205_000,
    longestTalkMs: 5_578_000,
    ledgerIntact: true,
  },
  states: countStates(wallAgents(now)),
  rolling: { answered: 1_402, decided: 1_432, rate: 97.91, target: 95, lossesLeft: 43, answersNeeded: 0 },
  curve: fakeCurve(now),
  waiting: fakeWaiting(now),
  alarms: [],
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

/** What a case has that no unit was given yet. */
const notGivenYet = {
  ...{ identityHidden: false, channel: 'phone', topic: null, danger: null, coordinates: null, suggestedUnit: null },
  ...{ supervised: false, extended: false, sensitive: false, since: null, owner: null, deadline: null, unit: null },
  ...{ handlerUnit: null, coUnits: null, dispatchedAt: null, dueAt: null, provisional: false, round: 0, returns: 0 },
  ...{ redos: 0, urges: 0, extensionAsked: false, draftReply: false, masterNo: null, result: null, score: null },
}

/** Cases as the search of a shift leader gives them. */
export const fakeCases = (now: number) =>
  (
    ['路灯不亮', '解放路 88 号小区地下车库渗水，多次反映未解决，要求物业到场', '举报夜间排污', '咨询老年卡'] as const
  ).map((title, index) => ({
    caseNo: `202611250004${index}1`,
    state: index === 3 ? 'answered_online' : 'pending_review',
    class: (['help', 'complaint', 'report', 'consultation'] as const)[index],
    hidden: false,
    title,
    place: '解放路 88 号',
    requesterName: '王建国',
    number: '+8613812345678',
    contact: 'phone',
    urgent: index === 0,
    confidential: index === 2,
    anonymous: false,
    enterprise: false,
    specialNeeds: false,
    ...notGivenYet,
    agentId: '1001',
    acceptedAt: now - (index + 1) * 47 * minute,
    closedAt: index === 3 ? now : null,
  }))
