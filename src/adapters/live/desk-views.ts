import type { Agent } from '../../domain/agent/agent.ts'
import type { Call, Offer } from '../../domain/call/call.ts'
import type { EndCause } from '../../domain/fact.ts'
import { type Line, queueOf } from '../../domain/line/line.ts'
import { get } from '../../domain/sorted.ts'
import type { Party, PartyEnd } from '../../domain/transfer/party.ts'
import type { Role } from '../../engine/store.ts'
import { callerView } from '../../engine/views.ts'
import type { DeskCallView, HistoryView, Names, PartyEndView, PartyView, PopView } from '../../wire/views.ts'

/** A call that an agent talks in or wraps up, as it was at the answer; `endedAt` and `endCause` null while it goes on. */
export interface KeptCall {
  readonly call: Call
  readonly offerId: string
  readonly answeredAt: number
  readonly endedAt: number | null
  readonly endCause: EndCause | null
}

const skillsAsked = (line: Line, call: Call): readonly string[] => {
  const ofQueue = new Set(queueOf(line, call.queueId)?.skills.map(({ skill }) => skill))
  return call.skills.map(({ skill }) => skill).filter(skill => !ofQueue.has(skill))
}

const common = (line: Line, call: Call, offerId: string, role: Role, history: HistoryView | null) => ({
  offerId,
  callId: call.id,
  queueId: call.queueId,
  queueName: queueOf(line, call.queueId)?.name ?? { zh: call.queueId, en: call.queueId },
  skillsAsked: skillsAsked(line, call),
  dialled: call.dialled,
  ...callerView(call.caller, role),
  arrivedAt: call.arrivedAt,
  history,
})

/** A call with an offer that stands. */
export type RingingCall = Call & {
  readonly offer: Offer
  /** The agent who calls in another one; null: the queue offers. */
  readonly calledInBy: string | null
}

/** The call with its offer, or null when it has none. */
export const ringing = (call: Call | undefined): RingingCall | null =>
  call?.offer ? { ...call, offer: call.offer, calledInBy: null } : null

/** The call into which this agent is called beside another, while his phone rings; null: none. */
const callingIn = (call: Call | undefined, agent: Agent): RingingCall | null => {
  const party = call?.parties.find(({ id, joinedAt }) => id === agent.offerId && joinedAt === null)
  if (!call || !party) return null
  const { id, leg, calledAt: madeAt, until, calledBy } = party
  return { ...call, offer: { id, agentId: agent.id, leg, madeAt, acceptedAt: null, until }, calledInBy: calledBy }
}

/** The pop of a call that rings. */
export const popView = (line: Line, call: RingingCall, role: Role, history: HistoryView | null): PopView => {
  const { offer } = call
  const standing = get(line.agents, offer.agentId)?.standingLeg
  return {
    ...common(line, call, offer.id, role, history),
    ringUntil: offer.until - line.settings.ringMarginMs,
    noticePlays: call.state === 'announced',
    acceptBy: offer.leg === standing ? 'desk' : 'phone',
    calledInBy: call.calledInBy === null ? null : (get(line.agents, call.calledInBy)?.name ?? call.calledInBy),
  }
}

const nameOf = (line: Line, { agentId, contact }: Pick<Party, 'agentId' | 'contact'>): Names => {
  const name = agentId === null ? null : (get(line.agents, agentId)?.name ?? agentId)
  return name === null ? (contact?.name ?? { zh: '', en: '' }) : { zh: name, en: name }
}
const partyView = (line: Line, party: Party): PartyView => {
  const { id, kind, mode, calledAt, joinedAt } = party
  return { id, kind, mode, calledAt, joinedAt, name: nameOf(line, party) }
}
const partyEndView = (line: Line, end: PartyEnd): PartyEndView => {
  const { kind, joined, how } = end
  return { kind, joined, how, name: nameOf(line, end) }
}

/** The call at the desk of this agent. */
export const deskCallView = (
  line: Line,
  agentId: string,
  kept: KeptCall,
  role: Role,
  history: HistoryView | null,
): DeskCallView => ({
  ...common(line, kept.call, kept.offerId, role, history),
  ...talkOf(line, agentId, kept),
  answeredAt: kept.answeredAt,
  endedAt: kept.endedAt,
  endCause: kept.endCause,
})

/** The call that rings this agent now, if the offer stands on both sides. */
export const callRingingAt = (line: Line, agent: Agent): RingingCall | null => {
  if (agent.state !== 'reserved' || agent.callId === null) return null
  const known = get(line.calls, agent.callId)
  const call = ringing(known)
  return call?.offer.id === agent.offerId ? call : callingIn(known, agent)
}

const pauseOf = (call: Call | undefined) => {
  const pause = call?.recording?.pause
  return pause ? { since: pause.since, until: pause.until, subject: pause.subject } : null
}

/** What goes on in the talk now; of one that is over for this agent nothing does. */
const talkOf = (line: Line, agentId: string, kept: KeptCall) => {
  const call = kept.endedAt === null ? get(line.calls, kept.call.id) : undefined
  const others = call?.parties.filter(party => party.agentId !== agentId) ?? []
  return {
    mine: call === undefined || call.agentId === agentId,
    part: call?.parties.find(party => party.agentId === agentId && party.joinedAt !== null)?.mode ?? null,
    heldSince: call?.heldSince ?? null,
    recorded: Boolean(call?.recording),
    recordingPause: pauseOf(call),
    parties: others.map(party => partyView(line, party)),
    lastParty: call?.lastParty ? partyEndView(line, call.lastParty) : null,
    rating: get(line.calls, kept.call.id)?.state === 'surveyed',
  }
}
