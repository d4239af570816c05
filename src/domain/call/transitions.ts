import type { Agent } from '../agent/agent.ts'
import { release, toPaused, toTalking, toWrapUp } from '../agent/transitions.ts'
import { bridgeOf } from '../effect.ts'
import type { LegEnd } from '../event.ts'
import type {
  EndCause,
  EndedBy,
  MissedWhy,
  OfferResult,
  OverflowReason,
  TransferReason,
  TransferResult,
} from '../fact.ts'
import { keepPlays, stopKeepSound, waitDeadline } from '../kept-place/keep.ts'
import { queueOf } from '../line/line.ts'
import { ask, dropCall, note, setAgent, setCall, type Turn } from '../line/turn.ts'
import { canBeRungBack } from '../number/normalise.ts'
import { endOutbound } from '../outbound/attempt.ts'
import { outboundOf } from '../outbound/give.ts'
import { nextLadderChange, type Queue, rungAt } from '../queue/queue.ts'
import { resumeRecording } from '../recording/record.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import { endParties, joinParty, partyOfAgent } from '../transfer/parties.ts'
import type { Call } from './call.ts'

const queueOfCall = (turn: Turn, call: Call): Queue | undefined => queueOf(turn.line, call.queueId)

/** When the ladder changes next for a call that began to wait at `from`; null when never. */
export const ladderDeadline = (queue: Queue | undefined, rung: number, from: number): number | null => {
  const next = queue ? nextLadderChange(queue, rung) : null
  return next === null ? null : from + next
}

/** Waiting in the queue without an offer; the ladder stands where the waiting time so far says. */
export const toQueued = (turn: Turn, call: Call, at: number): void => {
  const queue = queueOfCall(turn, call)
  const queuedAt = call.queuedAt ?? at
  const rung = queue ? rungAt(queue, turn.now - queuedAt) : call.rung
  const until = waitDeadline(queue, call, rung, queuedAt)
  // the offer to keep his place plays, and music follows it
  const music = !keepPlays(call)
  if (call.queuedAt === null) note(turn, at, { kind: 'call_queued', callId: call.id, queueId: call.queueId })
  if (music && !call.music) ask(turn, { do: 'music', callId: call.id, on: true })
  const demand = queue && rung !== call.rung ? demandOf(queue, rung, call.skills) : call.demand
  setCall(turn, { ...call, state: 'queued', since: at, queuedAt, rung, demand, until, offer: null, music })
}

/** The notice is over and an agent still rings. */
export const toOffered = (turn: Turn, call: Call, at: number): void => {
  if (call.queuedAt === null) note(turn, at, { kind: 'call_queued', callId: call.id, queueId: call.queueId })
  if (!call.music) ask(turn, { do: 'music', callId: call.id, on: true })
  setCall(turn, {
    ...call,
    state: 'offered',
    since: at,
    queuedAt: call.queuedAt ?? at,
    until: call.offer?.until ?? at,
    music: true,
  })
}

/** Joins caller and agent: the wait ends here, with the cause answered. */
export const connect = (turn: Turn, call: Call, agent: Agent, at: number): void => {
  const offer = call.offer
  if (!offer) return
  note(turn, at, {
    kind: 'offer_ended',
    callId: call.id,
    offerId: offer.id,
    agentId: agent.id,
    result: 'accepted',
    ringMs: Math.max(0, (offer.acceptedAt ?? at) - offer.madeAt),
  })
  if (call.answeredAt === null)
    note(turn, at, {
      kind: 'call_answered',
      callId: call.id,
      offerId: offer.id,
      agentId: agent.id,
      leg: offer.leg,
      waitMs: waitedMs(call, at),
      queueMs: call.queuedAt === null ? 0 : Math.max(0, at - call.queuedAt),
    })
  else {
    endTransfer(turn, call, 'taken_over', agent.id, at)
    note(turn, at, { kind: 'leg_joined', callId: call.id, leg: offer.leg, agentId: agent.id, as: 'agent' })
  }
  if (call.music) ask(turn, { do: 'music', callId: call.id, on: false })
  stopKeepSound(turn, call)
  ask(turn, { do: 'connect', callId: call.id, leg: offer.leg, bridge: bridgeOf(call.id) })
  toTalking(turn, agent, at, queueOfCall(turn, call)?.wrapUpMs ?? 0)
  setCall(turn, {
    ...call,
    state: 'talking',
    since: at,
    until: null,
    offer: null,
    agentId: agent.id,
    leg: offer.leg,
    furtherLeg: call.answeredAt !== null,
    answeredAt: call.answeredAt ?? at,
    transfer: null,
    music: false,
    keep: null,
  })
}

