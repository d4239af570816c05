import { Histogram, type Registry } from 'prom-client'

/** Measures how long a pop takes from its offer to the screen, on the server's own monotonic clock. */
export interface PaintedMeter {
  /** The pop of this offer went out to the agent; `offeredAt` in ms, monotonic. */
  sent(offerId: string, agentId: string, offeredAt: number): void
  /** The agent's page says the pop is on the screen. Only the first page of each offer counts. */
  painted(offerId: string, agentId: string, now: number): void
  /** Over the last thousand pops, in ms; null before the first. */
  percentiles(): { readonly p50: number; readonly p99: number } | null
  /** Forgets pops that were not painted within a minute. */
  forget(now: number): void
}

const kept = 1000
const patienceMs = 60_000

export const createPaintedMeter = (registry?: Registry): PaintedMeter => {
  const histogram = new Histogram({
    name: 'yihao_pop_painted_seconds',
    help: 'Time from the offer to its pop on the screen of the agent',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: registry ? [registry] : [],
  })
  const awaited = new Map<string, { readonly agentId: string; readonly offeredAt: number }>()
  const delays: number[] = []
  let next = 0
  let known: { readonly p50: number; readonly p99: number } | null = null

  return {
    sent: (offerId, agentId, offeredAt) => {
      awaited.set(offerId, { agentId, offeredAt })
    },
    painted: (offerId, agentId, now) => {
      const pop = awaited.get(offerId)
      if (pop?.agentId !== agentId) return
      awaited.delete(offerId)
      const delay = Math.max(0, now - pop.offeredAt)
      histogram.observe(delay / 1000)
      delays[next] = delay
      next = (next + 1) % kept
      known = null
    },
    percentiles: () => {
      if (known === null && delays.length > 0) {
        const sorted = delays.toSorted((a, b) => a - b)
        known = { p50: rank(sorted, 0.5), p99: rank(sorted, 0.99) }
      }
      return known
    },
    forget: now => {
      for (const [offerId, { offeredAt }] of awaited) {
        if (now - offeredAt < patienceMs) return
        awaited.delete(offerId)
      }
    },
  }
}

/** Nearest rank, to a tenth of a ms. */
const rank = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 10) / 10
