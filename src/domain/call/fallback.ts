import { toTalking, toWrapUp } from '../agent/transitions.ts'
import type { LineEvent } from '../event.ts'
import { queueOf } from '../line/line.ts'
import { ask, dropCall, note, setAgent, setCall, type Turn } from '../line/turn.ts'
import { queueForDialled } from '../queue/queue.ts'
import { resumeRecording } from '../recording/record.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import { endParties } from '../transfer/parties.ts'
import type { Call } from './call.ts'
import {
  endOffer,
  endTalk,
  endTransfer,
  letGo,
  offeredAgent,
  passOn,
  recordMissed,
  toQueued,
  waitedMs,
} from './transitions.ts'

/*
 * Callers whom Asterisk's own queue has: the server was away when they came, or so long that the watchdog moved them (DESIGN.md D6).
 * They keep their arrival and stay there; the line follows what happens to them, so that the ledger tells it as of any other call.
 */

/** The offer id under which the ledger holds an answer of the native queue. */
export const fallbackOfferId = (callId: string): string => `${callId}-fallback`

/** The caller has left our hands; an offer is withdrawn, and his agent let go. */
export const leaveForFallback = (turn: Turn, call: Call, why: string, at: number): void => {
  const agent = offeredAgent(turn, call)
  const free = endOffer(turn, call, 'withdrawn', at)
  note(turn, at, { kind: 'call_to_fallback', callId: call.id, why })
  setCall(turn, { ...free, state: 'fallback', since: at, until: null, music: false, keep: null, fallback: true })
  if (agent) letGo(turn, agent, at, 'the caller is in the native queue')
  takeBack(turn, call.id)
}

/** How often it is looked whether the native queue can serve a caller that it has, in ms. */
export const takeBackEveryMs = 5_000

/**
 * The server is there: whom the native queue has and nobody has answered is taken back where it can ring nobody. The phones of pages cannot
 * be rung by it: while the server is dead they cannot be reached, and after that their standing legs are in use. Where it can ring somebody
 * he stays: pulled out in the moment of an answer he would lose his talk.
 */
export const takeBack = (turn: Turn, callId: string): void => {
  const call = get(turn.line.calls, callId)
  if (!turn.line.telephony || call?.state !== 'fallback') return
  ask(turn, { do: 'take_back', callId })
  setCall(turn, { ...call, until: turn.now + takeBackEveryMs })
}

/** He is in our hands again: he waits in his old place. One who was answered there in that very moment waits for another agent. */
export const returnFromFallback = (turn: Turn, call: Call, at: number): void => {
  note(turn, at, { kind: 'call_from_fallback', callId: call.id })
  const back: Call = { ...call, fallback: false }
  if (call.state === 'fallback') return toQueued(turn, back, at)
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  passOn(turn, back, 'phone_lost', call.queueId, at)
  if (agent?.callId === call.id && agent.state === 'talking') endTalk(turn, agent, 'cancelled', at)
}

/** A caller of whom nothing is known: he came while there was no server. */
export const findInFallback = (turn: Turn, event: Extract<LineEvent, { type: 'found_in_fallback' }>): void => {
  if (get(turn.line.calls, event.callId)) return
  const queue = queueForDialled(turn.line.queues, event.dialled)
  if (!queue) return
  const { callId, dialled, caller, at } = event
  const { priority, skills } = queue
  const { raw: rawNumber, number, withheld } = caller
  const known = { callId, queueId: queue.id, dialled, rawNumber, number, withheld, priority, skills }
  note(turn, at, { kind: 'call_arrived', ...known, adopted: true })
  note(turn, event.movedAt, { kind: 'call_to_fallback', callId, why: event.why })
  setCall(turn, {
    id: callId,
    state: 'fallback',
    since: event.movedAt,
    queueId: queue.id,
    dialled,
    caller,
    priority,
    skills,
    demand: demandOf(queue, 0, skills),
    arrivedAt: at,
    queuedAt: null,
    rung: 0,
    offersMade: 0,
    offer: null,
    agentId: null,
    leg: null,
    answeredAt: null,
    furtherLeg: false,
    heldSince: null,
    parties: [],
    lastParty: null,
    outbound: null,
    transfer: null,
    survey: null,
    until: null,
    music: false,
    keep: null,
    fallback: true,
    recording: null,
  })
  takeBack(turn, callId)
}