/**
 * Takes the offer that an agent is reserved for: the talk begins, or will at the end of the notice, or when Asterisk can be reached again
 * (`resumeTaken`): nobody is booked as answered who cannot be joined. Gone: he is let go.
 */
export const takeOffer = (turn: Turn, agent: Agent, at: number): void => {
  const part = partyOfAgent(turn, agent)
  if (part) {
    joinParty(turn, part.call, part.party, at)
    return
  }
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  if (!call || offeredAgent(turn, call)?.id !== agent.id) return letGo(turn, agent, at, 'the caller is gone')
  if (call.state !== 'announced' && turn.line.telephony) return connect(turn, call, agent, at)
  if (call.offer) setCall(turn, { ...call, offer: { ...call.offer, acceptedAt: at } })
  setAgent(turn, { ...agent, until: (call.until ?? turn.now) + turn.line.settings.releaseMs })
}

/** Asterisk is back: whoever was taken meanwhile and still waits is joined now. */
export const resumeTaken = (turn: Turn, call: Call, at: number): void => {
  const agent = call.state === 'offered' && call.offer?.acceptedAt != null ? offeredAgent(turn, call) : undefined
  if (agent) connect(turn, call, agent, at)
}

/** Books how an answered caller's way to somebody else ended; nothing where he was on none. */
export const endTransfer = (
  turn: Turn,
  call: Call,
  result: TransferResult,
  toAgentId: string | null,
  at: number,
): void => {
  if (call.transfer === null) return
  const waitMs = Math.max(0, at - call.transfer.startedAt)
  note(turn, at, { kind: 'transfer_ended', callId: call.id, result, toAgentId, waitMs })
}

/** An answered caller waits for another agent: before all who came after him, with the ladder from its beginning. */
export const passOn = (turn: Turn, before: Call, why: TransferReason, queueId: string, at: number): Call => {
  const call = endParties(turn, resumeRecording(turn, before, 'moved', at), at)
  const fromAgentId = call.agentId
  note(turn, at, { kind: 'transfer_started', callId: call.id, fromAgentId, why, queueId })
  return requeue(turn, { ...call, transfer: { fromAgentId, startedAt: at } }, queueId, at)
}

/** Puts an answered caller into a queue. */
export const requeue = (turn: Turn, call: Call, queueId: string, at: number): Call => {
  const queue = queueOf(turn.line, queueId)
  const next: Call = {
    ...call,
    queueId,
    demand: queue ? demandOf(queue, 0, call.skills) : call.demand,
    agentId: null,
    leg: null,
    heldSince: null,
    queuedAt: at,
    rung: 0,
    music: call.heldSince !== null,
  }
  toQueued(turn, next, at)
  return get(turn.line.calls, call.id) ?? next
}

/** Ends the open offer of a call; the call keeps its place. The agent is freed by his leg's end, or here if his leg stands. */
export const endOffer = (turn: Turn, call: Call, result: OfferResult, at: number): Call => {
  const offer = call.offer
  if (!offer) return call
  note(turn, at, {
    kind: 'offer_ended',
    callId: call.id,
    offerId: offer.id,
    agentId: offer.agentId,
    result,
    ringMs: Math.max(0, at - offer.madeAt),
  })
  return { ...call, offer: null }
}

/** Back to where the call stood before its offer. */
export const returnToQueue = (turn: Turn, call: Call, at: number): void => {
  if (call.state === 'announced') setCall(turn, { ...call, offer: null })
  else toQueued(turn, { ...call, offer: null }, at)
}

/** Tells an agent's leg to end and waits for it to be gone; an agent whose leg stands is free at once. */
export const letGo = (turn: Turn, agent: Agent, at: number, why: string): void => {
  if (agent.leg !== null && agent.leg === agent.standingLeg) {
    if (agent.state !== 'talking') return release(turn, agent, at)
    if (agent.callId !== null)
      ask(turn, { do: 'disconnect', callId: agent.callId, leg: agent.leg, bridge: bridgeOf(agent.callId) })
    return endTalk(turn, agent, 'normal', at)
  }
  // his phone was lost in the talk: there is nothing to wait for
  if (agent.leg === null && agent.state === 'talking') return endTalk(turn, agent, 'normal', at)
  if (agent.leg !== null) ask(turn, { do: 'hang_up', channel: agent.leg, why })
  const of = agent.state === 'reserved' ? { callId: null, offerId: null } : {}
  setAgent(turn, { ...agent, ...of, until: turn.now + turn.line.settings.releaseMs })
}

