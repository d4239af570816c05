const firstMs = 250
const longestMs = 1_000

/**
 * How long to wait before the attempt number `attempt` (from 0), ms: nearly nothing the first time, then never more than a
 * second, so that a page is back within a second of its server. Part of it is drawn by `random` (0 ≤ x < 1), so that a hall
 * full of desks does not return in the same instant.
 */
export const backOffMs = (attempt: number, random: number): number => {
  if (attempt === 0) return firstMs * random
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return ceiling / 2 + (ceiling / 2) * random
}
