import { at, call, gaveUp } from '../../example-rows.ts'
import type { Words } from '../../metric.ts'
import { percent } from '../../rate.ts'
import type { ArrivalCounts } from '../arrival-tally.ts'
import type { Entry } from '../entry.ts'
import type { ArrivedCall } from '../rows.ts'

const offeredBase: Words = {
  zh: '当期到达、应由人工接听的市民来电；黑名单与限制来电除外',
  en: 'inbound hotline calls that arrived in the period, without refused ones (blacklist, restriction)',
}

/** Callers who gave up, at any stage. */
export const abandonedOf = ({ tree }: ArrivalCounts): number =>
  tree.inAnnouncement + tree.inQueue + tree.ringing + tree.stageUnknown

/** Callers whose place ended without an answer because of us. */
export const overflowedOf = ({ tree }: ArrivalCounts): number =>
  tree.queueFull + tree.longestWait + tree.placeKept + tree.overflowUnknown

/** A call of the hotline's own ledger whose caller gave up after some seconds. */
const lostAt = (stage: ArrivedCall['stage'], seconds: number): ArrivedCall => ({
  arrivedAt: at('05-06 10:00'),
  queuedAt: null,
  answeredAt: null,
  endedAt: at('05-06 10:00') + seconds * 1_000,
  endCause: 'abandoned',
  stage,
  reason: null,
})

const answerRateNet: Entry = {
  key: 'answer_rate_net',
  name: { zh: '接通率（净口径，不计速挂）', en: 'Answer rate, net of short abandons' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'answered offered calls / (offered - abandoned within 5 s)',
  base: offeredBase,
  edges: [
    {
      zh: '公布的接通率（严格口径）不扣速挂；挂断时刻不明的放弃不算速挂。',
      en: 'The published answer rate is strict and leaves none out; an abandon at an unknown instant is not short.',
    },
  ],
  version: 1,
  of: ({ arrivals: { answeredOfOffered, offered, abandonedShort } }) =>
    percent(answeredOfOffered, offered - abandonedShort),
  example: {
    rows: { calls: [call({ answered: 9 }), gaveUp(5), gaveUp(5.001)] },
    gives: 50,
    why: { zh: '恰好 5 秒的是速挂，不在分母。', en: 'Five seconds sharp is short, and not in the base.' },
  },
}

const abandonRate: Entry = {
  key: 'abandon_rate',
  name: { zh: '放弃率（各阶段）', en: 'Abandonment rate, at any stage' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'abandoned / offered',
  base: offeredBase,
  edges: [
    { zh: '播报中放弃也算；导入的来电不分阶段。', en: 'In the announcement too; files of a past know no stages.' },
  ],
  version: 1,
  of: ({ arrivals }) => percent(abandonedOf(arrivals), arrivals.offered),
  example: {
    rows: { calls: [call({ answered: 9 }), gaveUp(2), gaveUp(60)] },
    gives: 66.67,
    why: { zh: '三次中两次放弃。', en: 'Two of three gave up.' },
  },
}

const abandonRateNet: Entry = {
  ...abandonRate,
  key: 'abandon_rate_net',
  name: { zh: '放弃率（各阶段，净口径）', en: 'Abandonment rate, at any stage, net' },
  formula: '(abandoned - abandoned within 5 s) / (offered - abandoned within 5 s)',
  of: ({ arrivals }) =>
    percent(abandonedOf(arrivals) - arrivals.abandonedShort, arrivals.offered - arrivals.abandonedShort),
  example: {
    rows: abandonRate.example.rows,
    gives: 50,
    why: { zh: '速挂两边都不计。', en: 'The short one is on neither side.' },
  },
}

const abandonRateQueue: Entry = {
  key: 'abandon_rate_queue_ringing',
  name: { zh: '放弃率（排队与振铃中）', en: 'Abandonment rate, in the queue or ringing' },
  unit: 'percent',
  needs: ['calls'],
  formula: '(abandoned in queue + abandoned ringing) / offered',
  base: offeredBase,
  edges: [
    {
      zh: '当期有一次放弃的阶段不明（如导入的来电）即为空，不当作 0。',
      en: 'Empty where the stage of a single abandon of the period is not known, as of imported calls: not 0.',
    },
  ],
  version: 1,
  of: ({ arrivals: { tree, offered } }) =>
    tree.stageUnknown > 0 ? null : percent(tree.inQueue + tree.ringing, offered),
  example: {
    rows: { calls: [call({ answered: 9 })], arrived: [lostAt('announcement', 3), lostAt('queue', 60)] },
    gives: 33.33,
    why: { zh: '播报中放弃的在分母，不在分子。', en: 'Who gave up in the announcement is in the base alone.' },
  },
}

const abandonRateQueueNet: Entry = {
  ...abandonRateQueue,
  key: 'abandon_rate_queue_ringing_net',
  name: { zh: '放弃率（排队与振铃中，净口径）', en: 'Abandonment rate, in the queue or ringing, net' },
  formula:
    '(abandoned in queue + abandoned ringing - of these within 5 s) / (offered - abandoned at any stage within 5 s)',
  of: ({ arrivals: { tree, offered, abandonedShort, shortAfterAnnouncement } }) =>
    shortAfterAnnouncement === null
      ? null
      : percent(tree.inQueue + tree.ringing - shortAfterAnnouncement, offered - abandonedShort),
  example: {
    rows: {
      calls: [call({ answered: 9 })],
      arrived: [lostAt('announcement', 3), lostAt('queue', 5), lostAt('ringing', 60)],
    },
    gives: 50,
    why: { zh: '两次速挂两边都不计。', en: 'Two short ones are on neither side.' },
  },
}

const lossRate: Entry = {
  key: 'loss_rate',
  name: { zh: '呼损率', en: 'Loss rate' },
  unit: 'percent',
  needs: ['calls'],
  formula: '(abandoned + overflowed + failed) / arrived',
  base: {
    zh: '当期到达平台的市民来电，含黑名单与限制来电；中继满而未到平台的不可见',
    en: 'inbound hotline calls that arrived at the platform in the period, refused ones among them; what full trunks turned away is not seen',
  },
  edges: [
    {
      zh: '拒接的不算呼损；仍在等待的尚未呼损；与 1 − 接通率的基数不同。',
      en: 'A refused call is no loss, who still waits is none yet; not of the same base as 1 − answer rate.',
    },
  ],
  version: 1,
  of: ({ arrivals }) =>
    percent(abandonedOf(arrivals) + overflowedOf(arrivals) + arrivals.tree.failed, arrivals.arrived),
  example: {
    rows: {
      calls: [
        call({ answered: 9 }),
        call({ ended: 90, endCause: 'overflow' }),
        call({ ended: 1, endCause: 'rejected' }),
        call({}),
      ],
    },
    gives: 25,
    why: { zh: '四次到达中一次溢出。', en: 'Of four arrivals one overflowed.' },
  },
}

/** Losses of calls (DOMAIN.md 2.1, 2.2). */
export const losses: readonly Entry[] = [
  answerRateNet,
  abandonRate,
  abandonRateNet,
  abandonRateQueue,
  abandonRateQueueNet,
  lossRate,
]
