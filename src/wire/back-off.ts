const firstMs = 250
const soonMs = 400
const longestMs = 1_000

/** So many attempts are made in quick succession: some six seconds, longer than a server needs to start again or be replaced. */
const quickAttempts = 20

/**
 * How long a page waits before the attempt number `attempt` (from 0) to reach its server, ms: nobody is offered a caller before his page is
 * back, so until a server that died should be there again not half a second, and then never more than a second. Part of it is drawn by
 * `random` (0 ≤ x < 1), so that a hall full of desks does not return in the same instant.
 */
export const backOffMs = (attempt: number, random: number): number => {
  if (attempt === 0) return firstMs * random
  const ceiling = attempt < quickAttempts ? soonMs : longestMs
  return ceiling / 2 + (ceiling / 2) * random
}
