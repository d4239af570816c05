import { exponential, lognormal, type Random } from './random.ts'

/** A length of time in ms: always the same, or drawn anew each time. */
export type Duration = number | ((random: Random) => number)

export function draw(duration: Duration, random: Random): number {
  return typeof duration === 'number' ? duration : duration(random)
}

/** Evenly spread between two lengths. */
export function between(fromMs: number, toMs: number): Duration {
  return random => fromMs + (toMs - fromMs) * random()
}

/** How long a caller waits before he gives up: exponential (DOMAIN.md 5; mean 105 s there). */
export function patience(meanMs = 105_000): Duration {
  return random => exponential(random, meanMs)
}

/**
 * How long a talk lasts: lognormal (DOMAIN.md 5; mean 205 s there). With sigma 0.85 the longest of a year's 167,538
 * talks is about the 5,578 s that the district published.
 */
export function talk(meanMs = 205_000, sigma = 0.85): Duration {
  return random => lognormal(random, meanMs, sigma)
}
