import type { Fact } from '../../../domain/fact.ts'

/** Facts that are gone, until the ledger is told of them. */
export interface Losses {
  /** Counts facts as lost that were received between two instants. */
  add(count: number, from: number, until: number): void
  /** The fact that tells of the losses not told yet; null when there are none. They count as told from then on. */
  tell(now: number): Fact | null
  /** Losses since the start. */
  readonly total: number
  /** Losses that the ledger was not told of. */
  readonly untold: number
}

/** Counts what is lost, so that no loss is silent. */
export const losses = (): Losses => {
  let total = 0
  let untold = 0
  let from = Number.POSITIVE_INFINITY
  let until = Number.NEGATIVE_INFINITY
  return {
    add(count, first, last) {
      total += count
      untold += count
      from = Math.min(from, first)
      until = Math.max(until, last)
    },
    tell(now) {
      if (untold === 0) return null
      const fact: Fact = { kind: 'facts_lost', at: until, received: now, count: untold, from, until }
      untold = 0
      from = Number.POSITIVE_INFINITY
      until = Number.NEGATIVE_INFINITY
      return fact
    },
    get total() {
      return total
    },
    get untold() {
      return untold
    },
  }
}
