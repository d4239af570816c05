import type { DayNumber } from '../../calendar/day.ts'
import { hundredthsOf } from '../rate.ts'
import type { TopicsOfPeriod } from './breakdown.ts'
import { byText } from './ranking.ts'
import { type TopicTally, usualDays } from './topic-tally.ts'

/** How many topics are listed. */
export const mostTopics = 10

/** Of so many cases on a day on, a topic can stand out; fewer are chance, and could point to people. */
export const leastOfSpike = 5

/** A topic of a period. `share`: of all cases of the period, in hundredths of a percent; null where there are none. */
export interface HotTopic {
  readonly topic: string
  readonly cases: number
  readonly share: number | null
  /** In the same stretch a year before; null: nothing is known of it. */
  readonly before: number | null
}

/** The topics of most cases, most first; of as many by name. */
export const hotTopics = ({ now, before }: TopicsOfPeriod, most = mostTopics): readonly HotTopic[] =>
  [...now.counts]
    .sort(([one, cases], [other, others]) => others - cases || byText(one, other))
    .slice(0, most)
    .map(([topic, cases]) => ({
      topic,
      cases,
      share: hundredthsOf(cases, now.cases),
      before: before === null ? null : (before.counts.get(topic) ?? 0),
    }))

/** A day on which a topic had far more cases than is usual. `usual`: cases of the `usualDays` days before, together. */
export interface Spike {
  readonly topic: string
  readonly day: DayNumber
  readonly cases: number
  readonly usual: number
}

/**
 * Whether a day stands far above what is usual: at least five cases, and more than the mean of the 28 days before by over three times its root, which is how far the count of things
 * that come one by one strays by itself (Poisson; by chance over three times that once in a year or two). The mean counts as 1 at least under the root, so that what is rare does not stand out with two.
 * Computed in integers: `28 cases - usual > 3 √max(28 usual, 28²)`.
 */
export const standsOut = (cases: number, usual: number): boolean => {
  const above = usualDays * cases - usual
  return cases >= leastOfSpike && above > 0 && above * above > 9 * Math.max(usualDays * usual, usualDays * usualDays)
}

/** All days of a period on which a topic stands out, by day and topic. Days before which fewer than 28 are known are not judged. */
export const spikesOf = ({ period, days, knownFrom }: TopicTally): readonly Spike[] => {
  if (knownFrom === null) return []
  const spikes: Spike[] = []
  for (const [topic, counts] of days)
    for (const [day, cases] of counts) {
      if (day < period.firstDay || day - usualDays < knownFrom || cases < leastOfSpike) continue
      let usual = 0
      for (let back = 1; back <= usualDays; back += 1) usual += counts.get(day - back) ?? 0
      if (standsOut(cases, usual)) spikes.push({ topic, day, cases, usual })
    }
  return spikes.sort((one, other) => one.day - other.day || byText(one.topic, other.topic))
}

/** The spikes that stand out most, by how many cases they are above what is usual, in the order of their days. */
export const largestSpikes = (spikes: readonly Spike[], most: number): readonly Spike[] => {
  const above = ({ cases, usual }: Spike) => usualDays * cases - usual
  const chosen = new Set([...spikes].sort((one, other) => above(other) - above(one)).slice(0, most))
  return spikes.filter(spike => chosen.has(spike))
}
