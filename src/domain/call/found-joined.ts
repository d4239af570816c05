import { bridgeOf } from '../effect.ts'
import type { LineEvent } from '../event.ts'
import { offerTo } from '../line/match.ts'
import { ask, setAgent, setCall, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import type { Call } from './call.ts'
import { connect, endOffer, letGo, offeredAgent, returnToQueue } from './transitions.ts'

/**
 * Caller and agent talk, and the ledger does not know it: a join runs beside its commit (docs/decisions/0004), and the server died between
 * the two. The talk begins in the books at `at`. Where the agent is booked with somebody else, the caller goes back to his music
 * and waits on.
 */
export const joinedUnheard = (turn: Turn, before: Call, event: Extract<LineEvent, { type: 'found_joined' }>): void => {
  const { agentId, leg, at } = event
  const callId = before.id
  const reserved = get(turn.line.agents, agentId)
  if (before.offer?.agentId === agentId && offeredAgent(turn, before) && reserved) {
    // the ledger does not say on which leg it was made
    setAgent(turn, { ...reserved, leg })
    setCall(turn, { ...before, offer: { ...before.offer, leg } })
  } else {
    const call = withdrawOffer(turn, before, at)
    const agent = get(turn.line.agents, agentId)
    if (agent?.standingLeg !== leg || agent.state === 'reserved' || agent.state === 'talking') {
      ask(turn, { do: 'hold', callId, bridge: bridgeOf(callId) })
      return setCall(turn, { ...call, music: true })
    }
    offerTo(turn, call, agent, 'found')
  }
  const call = get(turn.line.calls, callId)
  const agent = call && offeredAgent(turn, call)
  if (call && agent && call.state !== 'talking') connect(turn, call, agent, at)
}

/** The ledger knew of another offer: its agent is let go. */
const withdrawOffer = (turn: Turn, call: Call, at: number): Call => {
  const other = offeredAgent(turn, call)
  if (!call.offer) return call
  returnToQueue(turn, endOffer(turn, call, 'withdrawn', at), at)
  if (other) letGo(turn, other, at, 'the caller talks with another agent')
  return get(turn.line.calls, call.id) ?? call
}
