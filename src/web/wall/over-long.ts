import type { AgentView } from '../../wire/views.ts'

const minute = 60_000

/**
 * After how long a state deserves the shift leader's look, ms. House rules: no source settles them. An hour of talk may
 * be a stuck channel; the others are generous for what the state is meant for.
 */
const limits = { reserved: minute, talking: 30 * minute, wrap_up: 3 * minute, paused: 30 * minute } as const

const pauseLimits: Readonly<Record<string, number>> = { break: 15 * minute, meal: 60 * minute, missed: 2 * minute }

/** Whether an agent has been in his state for too long at `now`. Ready and offline are never too long. */
export const isOverLong = ({ state, reason, since, until }: AgentView, now: number): boolean => {
  if (state === 'ready' || state === 'offline') return false
  if (until !== null && state !== 'talking') return now > until + minute
  const limit = (state === 'paused' && reason !== null && pauseLimits[reason]) || limits[state]
  return now - since > limit
}
