import type { AgentView, OverLongView } from '../../wire/views.ts'

const graceMs = 60_000

/** The limit that an agent is over, ms of his state; `planned`: the end that the server had planned is long past. */
export interface OverLimit {
  readonly limitMs: number
  readonly planned: boolean
}

/**
 * Which limit an agent is over at `now`; null: none. Ready and offline have no limit. A planned end is none either, but the server
 * keeps it: a state that is still there a minute later is stuck.
 */
export const overLimit = (
  { state, reason, since, until }: AgentView,
  limits: OverLongView | undefined,
  now: number,
): OverLimit | null => {
  if (!limits || state === 'ready' || state === 'offline') return null
  const limitMs = (state === 'paused' && reason !== null && limits.pauses[reason]) || limits[state]
  if (now - since > limitMs) return { limitMs, planned: false }
  if (until !== null && state !== 'talking' && now > until + graceMs) return { limitMs: until - since, planned: true }
  return null
}
