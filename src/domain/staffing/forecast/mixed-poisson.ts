/*
 * Counts of calls whose rate is itself uncertain: Poisson, with a rate that is the expected one times a gamma factor of mean 1 and a measured variance. Such counts have the negative binomial
 * distribution.
 */

const lanczos = [
  ...[0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313],
  ...[-176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7],
]

/** The logarithm of the gamma function for x > 0 (C. Lanczos 1964, g = 7, nine terms). */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let sum = lanczos[0] ?? 0
  for (let i = 1; i < lanczos.length; i += 1) sum += (lanczos[i] ?? 0) / (x - 1 + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The share of a gamma distribution of this shape and scale 1 that lies below x: a series below the mean, a continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31). */
const gammaBelow = (shape: number, x: number): number => {
  if (x <= 0) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = 1; n < 10_000 && term > sum * 1e-14; n += 1) {
      term *= x / (shape + n)
      sum += term
    }
    return front * sum
  }
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 10_000; n += 1) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return 1 - front * fraction
}

/** Below which value so large a share (0 to 1) of a gamma factor of mean 1 and this variance lies; without variance it is 1. */
export const factorQuantile = (share: number, variance: number): number => {
  if (variance <= 1e-9) return 1
  const shape = 1 / variance
  let low = 0
  let high = 1
  while (gammaBelow(shape, high * shape) < share) high *= 2
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (gammaBelow(shape, middle * shape) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The smallest count that at least so large a share (0 to 1) of counts of this mean does not exceed; `variance`: of the gamma factor of their rate. */
export const countQuantile = (share: number, mean: number, variance: number): number => {
  if (mean <= 0) return 0
  const isPoisson = variance <= 1e-9
  const shape = isPoisson ? 0 : 1 / variance
  const logOf = (count: number): number =>
    isPoisson
      ? count * Math.log(mean) - mean - logGamma(count + 1)
      : logGamma(count + shape) -
        logGamma(shape) -
        logGamma(count + 1) -
        shape * Math.log1p(mean / shape) -
        count * Math.log1p(shape / mean)
  // what lies so far below is nothing
  let count = Math.max(0, Math.floor(mean - 12 * Math.sqrt(mean + variance * mean * mean)))
  let chance = Math.exp(logOf(count))
  let below = chance
  while (below < share && count < mean * 100 + 1_000) {
    chance *= isPoisson ? mean / (count + 1) : ((count + shape) / (count + 1)) * (mean / (mean + shape))
    count += 1
    below += chance
    // underflown at the far end of a long tail; it has a number further on
    if (chance === 0) chance = Math.exp(logOf(count))
  }
  return count
}
