import { dateOf, type PlainDate } from '../../calendar/day.ts'
import { type Breakdown, nameOf } from './breakdown.ts'
import { hotTopics, spikesOf } from './hot-topics.ts'
import { leastVolume, rankingOf } from './ranking.ts'

/** A unit in report.json: integers as they are, rates in percent; null where there is nothing to compute, or no rank. */
interface ReportedUnit {
  readonly unit: string
  readonly name: string
  readonly orders: number
  readonly returned: number
  readonly sign_due: number
  readonly signed_on_time: number
  readonly due: number
  readonly replied_on_time: number
  readonly on_time_rate: number | null
  readonly on_time_rank: number | null
  readonly avg_reply_h: number | null
  readonly redone: number
  readonly rated: number
  readonly satisfied: number
  readonly satisfaction_rate: number | null
  readonly satisfaction_rank: number | null
}

interface ReportedTopic {
  readonly topic: string
  readonly name: string
  readonly cases: number
  readonly share: number | null
  readonly year_before: number | null
}

/** `usual`: cases of the 28 days before, together. */
interface ReportedSpike {
  readonly day: PlainDate
  readonly topic: string
  readonly name: string
  readonly cases: number
  readonly usual: number
}

/** What report.json has of units and topics: it stays in the house, so that nothing of it is hidden. Null: nothing is known of it. */
export interface BreakdownReport {
  readonly units: {
    readonly least_volume: number
    readonly ranked: readonly ReportedUnit[]
    readonly without_orders: readonly { readonly unit: string; readonly name: string }[]
  } | null
  readonly topics: {
    readonly cases: number
    readonly without_topic: number
    readonly all: readonly ReportedTopic[]
    readonly spikes: readonly ReportedSpike[]
  } | null
}

const percentOf = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100)

/** The breakdown of a period as report.json has it. */
export const breakdownReport = ({ units, topics, names }: Breakdown): BreakdownReport => {
  const ranking = units && rankingOf(units)
  const named = (unit: string) => ({ unit, name: nameOf(names.units, unit) })
  return {
    units: ranking && {
      least_volume: leastVolume,
      ranked: ranking.units.map(each => ({
        ...named(each.unit),
        orders: each.orders,
        returned: each.returned,
        sign_due: each.signDue,
        signed_on_time: each.signedOnTime,
        due: each.due,
        replied_on_time: each.onTime,
        on_time_rate: percentOf(each.onTimeRate),
        on_time_rank: each.onTimeRank,
        avg_reply_h: each.replyHours,
        redone: each.redone,
        rated: each.rated,
        satisfied: each.satisfied,
        satisfaction_rate: percentOf(each.satisfactionRate),
        satisfaction_rank: each.satisfactionRank,
      })),
      without_orders: ranking.idle.map(named),
    },
    topics: topics && {
      cases: topics.now.cases,
      without_topic: topics.now.without,
      all: hotTopics(topics, Number.POSITIVE_INFINITY).map(({ topic, cases, share, before }) => ({
        topic,
        name: nameOf(names.topics, topic),
        cases,
        share: percentOf(share),
        year_before: before,
      })),
      spikes: spikesOf(topics.now).map(({ topic, day, cases, usual }) => ({
        day: dateOf(day),
        topic,
        name: nameOf(names.topics, topic),
        cases,
        usual,
      })),
    },
  }
}
