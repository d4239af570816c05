import { at, call, gaveUp } from '../../example-rows.ts'
import type { Words } from '../../metric.ts'
import { percent } from '../../rate.ts'
import { type Entry, instantIn } from '../entry.ts'

const offeredBase: Words = {
  zh: '当期到达、应由人工接听的市民来电，含速挂（严格口径）',
  en: 'inbound hotline calls that arrived in the period, short abandons among them (strict)',
}
const busyRows = {
  calls: [
    call({ arrivedAt: at('05-06 09:59:59') }),
    call({ arrivedAt: at('05-06 10:00') }),
    call({ arrivedAt: at('05-06 10:59:59') }),
    call({ arrivedAt: at('05-07 08:00') }),
    call({ arrivedAt: at('05-07 08:10') }),
  ],
}
const busyEdge: Words = {
  zh: '本地钟点的整小时，按到达时刻；同样忙的取最早的。',
  en: 'A whole hour of the local clock, by arrivals; of several that are as busy the first.',
}

const busiestHourCalls: Entry = {
  key: 'busiest_hour_calls',
  name: { zh: '最忙小时来电量', en: 'Offered calls in the busiest hour' },
  unit: 'call',
  needs: ['calls'],
  formula: 'max over clock hours(count(offered))',
  base: offeredBase,
  edges: [busyEdge],
  version: 1,
  of: ({ arrivals }) => arrivals.busiestHour?.offered ?? 0,
  example: { rows: busyRows, gives: 2, why: { zh: '10 点这一小时两次。', en: 'Two in the hour of ten.' } },
}

const busiestHourFrom: Entry = {
  ...busiestHourCalls,
  key: 'busiest_hour_begins',
  name: { zh: '最忙小时', en: 'The busiest hour' },
  unit: 'instant',
  formula: 'the clock hour of busiest_hour_calls',
  of: ({ tally, arrivals }) => instantIn(tally.period, arrivals.busiestHour?.from),
  example: {
    rows: busyRows,
    gives: '2020-05-06T10:00:00+08:00',
    why: { zh: '次日 8 点同样忙，取先者。', en: 'Eight on the next day is as busy: the first counts.' },
  },
}

// one answered at ten, one lost at noon of the next day: 26 hours lie between them
const rollingRows = {
  calls: [
    call({ arrivedAt: at('05-06 10:00'), answered: 9 }),
    call({ arrivedAt: at('05-06 18:00'), answered: 9 }),
    gaveUp(60, { arrivedAt: at('05-07 12:00') }),
    call({ arrivedAt: at('05-08 11:00'), answered: 9 }),
    call({ arrivedAt: at('05-08 17:59:59'), answered: 9 }),
  ],
}

const lowestDayRate: Entry = {
  key: 'lowest_24h_answer_rate',
  name: { zh: '任意连续24小时最低接通率', en: 'Lowest answer rate of any 24 hours' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'min over t(answered of offered that arrived in [t, t + 24 h) / offered that arrived in it)',
  base: offeredBase,
  edges: [
    {
      zh: '起点任意，精确到毫秒，不限零点（GB/T 33358：≥ 95%）；须整段在当期内且已经过去；没有来电的 24 小时没有接通率。',
      en: 'Begins at any millisecond, not at midnight alone (GB/T 33358: at least 95 %); lies wholly in the period and in what is over; 24 hours without a call have no rate.',
    },
    {
      zh: '仍在等待的算未接听，所以未结束的时期会偏低。',
      en: 'Who still waits is not answered yet, so that what is going on comes out low.',
    },
  ],
  version: 1,
  of: ({ arrivals: { lowestDay } }) => (lowestDay === null ? null : percent(lowestDay.answered, lowestDay.offered)),
  example: {
    rows: rollingRows,
    gives: 0,
    why: {
      zh: '5月6日18:00之后的24小时里只有那次放弃。',
      en: 'In the 24 hours that begin behind 18:00 of 6 May there is only the one who gave up.',
    },
  },
}

const lowestDayFrom: Entry = {
  ...lowestDayRate,
  key: 'lowest_24h_begins',
  name: { zh: '接通率最低的连续24小时的起点', en: 'When the 24 hours with the lowest answer rate begin' },
  unit: 'instant',
  formula: 'the first t of lowest_24h_answer_rate',
  of: ({ tally, arrivals }) => instantIn(tally.period, arrivals.lowestDay?.from),
  example: {
    rows: rollingRows,
    gives: '2020-05-06T18:00:00.001+08:00',
    why: { zh: '18:00 那次刚不在内。', en: 'The call of 18:00 has just left.' },
  },
}

/** When it was busy, and when too few were answered (DOMAIN.md 2.2). */
export const loads: readonly Entry[] = [busiestHourCalls, busiestHourFrom, lowestDayRate, lowestDayFrom]