/** A member of the native queue talks with the caller: the wait ends as answered. */
export const answeredInFallback = (
  turn: Turn,
  call: Call,
  { at, agentId, leg }: Extract<LineEvent, { type: 'fallback_answered' }>,
): void => {
  const again = call.answeredAt !== null
  if (again) {
    endTransfer(turn, call, 'taken_over', agentId, at)
    note(turn, at, { kind: 'leg_joined', callId: call.id, leg, agentId, as: 'agent' })
  } else {
    const waitMs = waitedMs(call, at)
    const offerId = fallbackOfferId(call.id)
    note(turn, at, { kind: 'call_answered', callId: call.id, offerId, agentId, leg, waitMs, queueMs: waitMs })
  }
  const talking: Call = {
    ...call,
    state: 'talking',
    since: at,
    until: null,
    agentId,
    leg,
    furtherLeg: again,
    answeredAt: call.answeredAt ?? at,
    transfer: null,
  }
  setCall(turn, talking)
  engageInFallback(turn, talking)
}

/** Marks the agent of such a talk as talking, as soon as he is with no other call. */
export const engageInFallback = (turn: Turn, call: Call): void => {
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  if (!agent || agent.state === 'reserved' || agent.state === 'talking' || call.answeredAt === null) return
  const wrapUpMs = queueOf(turn.line, call.queueId)?.wrapUpMs ?? 0
  const at = Math.max(call.since, agent.since)
  toTalking(turn, { ...agent, callId: call.id, offerId: null, leg: call.leg }, at, wrapUpMs)
}

/** Nobody took the call and Asterisk says so to the caller: it failed, and he is to be rung back. */
export const missedInFallback = (turn: Turn, call: Call, at: number): void => {
  const before = call.answeredAt
  if (before === null)
    note(turn, at, {
      kind: 'call_failed',
      callId: call.id,
      reason: 'no_agent_without_server',
      waitMs: waitedMs(call, at),
    })
  endTransfer(turn, call, 'nobody', null, at)
  recordMissed(turn, call, before === null ? 'failed' : 'cut_off', at)
  note(turn, at, {
    kind: 'call_ended',
    callId: call.id,
    arrivedAt: call.arrivedAt,
    cause: before === null ? 'failed' : 'completed',
    by: 'system',
    talkMs: before === null ? null : Math.max(0, at - before),
  })
  dropCall(turn, call)
}

/** He was moved away from an agent who had answered: on music, or between two agents. His answer stands, and he waits again. */
export const moveAnswered = (turn: Turn, before: Call, why: string, at: number): void => {
  const call = endParties(turn, resumeRecording(turn, before, 'moved', at), at)
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  const fromAgentId = call.agentId
  note(turn, at, { kind: 'transfer_started', callId: call.id, fromAgentId, why: 'phone_lost', queueId: call.queueId })
  const transfer = { fromAgentId, startedAt: at }
  leaveForFallback(turn, { ...call, agentId: null, leg: null, heldSince: null, survey: null, transfer }, why, at)
  if (agent?.callId === call.id && agent.state === 'talking')
    letGo(turn, agent, at, 'the caller is in the native queue')
}

/**
 * An answer did not hold: caller and agent were never joined. The caller keeps his arrival and is as if he had not been
 * answered; the agent is let go without wrap-up.
 */
export const undoAnswer = (turn: Turn, answered: Call, why: string, at: number): Call => {
  const call = resumeRecording(turn, answered, 'moved', at)
  const agent = call.agentId === null ? undefined : get(turn.line.agents, call.agentId)
  const answeredAt = call.answeredAt ?? at
  note(turn, at, {
    kind: 'call_returned',
    callId: call.id,
    arrivedAt: call.arrivedAt,
    agentId: call.agentId ?? '',
    leg: call.leg ?? '',
    waitMs: waitedMs(call, answeredAt),
    why,
  })
  const waiting: Call = { ...call, agentId: null, leg: null, answeredAt: null }
  if (agent?.callId === call.id && agent.state === 'talking') {
    const unengaged = { ...agent, callId: null, wrapUpMs: 0 }
    if (agent.leg === null) toWrapUp(turn, unengaged, at)
    else {
      setAgent(turn, unengaged)
      letGo(turn, unengaged, at, why)
    }
  }
  return waiting
}
