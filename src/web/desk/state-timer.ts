import type { DeskState } from '../../wire/views.ts'

/** The timer of a state: time gone, or time left with the share of it (1 to 0). Over time, `ms` is what it is over by. */
export interface StateTimer {
  readonly kind: 'gone' | 'left' | 'over'
  readonly ms: number
  readonly share: number | null
}

const left = (since: number, until: number, now: number): StateTimer => {
  const rest = until - now
  const share = until > since ? Math.min(1, Math.max(0, rest / (until - since))) : 0
  return rest >= 0 ? { kind: 'left', ms: rest, share } : { kind: 'over', ms: -rest, share: 0 }
}

/** Which timer counts in the present state: ringing and wrap-up count down, all others up. `now` is the server's. */
export const stateTimer = ({ agent, pop, chat, task }: DeskState, now: number): StateTimer => {
  if (agent.state === 'reserved' && pop) return left(agent.since, pop.ringUntil, now)
  if (agent.state === 'reserved' && chat?.ringUntil != null) return left(agent.since, chat.ringUntil, now)
  if (agent.state === 'reserved' && task?.until != null) return left(agent.since, task.until, now)
  if ((agent.state === 'wrap_up' || agent.state === 'paused') && agent.until !== null)
    return left(agent.since, agent.until, now)
  return { kind: 'gone', ms: Math.max(0, now - agent.since), share: null }
}
