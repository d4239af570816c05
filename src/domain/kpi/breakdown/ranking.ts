import { hours, hundredthsOf } from '../rate.ts'
import type { UnitsOfPeriod } from './breakdown.ts'
import type { UnitCounts } from './unit-tally.ts'

/** From so many orders on, and so many of what a rate is of, a unit is ranked; a house rule (DOMAIN.md 2.5: `min volume`). */
export const leastVolume = 10

/** A unit of the ranking. Rates in hundredths of a percent, null where there is no base; ranks from 1, null where there is too little to rank it by. */
export interface RankedUnit extends Readonly<UnitCounts> {
  readonly unit: string
  readonly onTimeRate: number | null
  readonly signedRate: number | null
  readonly satisfactionRate: number | null
  /** Of the replies within the period, in whole hours. */
  readonly replyHours: number | null
  readonly onTimeRank: number | null
  readonly satisfactionRank: number | null
}

export interface Ranking {
  /** By their on-time rank, then those without one; else by id: an order by counts would tell small ones apart that are not shown. */
  readonly units: readonly RankedUnit[]
  /** Had no order in the period, and nothing due, rated or returned: neither 0 % nor 100 % is true of them. By id. */
  readonly idle: readonly string[]
}

/** How many have a better rate, and one: those of one rate share a rank, and the next one follows after all of them. Of rates as they are printed. */
const rankIn = (rates: readonly number[], rate: number): number => rates.filter(other => other > rate).length + 1

/** Orders texts by their code units, which no machine's language changes. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/**
 * Units by what they did in a period. Ranked by a rate is who has at least `least` orders, and `least` of what the rate is of. Who had none at all stands apart (DOMAIN.md 1.5).
 */
export const rankingOf = ({ counts, known }: UnitsOfPeriod, least = leastVolume): Ranking => {
  const all = [...counts].map(([unit, of]) => ({
    ...of,
    unit,
    onTimeRate: hundredthsOf(of.onTime, of.due),
    signedRate: hundredthsOf(of.signedOnTime, of.signDue),
    satisfactionRate: hundredthsOf(of.satisfied, of.rated),
    replyHours: hours(of.replyMs, of.replied),
  }))
  const ranked = (rate: 'onTimeRate' | 'satisfactionRate', base: 'due' | 'rated') => {
    const fit = all.filter(each => each.orders >= least && each[base] >= least)
    const rates = fit.flatMap(each => each[rate] ?? [])
    return new Map(fit.map(each => [each.unit, rankIn(rates, each[rate] ?? 0)]))
  }
  const onTime = ranked('onTimeRate', 'due')
  const satisfaction = ranked('satisfactionRate', 'rated')
  const units = all.map(each => ({
    ...each,
    onTimeRank: onTime.get(each.unit) ?? null,
    satisfactionRank: satisfaction.get(each.unit) ?? null,
  }))
  const last = all.length + 1
  units.sort((a, b) => (a.onTimeRank ?? last) - (b.onTimeRank ?? last) || byText(a.unit, b.unit))
  return { units, idle: [...known].filter(unit => !counts.has(unit)).sort(byText) }
}
