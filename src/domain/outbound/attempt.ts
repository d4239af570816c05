import type { Agent } from '../agent/agent.ts'
import { release, toConclude, toPaused, toTalking } from '../agent/transitions.ts'
import { letGo } from '../call/transitions.ts'
import type { NetworkResult } from '../campaign/campaign-facts.ts'
import { codesOfAnswered, codesOfUnanswered } from '../campaign/outcome.ts'
import { agentOfStandingLeg, bridgeOf } from '../effect.ts'
import type { LegEnd } from '../event.ts'
import type { EndedBy } from '../fact.ts'
import { queueOf } from '../line/line.ts'
import { ask, dropCall, note, type Refusal, setAgent, setCall, type Turn } from '../line/turn.ts'
import { records } from '../recording/record.ts'
import { recordingPartOf } from '../recording/recording.ts'
import { get } from '../sorted.ts'
import { type OutboundCall, outboundOf } from './give.ts'
import { type NetworkCause, nothingTold, outcomeByNetwork } from './network.ts'
import type { Conclusion } from './outbound.ts'

/*
 * An attempt from the dialling on. It ends once, by whoever was first, and is closed once: by what its agent says, or, when he says nothing in
 * his time, by what the network said.
 */

/** The network lets ring, or sends sound of its own; the agent, who is in the bridge, hears either. */
export const progress = (turn: Turn, call: OutboundCall, early: boolean): void => {
  const { outbound } = call
  const rings = outbound.rings || !early
  const earlyMedia = outbound.earlyMedia || early
  if (rings === outbound.rings && earlyMedia === outbound.earlyMedia) return
  setCall(turn, { ...call, outbound: { ...outbound, rings, earlyMedia } })
}

/**
 * An attempt that was taken up from the ledger, which does not hold whose leg waits for the citizen, was found with this one. Now it is known to ring, it
 * rings no longer than it would have.
 */
export const learnLeg = (turn: Turn, call: OutboundCall, leg: string): OutboundCall => {
  const agent = get(turn.line.agents, call.outbound.agentId)
  if (call.leg !== null || agent?.callId !== call.id || agent.state !== 'reserved') return call
  const { order, dialledAt } = call.outbound
  const known = { ...call, leg, until: Math.max(turn.now, (dialledAt ?? turn.now) + order.ringMs) }
  setCall(turn, known)
  setAgent(turn, { ...agent, leg })
  return known
}

/** Somebody, or something, has answered. He is in the bridge with the agent already. */
export const answer = (turn: Turn, call: OutboundCall, found: string | null, at: number): void => {
  const agent = get(turn.line.agents, call.outbound.agentId)
  const leg = call.leg ?? found ?? agent?.standingLeg ?? null
  if (agent?.callId !== call.id || leg === null) return failAttempt(turn, call, { by: 'system', how: 'lost' }, at)
  const ringMs = Math.max(0, at - (call.outbound.dialledAt ?? at))
  note(turn, at, { kind: 'attempt_answered', callId: call.id, agentId: agent.id, leg, ringMs })
  const wrapUpMs = Math.max(queueOf(turn.line, call.queueId)?.wrapUpMs ?? 0, turn.line.settings.codeMs)
  toTalking(turn, { ...agent, leg, offerId: null }, at, wrapUpMs)
  const part = recordingPartOf(call.id, 1)
  const recorded = records(turn, call.queueId)
  setCall(turn, {
    ...call,
    state: 'talking',
    since: at,
    until: null,
    agentId: agent.id,
    leg,
    answeredAt: at,
    recording: recorded ? { part, pause: null } : null,
  })
  if (recorded) ask(turn, { do: 'record', callId: call.id, part })
}

const networkOf = (call: OutboundCall, how: LegEnd, told: NetworkCause, at: number): NetworkResult => ({
  how,
  ...told,
  ringMs: call.outbound.dialledAt === null ? null : Math.max(0, (call.answeredAt ?? at) - call.outbound.dialledAt),
  earlyMedia: call.outbound.earlyMedia,
})

/** Whether its agent is still engaged by it, and has said nothing yet. */
const mayConclude = (agent: Agent | undefined, call: OutboundCall): boolean =>
  agent?.callId === call.id && call.outbound.said === null

/**
 * The call is over: it is closed at once where its agent has said already what came of it, or is no longer there to say; else he has his
 * wrap-up for it.
 */
export const endOutbound = (
  turn: Turn,
  call: OutboundCall,
  { by, how, told = nothingTold }: { readonly by: EndedBy; readonly how: LegEnd; readonly told?: NetworkCause },
  at: number,
): void => {
  const talkMs = call.answeredAt === null ? null : Math.max(0, (call.survey?.talkEndedAt ?? at) - call.answeredAt)
  const network = networkOf(call, how, told, at)
  note(turn, at, { kind: 'attempt_ended', callId: call.id, by, talkMs, network })
  const over: OutboundCall = { ...call, outbound: { ...call.outbound, network } }
  const agent = get(turn.line.agents, call.outbound.agentId)
  if (!mayConclude(agent, over)) return close(turn, over, at)
  const { codeMs, releaseMs } = turn.line.settings
  const grantedMs = call.answeredAt === null ? codeMs : (agent?.wrapUpMs ?? codeMs)
  setCall(turn, {
    ...over,
    state: 'concluded',
    since: at,
    // his own wrap-up ends it; this is for where nothing does
    until: Math.max(turn.now, agent?.until ?? 0) + grantedMs + 2 * releaseMs,
    agentId: null,
    leg: null,
    heldSince: null,
    transfer: null,
    survey: null,
    recording: null,
    music: false,
  })
}

