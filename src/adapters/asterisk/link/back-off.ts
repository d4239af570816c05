/** How long to wait before the next attempt to connect, in milliseconds: from `firstMs`, doubling, up to `mostMs`. */
export interface Retry {
  firstMs: number
  mostMs: number
}

export const defaultRetry: Retry = { firstMs: 50, mostMs: 2000 }

/**
 * Exponential back-off with jitter: each wait lies between one half and the whole of its ceiling, so that many
 * clients that lost the same server do not come back at the same instant.
 * `random` gives a number from 0 (included) to 1 (excluded).
 */
export function createBackOff({ firstMs, mostMs }: Retry, random: () => number = Math.random) {
  let ceiling = Math.min(firstMs, mostMs)
  return {
    nextMs(): number {
      const wait = ceiling / 2 + (random() * ceiling) / 2
      ceiling = Math.min(ceiling * 2, mostMs)
      return wait
    },
    reset(): void {
      ceiling = Math.min(firstMs, mostMs)
    },
  }
}