/** What an agent becomes after an offer that he did not take. */
export const afterLostOffer = (turn: Turn, agent: Agent, result: OfferResult, missLimit: number, at: number): void => {
  const misses = result === 'missed' ? agent.missesInARow + 1 : agent.missesInARow
  const counted = { ...agent, missesInARow: misses }
  if (agent.next) release(turn, counted, at)
  else if (result === 'declined') toPaused(turn, counted, 'declined', at)
  else if (result === 'phone_gone') toPaused(turn, counted, 'phone_failed', at)
  else if (result === 'missed' && misses >= missLimit) toPaused(turn, counted, 'missed', at)
  else release(turn, counted, at)
}

/** How long a caller's wait has lasted at an instant. */
export const waitedMs = (call: Call, at: number): number => Math.max(0, at - call.arrivedAt)

/** Writes the caller on the ring-back list where he can be rung back. */
export const recordMissed = (turn: Turn, call: Call, why: MissedWhy, at: number): void => {
  const { number } = call.caller
  if (canBeRungBack(number)) note(turn, at, { kind: 'missed_call', callId: call.id, number, why })
}

/** The line is full, the wait too long, or he keeps his place and is rung back: an honest last word, then the end. */
export const dismiss = (turn: Turn, call: Call, reason: OverflowReason, at: number): void => {
  const { lastWord, lastWordMs } = turn.line.settings
  if (call.answeredAt === null)
    note(turn, at, { kind: 'call_overflowed', callId: call.id, reason, waitMs: waitedMs(call, at) })
  endTransfer(turn, call, 'nobody', null, at)
  const keeps = reason === 'place_kept'
  recordMissed(turn, call, call.answeredAt !== null ? 'cut_off' : keeps ? 'place_kept' : 'overflow', at)
  if (call.music) ask(turn, { do: 'music', callId: call.id, on: false })
  stopKeepSound(turn, call)
  ask(turn, { do: 'play', callId: call.id, sound: keeps ? 'callback-taken' : lastWord, followedBy: null, last: true })
  setCall(turn, {
    ...{ ...call, state: 'dismissed', since: at, until: turn.now + lastWordMs },
    ...{ music: false, keep: null, transfer: null },
  })
}

/** The end of a call: it leaves the line, and its legs are told to end. */
export const endCall = (turn: Turn, call: Call, cause: EndCause, by: EndedBy, at: number): void => {
  const talkMs = call.answeredAt === null ? null : Math.max(0, (call.survey?.talkEndedAt ?? at) - call.answeredAt)
  endParties(turn, call, at)
  resumeRecording(turn, call, 'ended', at)
  const outbound = outboundOf({ ...call, parties: [] })
  if (outbound) {
    if (by !== 'caller' && by !== 'unknown') ask(turn, { do: 'hang_up', channel: call.id, why: `${cause} by ${by}` })
    return endOutbound(turn, outbound, { by, how: cause === 'failed' ? 'died' : 'normal' }, at)
  }
  note(turn, at, { kind: 'call_ended', callId: call.id, arrivedAt: call.arrivedAt, cause, by, talkMs })
  if (by !== 'caller' && by !== 'unknown') ask(turn, { do: 'hang_up', channel: call.id, why: `${cause} by ${by}` })
  dropCall(turn, call)
}

/** An agent's part in a talk is over: his leg is down, or it stands and the caller is out of its bridge. */
export const endTalk = (turn: Turn, agent: Agent, how: LegEnd, at: number): void => {
  if (agent.callId !== null && agent.leg !== null)
    note(turn, at, {
      kind: 'leg_ended',
      callId: agent.callId,
      leg: agent.leg,
      agentId: agent.id,
      how,
      talkMs: Math.max(0, at - agent.legSince),
    })
  toWrapUp(turn, agent, at)
}

/** The agent who holds a call's offer, if the reservation still stands on both sides. */
export const offeredAgent = (turn: Turn, call: Call): Agent | undefined => {
  const agent = call.offer ? get(turn.line.agents, call.offer.agentId) : undefined
  return agent?.offerId === call.offer?.id ? agent : undefined
}
