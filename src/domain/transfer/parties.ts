import type { Agent } from '../agent/agent.ts'
import { deviceOf } from '../agent/phone.ts'
import { toReserved, toTalking } from '../agent/transitions.ts'
import type { Call } from '../call/call.ts'
import { resume } from '../call/hold.ts'
import { endCall, endTransfer, letGo, requeue } from '../call/transitions.ts'
import { bridgeOf, offerIdOf } from '../effect.ts'
import type { LegEnd } from '../event.ts'
import { queueOf } from '../line/line.ts'
import { ask, note, setCall, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import {
  type Contact,
  isWatching,
  type Party,
  type PartyKind,
  type PartyMode,
  partyLegOf,
  ringContactMs,
} from './party.ts'

/*
 * Those who are called into a talk beside the caller and his agent. Each has a record of his own from the call to the end; the hotline's
 * wait and talk are not changed by any of it (DOMAIN.md 2.4, 6 and 7).
 */

/** When a talk must be looked at: the first ringing of a party, or the pause of the recording, is over. null: never. */
export const talkUntil = ({ parties, recording }: Call): number | null => {
  const ends = parties.flatMap(({ joinedAt, until }) => (joinedAt === null ? [until] : []))
  if (recording?.pause) ends.push(recording.pause.until)
  return ends.length === 0 ? null : Math.min(...ends)
}

/** Puts the call into the line with these parties; it is looked at again when the first ringing of them is over. */
export const setParties = (turn: Turn, call: Call, parties: readonly Party[]): Call => {
  const next: Call = { ...call, parties, until: talkUntil({ ...call, parties }) }
  setCall(turn, next)
  return next
}

const book = (turn: Turn, call: Call, party: Party, at: number): void =>
  note(turn, at, {
    kind: 'party_called',
    callId: call.id,
    partyId: party.id,
    leg: party.leg,
    party: party.kind,
    mode: party.mode,
    calledBy: party.calledBy,
    toAgentId: party.agentId,
    contactId: party.contact?.id ?? null,
    name: party.contact?.name ?? null,
    number: party.contact?.number ?? null,
    unit: party.contact?.unit ?? null,
  })

/** Calls the first of these contacts; the others follow one after the other where he does not answer. */
export const callContact = (
  turn: Turn,
  call: Call,
  how: { readonly kind: PartyKind; readonly mode: PartyMode; readonly by: string | null },
  [contact, ...next]: readonly Contact[],
  at: number,
): Call => {
  if (!contact) return call
  const offersMade = call.offersMade + 1
  const leg = partyLegOf(call.id, offersMade)
  const ringMs = ringContactMs(how.kind)
  const party: Party = {
    leg,
    id: leg,
    kind: how.kind,
    mode: how.mode,
    agentId: null,
    contact,
    next,
    calledBy: how.by,
    calledAt: at,
    joinedAt: null,
    until: turn.now + ringMs + turn.line.settings.ringMarginMs,
  }
  book(turn, call, party, at)
  ask(turn, {
    do: 'call_out',
    callId: call.id,
    leg,
    number: contact.number,
    ringMs,
    shownNumber: call.dialled,
  })
  return setParties(turn, { ...call, offersMade }, [...call.parties, party])
}

/** Reserves an agent for this talk and rings him; `accepts`: he asked for it himself, so his standing leg is taken at once. */
export const callAgent = (
  turn: Turn,
  call: Call,
  how: { readonly mode: PartyMode; readonly by: string | null; readonly accepts?: boolean },
  agent: Agent,
  at: number,
): Call => {
  const offersMade = call.offersMade + 1
  const id = offerIdOf(call.id, offersMade)
  const leg = agent.standingLeg ?? id
  const ringMs = queueOf(turn.line, call.queueId)?.ringMs ?? ringContactMs('agent')
  const until = turn.now + ringMs + turn.line.settings.ringMarginMs
  const party: Party = {
    leg,
    id,
    kind: 'agent',
    mode: how.mode,
    agentId: agent.id,
    contact: null,
    next: [],
    calledBy: how.by,
    calledAt: at,
    joinedAt: null,
    until,
  }
  book(turn, call, party, at)
  const called = setParties(turn, { ...call, offersMade }, [...call.parties, party])
  toReserved(turn, agent, { callId: call.id, offerId: id, leg, until })
  const reserved = get(turn.line.agents, agent.id)
  if (agent.standingLeg !== null) {
    const atOnce = agent.autoAccept || how.accepts === true
    return atOnce && reserved ? joinParty(turn, called, party, at) : called
  }
  ask(turn, {
    do: 'ring',
    callId: call.id,
    offerId: id,
    leg,
    agentId: agent.id,
    extension: agent.extension,
    device: deviceOf(agent),
    ringMs,
    callerNumber: call.caller.number,
  })
  return called
}

/** The talk in which this agent is a party, and his part in it; undefined where he is none. */
export const partyOfAgent = (turn: Turn, agent: Agent): { call: Call; party: Party } | undefined => {
  const call = agent.callId === null ? undefined : get(turn.line.calls, agent.callId)
  const party = call?.parties.find(({ id, agentId }) => id === agent.offerId && agentId === agent.id)
  return call && party ? { call, party } : undefined
}

/** He has answered: he comes into the talk, and a caller who was left for him comes back from the music. */
export const joinParty = (turn: Turn, call: Call, party: Party, at: number): Call => {
  if (party.joinedAt !== null) return call
  const ringMs = Math.max(0, at - party.calledAt)
  note(turn, at, { kind: 'party_joined', callId: call.id, partyId: party.id, ringMs })
  const agent = party.agentId === null ? undefined : get(turn.line.agents, party.agentId)
  if (agent) {
    note(turn, at, { kind: 'leg_joined', callId: call.id, leg: party.leg, agentId: agent.id, as: 'party' })
    const wrapUpMs = isWatching(party.mode) ? 0 : (queueOf(turn.line, call.queueId)?.wrapUpMs ?? 0)
    toTalking(turn, agent, at, wrapUpMs)
  }
  if (!isWatching(party.mode)) ask(turn, { do: 'join', callId: call.id, leg: party.leg, bridge: bridgeOf(call.id) })
  else if (call.leg !== null)
    ask(turn, { do: 'watch', leg: party.leg, target: call.leg, speaks: party.mode === 'whisper' })
  const joined = setParties(
    turn,
    call,
    call.parties.map(each => (each.id === party.id ? { ...each, joinedAt: at } : each)),
  )
  if (party.mode !== 'blind') return joined
  endTransfer(turn, joined, 'taken_over', null, at)
  return resume(turn, { ...joined, transfer: null, furtherLeg: true }, at)
}

const noteEnd = (turn: Turn, call: Call, party: Party, how: LegEnd, at: number): void => {
  const talkMs = party.joinedAt === null ? null : Math.max(0, at - party.joinedAt)
  note(turn, at, { kind: 'party_ended', callId: call.id, partyId: party.id, how, talkMs })
}

/**
 * A party is gone, or did not come. Another contact of the same list is called next; a caller on music for him comes back to his
 * agent; one who was left for him waits for an agent again, or, after their talk, has ended his call.
 */
export const endParty = (turn: Turn, call: Call, party: Party, how: LegEnd, at: number): void => {
  noteEnd(turn, call, party, how, at)
  if (isWatching(party.mode)) {
    ask(turn, { do: 'unwatch', leg: party.leg })
    setParties(
      turn,
      call,
      call.parties.filter(({ id }) => id !== party.id),
    )
    return
  }
  const { kind, agentId, contact, mode, joinedAt, next } = party
  const rest = call.parties.filter(({ id }) => id !== party.id)
  const lastParty = { kind, agentId, contact, how, joined: joinedAt !== null }
  const left = setParties(turn, { ...call, lastParty }, rest)
  if (joinedAt === null && next.length > 0 && how !== 'cancelled') {
    callContact(turn, left, { kind, mode, by: party.calledBy }, next, at)
    return
  }
  if (left.agentId === null) {
    if (rest.some(each => !isWatching(each.mode))) return
    if (joinedAt === null) requeue(turn, left, left.queueId, at)
    else endCall(turn, left, 'completed', 'party', at)
    return
  }
  if (mode === 'consult' && !rest.some(each => each.mode === 'consult')) resume(turn, left, at)
}

/** A party is sent away: by the agent who called it, or because its ringing has taken too long. */
export const dropParty = (turn: Turn, call: Call, party: Party, how: LegEnd, at: number): void => {
  const agent = party.agentId === null ? undefined : get(turn.line.agents, party.agentId)
  if (agent?.offerId === party.id) letGo(turn, agent, at, 'sent away from the talk')
  else ask(turn, { do: 'hang_up', channel: party.leg, why: 'sent away from the talk' })
  const now = get(turn.line.calls, call.id)
  if (now) endParty(turn, now, party, how, at)
}

/** Those who watch the agent of a talk are told to end: he is about to leave it. */
export const endWatches = (turn: Turn, call: Call, at: number): Call => {
  for (const party of call.parties) {
    const now = get(turn.line.calls, call.id)
    if (now && isWatching(party.mode)) dropParty(turn, now, party, 'normal', at)
  }
  return get(turn.line.calls, call.id) ?? call
}

/** All who were called into a talk are told to end: it is over, or the caller goes elsewhere. */
export const endParties = (turn: Turn, call: Call, at: number): Call => {
  if (call.parties.length === 0) return call
  for (const party of call.parties) {
    if (isWatching(party.mode)) ask(turn, { do: 'unwatch', leg: party.leg })
    noteEnd(turn, call, party, party.joinedAt === null ? 'cancelled' : 'normal', at)
    const agent = party.agentId === null ? undefined : get(turn.line.agents, party.agentId)
    if (agent?.offerId === party.id) letGo(turn, agent, at, 'the talk is over')
    else ask(turn, { do: 'hang_up', channel: party.leg, why: 'the talk is over' })
  }
  return setParties(turn, call, [])
}
