/**
 * A percentile by nearest rank: the smallest value that at least `percent` % of all are not above, and so always one that was measured; of an even number the median is the lower of the two in the middle.
 * `sorted`: ascending. Null where there is none. Source: Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996, definition 1 (inverse of the empirical distribution).
 */
export const nearestRank = (sorted: Float64Array, percent: number): number | null =>
  // an integer times an integer: the rank is exact
  sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null
