import type { Agent } from '../agent/agent.ts'
import { deviceOf } from '../agent/phone.ts'
import { toWrapUp } from '../agent/transitions.ts'
import { agentOfStandingLeg, bridgeOf, offerIdOf } from '../effect.ts'
import type { LegEnd } from '../event.ts'
import type { HoldReason } from '../fact.ts'
import { ask, note, setAgent, setCall, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import { endWatches } from '../transfer/parties.ts'
import type { Call } from './call.ts'
import { passOn } from './transitions.ts'

/** Puts the caller on music, away from his agent; nothing where he already is. */
export const hold = (turn: Turn, call: Call, why: HoldReason, at: number): Call => {
  if (call.heldSince !== null || call.agentId === null) return call
  note(turn, at, { kind: 'call_held', callId: call.id, agentId: call.agentId, why })
  ask(turn, { do: 'hold', callId: call.id, bridge: bridgeOf(call.id) })
  const held: Call = { ...call, heldSince: at }
  setCall(turn, held)
  return held
}

const bookResumed = (turn: Turn, call: Call, at: number): void => {
  if (call.heldSince === null || call.agentId === null) return
  const heldMs = Math.max(0, at - call.heldSince)
  note(turn, at, { kind: 'call_resumed', callId: call.id, agentId: call.agentId, heldMs })
}

/** Brings the caller back to whoever is in his bridge; nothing where he is not on music. */
export const resume = (turn: Turn, call: Call, at: number): Call => {
  if (call.heldSince === null) return call
  bookResumed(turn, call, at)
  ask(turn, { do: 'resume', callId: call.id, bridge: bridgeOf(call.id) })
  const back: Call = { ...call, heldSince: null }
  setCall(turn, back)
  return back
}

/** The caller whose agent this is, as far as both know it of each other. */
export const callOfAgent = (turn: Turn, agent: Agent): Call | undefined => {
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  return call?.state === 'talking' && call.agentId === agent.id ? call : undefined
}

/**
 * A browser phone whose leg has ended in a talk without a word of its agent: the page reloads, has crashed, or is cut off. The
 * caller hears music and is kept for him for a while.
 */
export const keepCaller = (turn: Turn, call: Call, agent: Agent, how: LegEnd, at: number): void => {
  const leg = agent.leg
  if (leg !== null)
    note(turn, at, {
      kind: 'leg_ended',
      callId: call.id,
      leg,
      agentId: agent.id,
      how,
      talkMs: Math.max(0, at - agent.legSince),
    })
  hold(turn, endWatches(turn, call, at), 'phone_lost', at)
  setAgent(turn, { ...agent, leg: null, until: turn.now + turn.line.settings.keepMs })
}

/** Whether the caller is kept for this agent of his, whose phone was lost. */
export const isKept = (call: Call, agent: Agent): boolean => agent.leg === null || agent.leg !== call.leg

/** Whether the end of this leg in a talk may be the page's doing and not its agent's, who hangs up by a command. */
export const isBrowserLeg = (agent: Agent): boolean =>
  agent.legDevice === 'browser' || (agent.leg !== null && agentOfStandingLeg(agent.leg) !== null)

/** The phone of an agent whose caller is kept for him is back: his standing leg joins at once, another phone is rung for it. */
export const rejoin = (turn: Turn, agent: Agent, at: number): void => {
  const call = callOfAgent(turn, agent)
  if (!call || agent.leg !== null) return setAgent(turn, agent)
  if (agent.standingLeg !== null) return joinAgain(turn, call, agent, agent.standingLeg, at)
  const offersMade = call.offersMade + 1
  const leg = offerIdOf(call.id, offersMade)
  const ringMs = turn.line.settings.keepMs
  setCall(turn, { ...call, offersMade })
  setAgent(turn, { ...agent, leg, legDevice: deviceOf(agent) })
  ask(turn, {
    do: 'ring',
    callId: call.id,
    offerId: leg,
    leg,
    agentId: agent.id,
    extension: agent.extension,
    device: deviceOf(agent),
    ringMs,
    callerNumber: call.caller.number,
  })
}

/** His leg is up again: caller and agent are joined as before. */
export const joinAgain = (turn: Turn, call: Call, agent: Agent, leg: string, at: number): void => {
  bookResumed(turn, call, at)
  note(turn, at, { kind: 'leg_joined', callId: call.id, leg, agentId: agent.id, as: 'agent' })
  ask(turn, { do: 'music', callId: call.id, on: false })
  ask(turn, { do: 'connect', callId: call.id, leg, bridge: bridgeOf(call.id) })
  setCall(turn, { ...call, leg, furtherLeg: true, heldSince: null })
  setAgent(turn, { ...agent, leg, legSince: at, until: null })
}

/** His phone has not come back in time: the caller waits for another agent, and he has his wrap-up. */
export const giveUpCaller = (turn: Turn, agent: Agent, at: number): void => {
  if (agent.leg !== null) ask(turn, { do: 'hang_up', channel: agent.leg, why: 'his phone did not come back in time' })
  const call = callOfAgent(turn, agent)
  if (call) passOn(turn, call, 'phone_lost', call.queueId, at)
  toWrapUp(turn, agent, at)
}
