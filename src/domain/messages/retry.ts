import type { MessageKind } from './message.ts'

/** How a message that was not taken is tried again. Waits in ms. */
export interface RetryPlan {
  readonly firstMs: number
  /** The waits double up to this. */
  readonly mostMs: number
  /** So many attempts at most. */
  readonly tries: number
}

const second = 1_000
const minute = 60 * second

/** House rules: no source settles them. Each covers some hours of an outage; what must be there sooner says so by `notAfter`. */
export const retryPlans: Readonly<Record<MessageKind, RetryPlan>> = {
  sms: { firstMs: 20 * second, mostMs: 15 * minute, tries: 20 },
  email: { firstMs: minute, mostMs: 60 * minute, tries: 30 },
  webhook: { firstMs: 10 * second, mostMs: 30 * minute, tries: 60 },
}

/**
 * How long to wait after so many attempts (from 1), ms: doubled each time up to `mostMs`, the upper half of it drawn by `jitter`
 * (0 ≤ x < 1), so that what failed together does not come back together. A carrier that asks for a longer wait gets it.
 */
export const waitAfter = (plan: RetryPlan, tries: number, jitter: number, askedMs = 0): number => {
  const ceiling = Math.min(plan.mostMs, plan.firstMs * 2 ** Math.min(tries - 1, 40))
  const drawn = Math.round(ceiling / 2 + (ceiling / 2) * jitter)
  return Math.max(drawn, askedMs)
}
