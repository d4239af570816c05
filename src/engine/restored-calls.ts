import type { Call } from '../domain/call/call.ts'
import type { EndCause } from '../domain/fact.ts'
import type { Line } from '../domain/line/line.ts'
import { callOf } from '../domain/line/restore.ts'
import { get, values } from '../domain/sorted.ts'
import type { Unfinished } from './store.ts'

/** A call that an agent's desk must show again: he talks in it or wraps it up. */
export interface RestoredCall {
  readonly agentId: string
  readonly call: Call
  readonly offerId: string
  readonly answeredAt: number
  readonly endedAt: number | null
  readonly endCause: EndCause | null
}

/** The calls that desks must show again, once the line was restored from `unfinished`. */
export const restoredCalls = (line: Line, unfinished: Unfinished, now: number): readonly RestoredCall[] => {
  const wrappedUp = new Map(unfinished.wrappedUp.map(known => [known.id, known]))
  return [...values(line.agents)].flatMap((agent): RestoredCall[] => {
    if (agent.callId === null || (agent.state !== 'talking' && agent.state !== 'wrap_up')) return []
    const known = wrappedUp.get(agent.callId)
    const call = get(line.calls, agent.callId) ?? (known && callOf(line, known, false, now))
    if (!call) return []
    const over = call.state === 'concluded'
    const answeredAt = call.answeredAt ?? agent.since
    return [
      {
        agentId: agent.id,
        call,
        offerId: call.leg ?? call.id,
        answeredAt,
        endedAt: known?.endedAt ?? (over ? call.since : null),
        endCause: known?.endCause ?? (over ? 'completed' : null),
      },
    ]
  })
}
