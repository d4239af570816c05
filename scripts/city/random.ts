/** A source of numbers that are evenly spread over [0, 1). */
export type Random = () => number

/** A seeded source: the same seed gives the same numbers on every machine (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed from a text and a number (FNV-1a), so that what is drawn for one does not depend on what was drawn before. */
export function seedOf(seed: number, text: string): number {
  let mixed = 0x811c9dc5 ^ seed
  for (const character of text) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return mixed
}

/** One of these by their shares, which need not sum up to 1. */
export function pick<T>(random: Random, choices: readonly (readonly [share: number, what: T])[]): T {
  const sum = choices.reduce((total, [share]) => total + share, 0)
  let left = random() * sum
  for (const [share, what] of choices) {
    left -= share
    if (left < 0) return what
  }
  const last = choices.at(-1)
  if (!last) throw new RangeError('there is nothing to choose from')
  return last[1]
}

/** True in this share of the cases, 0 to 1. */
export function happens(random: Random, share: number): boolean {
  return random() < share
}

/** Never 0, so that its logarithm is finite. */
function positive(random: Random): number {
  return 1 - random()
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(positive(random))) * Math.cos(2 * Math.PI * random())
}

/** Exponential with this mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(positive(random))
}

/** Lognormal with this mean; `sigma` is the standard deviation of its logarithm and makes the tail. */
export function lognormal(random: Random, mean: number, sigma: number): number {
  return mean * Math.exp(sigma * normal(random) - (sigma * sigma) / 2)
}

/** Gamma with mean 1 and this coefficient of variation (at most 1), by the method of Marsaglia and Tsang (2000). */
export function gammaFactor(random: Random, variation: number): number {
  if (variation === 0) return 1
  const shape = 1 / (variation * variation)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(positive(random)) < (x * x) / 2 + d - d * v + d * Math.log(v)) return (d * v) / shape
  }
}
