const firstMs = 300
const longestMs = 10_000

/**
 * How long to wait before the attempt number `attempt` (from 0), ms. Doubles to ten seconds; half of it is drawn by
 * `random` (0 ≤ x < 1), so that a hall full of desks does not return in the same instant.
 */
export const backOffMs = (attempt: number, random: number): number => {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return ceiling / 2 + (ceiling / 2) * random
}
