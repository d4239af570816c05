import { exponential, gammaFactor, type Random } from './random.ts'

/** Share of a day's calls in each hour from 0 to 23, in percent (DOMAIN.md 5). */
export const hourlyShare: readonly number[] = [
  0.5, 0.3, 0.25, 0.2, 0.25, 0.4, 1.0, 2.6, 8.2, 10.8, 10.4, 7.2, 5.0, 6.6, 8.9, 8.8, 7.9, 5.6, 4.2, 3.7, 3.2, 2.2, 1.3,
  0.5,
]

/** How much one day differs from another: coefficient of variation of the day factor (DOMAIN.md 5). */
export const dayVariation = 0.15

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * How many people call: the same rate at all hours, or a day by {@link hourlyShare} that begins at `startHour` (0 to
 * 24, with fractions) and goes round the clock `speed` times as fast as a real one.
 */
export type Demand =
  | { readonly kind: 'steady'; readonly perSecond: number }
  | { readonly kind: 'day'; readonly callsPerDay: number; readonly startHour?: number; readonly speed?: number }

/** Calls per ms at `ms` after the beginning, before the day factor. */
export function rateAt(demand: Demand, ms: number): number {
  if (demand.kind === 'steady') return demand.perSecond / 1000
  const speed = demand.speed ?? 1
  const ofDay = ((demand.startHour ?? 0) * hourMs + ms * speed) % dayMs
  const share = hourlyShare[Math.floor(ofDay / hourMs)] ?? 0
  return (demand.callsPerDay * speed * share) / sumOfShares / hourMs
}

const sumOfShares = hourlyShare.reduce((sum, share) => sum + share, 0)
const highestShare = Math.max(...hourlyShare)

/**
 * The instants of the calls, ms after the beginning, without end: an inhomogeneous Poisson process, made by thinning
 * one of the highest rate. Each day of a `day` demand has its own gamma factor; a steady demand has none. Throws a
 * RangeError unless the rate is more than 0.
 */
export function* arrivals(demand: Demand, random: Random): Generator<number, never> {
  const daily = demand.kind === 'day'
  const speed = daily ? (demand.speed ?? 1) : 1
  const startMs = daily ? (demand.startHour ?? 0) * hourMs : 0
  const most = daily ? (demand.callsPerDay * speed * highestShare) / sumOfShares / hourMs : demand.perSecond / 1000
  if (!(most > 0)) throw new RangeError('the rate of calls must be more than 0')
  const dayFactor = () => (daily ? gammaFactor(random, dayVariation) : 1)
  let at = 0
  let day = 0
  let factor = dayFactor()
  for (;;) {
    at += exponential(random, 1 / (most * factor))
    const midnight = ((day + 1) * dayMs - startMs) / speed
    if (at >= midnight) {
      // The process has no memory, so the next day may begin anew at midnight with a factor of its own.
      at = midnight
      day += 1
      factor = dayFactor()
    } else if (random() * most < rateAt(demand, at)) yield at
  }
}
