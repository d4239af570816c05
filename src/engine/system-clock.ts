import type { Clock } from './ports.ts'

/** The longest delay node's timers take. */
const mostMs = 2_147_483_647

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at: (instant, job) => {
    const timer = setTimeout(job, Math.min(mostMs, Math.max(0, instant - Date.now())))
    return () => clearTimeout(timer)
  },
}
