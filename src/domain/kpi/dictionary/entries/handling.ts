import type { Words } from '../../metric.ts'
import { percent, seconds } from '../../rate.ts'
import { type AgentCounts, busyMs, noCounts } from '../agent-tally.ts'
import type { Entry } from '../entry.ts'

/** All agents as one. */
const ofAll = (agents: ReadonlyMap<string, AgentCounts>): AgentCounts => {
  const sum = noCounts()
  for (const counts of agents.values())
    for (const key of Object.keys(sum) as (keyof AgentCounts)[]) sum[key] += counts[key]
  return sum
}

const handledBase: Words = {
  zh: '当期振铃并被接听的来电，按座席计；转接后的每位座席各计一次',
  en: 'calls that rang in the period and were taken, by agents: each to whom a call was passed on counts it',
}
const timeBase: Words = {
  zh: '当期各座席的登录时间，书面咨询与外呼也在内',
  en: 'the time in which agents were logged in during the period, written conversations and calls that we made among it',
}
const ownAlone: Words = {
  zh: '只有本系统的账知道座席的时间；只有导入时为空。',
  en: 'Time of agents is known of our own ledger alone; with imports alone it is empty.',
}

const example = {
  rows: {
    calls: [],
    agents: new Map([
      ['1001', { ...noCounts(), answered: 2, talkMs: 200_000, wrapUpMs: 30_000, ringMs: 10_000, readyMs: 160_000 }],
      ['1002', { ...noCounts(), answered: 1, talkMs: 100_000, wrapUpMs: 15_000, ringMs: 5_000, pausedMs: 60_000 }],
    ]),
  },
}

const wrapUpMean: Entry = {
  key: 'wrap_up_mean_s',
  name: { zh: '平均话后处理时长', en: 'Mean wrap-up' },
  unit: 'second',
  needs: ['calls'],
  formula: 'sum(wrap-up of calls) / calls taken',
  base: handledBase,
  edges: [ownAlone],
  version: 1,
  of: ({ agents }) => {
    if (agents === null) return null
    const { wrapUpMs, answered } = ofAll(agents)
    return seconds(wrapUpMs, answered)
  },
  example: { ...example, gives: 15, why: { zh: '45 ÷ 3。', en: '45 / 3.' } },
}

const handleMean: Entry = {
  ...wrapUpMean,
  key: 'handle_mean_s',
  name: { zh: '平均处理时长', en: 'Average handle time' },
  formula: '(sum(talk, hold in it) + sum(wrap-up)) / calls taken',
  edges: [{ zh: '振铃不算处理。', en: 'Ringing is not handling.' }, ownAlone],
  of: ({ agents }) => {
    if (agents === null) return null
    const { talkMs, wrapUpMs, answered } = ofAll(agents)
    return seconds(talkMs + wrapUpMs, answered)
  },
  example: { ...example, gives: 115, why: { zh: '(300 + 45) ÷ 3。', en: '(300 + 45) / 3.' } },
}

const occupancy: Entry = {
  key: 'occupancy_rate',
  name: { zh: '座席利用率', en: 'Occupancy' },
  unit: 'percent',
  needs: ['calls'],
  formula: '(talk + wrap-up + ring + other work) / (that + ready)',
  base: timeBase,
  edges: [{ zh: '小休不计。', en: 'Pauses are out of it.' }, ownAlone],
  version: 1,
  of: ({ agents }) => {
    if (agents === null) return null
    const all = ofAll(agents)
    return percent(busyMs(all), busyMs(all) + all.readyMs)
  },
  example: { ...example, gives: 69.23, why: { zh: '360 ÷ 520。', en: '360 / 520.' } },
}

const utilisation: Entry = {
  ...occupancy,
  key: 'utilisation_rate',
  name: { zh: '工时利用率', en: 'Utilisation' },
  formula: '(talk + wrap-up + ring + other work) / logged-in time',
  edges: [{ zh: '小休在分母。', en: 'Pauses are in the base.' }, ownAlone],
  of: ({ agents }) => {
    if (agents === null) return null
    const all = ofAll(agents)
    return percent(busyMs(all), busyMs(all) + all.readyMs + all.pausedMs)
  },
  example: { ...example, gives: 62.07, why: { zh: '360 ÷ 580。', en: '360 / 580.' } },
}

/** How agents' time was used, all of them as one. */
export const handling: readonly Entry[] = [wrapUpMean, handleMean, occupancy, utilisation]
