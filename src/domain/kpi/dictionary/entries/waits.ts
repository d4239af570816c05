import { call, gaveUp } from '../../example-rows.ts'
import type { Words } from '../../metric.ts'
import { seconds, secondsOf } from '../../rate.ts'
import type { ArrivalCounts } from '../arrival-tally.ts'
import type { Entry } from '../entry.ts'
import { nearestRank } from '../nearest-rank.ts'

const answeredBase: Words = {
  zh: '当期到达、由人工接听的市民来电',
  en: 'inbound hotline calls of the period that a person answered',
}
const abandonedBase: Words = {
  zh: '当期到达、放弃且知其挂断时刻的市民来电，含速挂',
  en: 'inbound hotline calls of the period whose caller gave up at a known instant, short abandons among them',
}
const nearestRankEdge: Words = {
  zh: '最近秩法：取实测毫秒值中第 ⌈p·n/100⌉ 小者，再四舍五入到秒；偶数个时中位数取较小者。',
  en: 'Nearest rank: of the measured milliseconds the ⌈p·n/100⌉-th smallest, then rounded half up to seconds; of an even number the median is the lower one.',
}

/** Whose waits, with what tells them apart. */
const kinds = {
  answered: {
    zh: '接听等待时长',
    en: 'wait of answered calls',
    base: answeredBase,
    wait: 'answered_at - arrived_at',
    of: ({ answeredWaits }: ArrivalCounts) => answeredWaits,
    rows: (...waits: number[]) => waits.map(answered => call({ answered })),
  },
  abandoned: {
    zh: '放弃者等待时长',
    en: 'wait of those who gave up',
    base: abandonedBase,
    wait: 'ended_at - arrived_at',
    of: ({ abandonedWaits }: ArrivalCounts) => abandonedWaits,
    rows: (...waits: number[]) => waits.map(ended => gaveUp(ended)),
  },
} as const

const sumOf = (waits: Float64Array): number => waits.reduce((sum, wait) => sum + wait, 0)

const percentileOf = (kind: keyof typeof kinds, percent: number): Entry => {
  const { zh, en, base, wait, of, rows } = kinds[kind]
  const isMedian = percent === 50
  return {
    key: `${isMedian ? 'wait_median' : `wait_p${percent}`}_${kind}_s`,
    name: {
      zh: isMedian ? `${zh}中位数` : `${zh}第${percent}百分位`,
      en: `${isMedian ? 'Median' : `${percent}th percentile of the`} ${en}`,
    },
    unit: 'second',
    needs: ['calls'],
    formula: `nearest_rank(${wait}, ${percent} %)`,
    base,
    edges: [nearestRankEdge],
    version: 1,
    of: ({ arrivals }) => secondsOf(nearestRank(of(arrivals), percent)),
    example: isMedian
      ? {
          rows: { calls: rows(40, 10.5, 20, 30) },
          gives: 20,
          why: { zh: '四次中第 2 小者。', en: 'The second of four.' },
        }
      : {
          rows: { calls: rows(...Array.from({ length: 20 }, (_, index) => 20 - index)) },
          gives: percent / 5,
          why: {
            zh: `1 至 20 秒各一次，第 ${percent / 5} 小者。`,
            en: `One of each second from 1 to 20: the ${percent / 5}th smallest.`,
          },
        },
  }
}

const longestOf = (kind: keyof typeof kinds): Entry => {
  const { zh, en, base, wait, of, rows } = kinds[kind]
  return {
    key: `wait_max_${kind}_s`,
    name: { zh: `${zh}最大值`, en: `Longest ${en}` },
    unit: 'second',
    needs: ['calls'],
    formula: `max(${wait})`,
    base,
    edges: [],
    version: 1,
    of: ({ arrivals }) => secondsOf(of(arrivals).at(-1) ?? null),
    example: { rows: { calls: rows(9, 70, 8) }, gives: 70, why: { zh: '最久的一次。', en: 'The longest one.' } },
  }
}

const meanAbandoned: Entry = {
  key: 'wait_mean_abandoned_s',
  name: { zh: '放弃者平均等待时长', en: 'Mean wait of those who gave up' },
  unit: 'second',
  needs: ['calls'],
  formula: 'sum(ended_at - arrived_at) / count',
  base: abandonedBase,
  edges: [{ zh: '接听者的等待不计。', en: 'Who was answered is not in it.' }],
  version: 1,
  of: ({ arrivals: { abandonedWaits } }) => seconds(sumOf(abandonedWaits), abandonedWaits.length),
  example: {
    rows: { calls: [gaveUp(4), gaveUp(61), call({ answered: 900 })] },
    gives: 33,
    why: { zh: '(4 + 61) / 2 = 32.5，四舍五入为 33。', en: '(4 + 61) / 2 = 32.5, half up.' },
  },
}

const meanFromQueue: Entry = {
  key: 'wait_mean_from_queue_s',
  name: { zh: '入队至接听平均时长', en: 'Mean wait from the queue on' },
  unit: 'second',
  needs: ['calls'],
  formula: 'sum(answered_at - queued_at) / count',
  base: {
    zh: '当期到达、由人工接听且知其入队时刻的市民来电',
    en: 'inbound hotline calls of the period that a person answered and whose entry into the queue is known',
  },
  edges: [
    {
      zh: '播报不在内；不知入队时刻的不计。',
      en: 'Without announcements; where the entry is not known it is left out.',
    },
  ],
  version: 1,
  of: ({ arrivals: { queueWaits } }) => seconds(sumOf(queueWaits), queueWaits.length),
  example: {
    rows: { calls: [{ ...call({ answered: 30 }), queuedAt: call({}).arrivedAt + 18_000 }, call({ answered: 90 })] },
    gives: 12,
    why: { zh: '30 − 18；另一次不知入队时刻。', en: '30 − 18; of the other one the entry is not known.' },
  },
}

/** Waits: percentiles, means and maxima (DOMAIN.md 2.2). */
export const waits: readonly Entry[] = [
  ...[50, 90, 95].map(percent => percentileOf('answered', percent)),
  longestOf('answered'),
  meanFromQueue,
  meanAbandoned,
  ...[50, 90, 95].map(percent => percentileOf('abandoned', percent)),
  longestOf('abandoned'),
]