/** Nobody answered: the agent is out of the bridge, and may say better than the network what he heard. */
export const failAttempt = (
  turn: Turn,
  call: OutboundCall,
  end: { readonly by: EndedBy; readonly how: LegEnd; readonly told?: NetworkCause },
  at: number,
): void => {
  if (end.by !== 'caller') ask(turn, { do: 'hang_up', channel: call.id, why: `the attempt ended by ${end.by}` })
  endOutbound(turn, call, end, at)
  const agent = get(turn.line.agents, call.outbound.agentId)
  if (agent?.callId !== call.id || agent.state !== 'reserved') return
  leaveBridge(turn, call, agent)
  toConclude(turn, agent, at, turn.line.settings.codeMs)
}

const leaveBridge = (turn: Turn, call: OutboundCall, { leg, standingLeg }: Agent): void => {
  if (leg === null) return
  takeOut(turn, call, leg, leg === standingLeg)
  // the tone that began with the ringing goes on without it
  if (leg === standingLeg && call.outbound.rings) ask(turn, { do: 'stop_ringing', leg })
}

const takeOut = (turn: Turn, call: OutboundCall, leg: string, stands: boolean): void =>
  ask(
    turn,
    stands
      ? { do: 'disconnect', callId: call.id, leg, bridge: bridgeOf(call.id) }
      : { do: 'hang_up', channel: leg, why: 'the attempt is over' },
  )

/** Whose leg waited is found only now that the attempt, which was taken up from the ledger, is over: its agent waits for nobody. */
export const freeFoundLeg = (turn: Turn, call: OutboundCall, leg: string): void =>
  takeOut(turn, call, leg, agentOfStandingLeg(leg) !== null)

/** The agent's phone is gone while it rings at the citizen: who answers is not left to silence. */
export const abandonAttempt = (turn: Turn, call: OutboundCall, agent: Agent, at: number): void => {
  setAgent(turn, { ...agent, leg: null })
  failAttempt(turn, call, { by: 'system', how: 'cancelled' }, at)
  const now = get(turn.line.agents, agent.id)
  if (now?.state !== 'wrap_up') return
  concludeUnsaid(turn, now, at)
  if (now.next === null) toPaused(turn, now, 'phone_failed', at)
  else release(turn, now, at)
}

/** Writes down what an attempt came to; it leaves the line. */
export const close = (turn: Turn, call: OutboundCall, at: number): void => {
  const { order, agentId, said, network } = call.outbound
  const byNetwork = call.answeredAt !== null ? 'uncoded' : network ? outcomeByNetwork(network) : 'unknown'
  note(turn, at, {
    kind: 'attempt_closed',
    callId: call.id,
    taskId: order.taskId,
    agentId,
    outcome: said?.outcome ?? byNetwork,
    byNetwork,
    byAgent: said?.outcome ?? null,
    appointment: said?.appointment ?? null,
    note: said?.note ?? '',
  })
  dropCall(turn, call)
}

/** Why an attempt cannot be concluded so at `now` (UTC ms); null: it can. Whoever books something beside it asks this first. */
export const conclusionRefusal = (
  call: OutboundCall,
  { outcome, appointment }: Conclusion,
  now: number,
): Refusal | null => {
  if (call.state === 'previewed' || call.state === 'summoned') return 'not_allowed_now'
  const answered = call.answeredAt !== null
  // some carriers answer and then say that the phone is off
  const possible = answered ? [...codesOfAnswered, ...codesOfUnanswered] : [...codesOfUnanswered, 'cancelled']
  if (!possible.includes(outcome)) return 'outcome_impossible'
  const later = appointment !== null && appointment > now
  return (outcome === 'appointment') === later ? null : 'appointment_wrong'
}

/**
 * The agent says what came of his attempt: a call that still goes on is ended by it, and he is free for the next. Where he has passed the citizen on, the
 * attempt closes with the end of that call.
 */
export const conclude = (turn: Turn, call: OutboundCall, agent: Agent, said: Conclusion, at: number): void => {
  turn.refusal = conclusionRefusal(call, said, turn.now)
  if (turn.refusal !== null) return
  const known: OutboundCall = { ...call, outbound: { ...call.outbound, said } }
  setCall(turn, known)
  if (call.state === 'concluded') close(turn, known, at)
  else if (call.state === 'dialled') failAttempt(turn, known, { by: 'agent', how: 'cancelled' }, at)
  else if (call.agentId === agent.id) hangUpTalk(turn, known, agent, at)
  const now = get(turn.line.agents, agent.id)
  if (now?.state === 'wrap_up') release(turn, now, at)
}

const hangUpTalk = (turn: Turn, call: OutboundCall, agent: Agent, at: number): void => {
  ask(turn, { do: 'hang_up', channel: call.id, why: 'ended by its agent' })
  endOutbound(turn, call, { by: 'agent', how: 'normal' }, at)
  const now = get(turn.line.agents, agent.id)
  // nothing is left to write: he is free as soon as his leg is
  if (now) letGo(turn, { ...now, wrapUpMs: 0 }, at, 'concluded')
}

/** The wrap-up ends: what nobody has said by then, nobody says. */
export const concludeUnsaid = (turn: Turn, agent: Agent, at: number): void => {
  const call = agent.callId === null ? undefined : outboundOf(get(turn.line.calls, agent.callId))
  if (call?.outbound.agentId === agent.id && call.state === 'concluded') close(turn, call, at)
}
