import type { Agent } from '../agent/agent.ts'
import { deviceOf } from '../agent/phone.ts'
import { toReserved } from '../agent/transitions.ts'
import type { Call, Offer } from '../call/call.ts'
import { takeOffer } from '../call/transitions.ts'
import type { Chat } from '../chats/chat.ts'
import { offerChat } from '../chats/transitions.ts'
import { offerIdOf } from '../effect.ts'
import type { OfferReason } from '../fact.ts'
import type { KeptPlace } from '../kept-place/kept-place.ts'
import { settlePlaces } from '../kept-place/places.ts'
import { ringInTurn } from '../kept-place/ring-in-turn.ts'
import { freeLooker } from '../outbound/give.ts'
import type { Queue } from '../queue/queue.ts'
import { rankOf } from '../routing/demand.ts'
import { nextAgent, profileOf } from '../routing/ready.ts'
import { nextCaller, waitingIn } from '../routing/waiting.ts'
import { get } from '../sorted.ts'
import { type Line, queueOf } from './line.ts'
import { ask, note, setCall, type Turn } from './turn.ts'

/**
 * Gives every caller, everybody who waits in writing, and agent that this turn may have freed for each other an offer. Before the turn nobody waited while an
 * eligible agent was ready and could be rung, so looking at what the turn touched is enough. Agent and caller are reserved here, in one step,
 * before anything rings (DESIGN.md D7).
 */
export const matchTouched = (turn: Turn): void => {
  settlePlaces(turn)
  if (!turn.line.telephony) return
  do {
    for (let id = turn.agentsToMatch.shift(); id !== undefined; id = turn.agentsToMatch.shift()) matchAgent(turn, id)
    for (let id = turn.callsToMatch.shift(); id !== undefined; id = turn.callsToMatch.shift()) matchWaiter(turn, id)
    settlePlaces(turn)
    // one who only looked at a task may have been freed for a caller
  } while (turn.agentsToMatch.length > 0 || turn.callsToMatch.length > 0)
}

/** What a caller, one who keeps his place, and one who writes have in common, who all wait in one line. */
type Waiter = Pick<Call, 'id' | 'queueId' | 'priority' | 'demand' | 'rung' | 'arrivedAt'> & {
  offer(turn: Turn, queue: Queue, agent: Agent, reason: OfferReason): void
}

/** Who waits under this id without an offer. */
const waiterOf = (line: Line, id: string): Waiter | undefined => {
  const call = get(line.calls, id)
  if (call)
    return call.offer || (call.state !== 'announced' && call.state !== 'queued')
      ? undefined
      : { ...call, offer: (turn, queue, agent, reason) => makeOffer(turn, queue, call, agent, reason) }
  const place = get(line.places, id)
  if (place) return place.stands ? ofPlace(place) : undefined
  const chat = get(line.chats, id)
  return chat?.state === 'waiting' ? ofChat(chat) : undefined
}

const ofChat = (chat: Chat): Waiter => ({
  ...chat,
  arrivedAt: chat.openedAt,
  offer: (turn, queue, agent, reason) => offerChat(turn, queue, chat, agent, reason),
})

const ofPlace = (place: KeptPlace): Waiter => ({
  ...place,
  offer: (turn, _queue, agent) => ringInTurn(turn, place, agent),
})

const matchWaiter = (turn: Turn, id: string): void => {
  const waiter = waiterOf(turn.line, id)
  const queue = waiter && queueOf(turn.line, waiter.queueId)
  if (!waiter || !queue) return
  const choice = nextAgent(turn.line.ready, waiter.demand)
  if (!choice) return freeLooker(turn, waiter.demand)
  const agent = get(turn.line.agents, choice.agentId)
  if (!agent) return
  waiter.offer(turn, queue, agent, {
    chosenBy: 'call',
    priority: waiter.priority,
    arrivedAt: waiter.arrivedAt,
    waiting: waitingIn(turn.line.waiting, waiter.queueId),
    group: agent.group,
    groupRank: choice.groupRank,
    level: choice.level,
    idleSince: choice.idleSince,
    eligible: choice.eligible,
    rung: waiter.rung,
  })
}

const matchAgent = (turn: Turn, agentId: string): void => {
  const agent = get(turn.line.agents, agentId)
  if (agent?.state !== 'ready') return
  const profile = get(turn.line.ready, agent.profileKey)?.profile ?? profileOf(agent)
  const next = nextCaller(turn.line.waiting, profile)
  const waiter = next && waiterOf(turn.line, next.place.callId)
  const queue = waiter && queueOf(turn.line, waiter.queueId)
  if (!next || !waiter || !queue) return
  const rank = rankOf(waiter.demand, profile) ?? { groupRank: 0, level: 0 }
  waiter.offer(turn, queue, agent, {
    chosenBy: 'agent',
    priority: waiter.priority,
    arrivedAt: waiter.arrivedAt,
    waiting: next.waiting,
    group: agent.group,
    ...rank,
    idleSince: agent.since,
    eligible: nextAgent(turn.line.ready, waiter.demand)?.eligible ?? 1,
    rung: waiter.rung,
  })
}

/** Offers a caller to one agent, and to nobody else unless that one does not take him; the agent may be in any state in which he has no call. */
export const offerTo = (turn: Turn, call: Call, agent: Agent, chosenBy: 'transfer' | 'found'): void => {
  const queue = queueOf(turn.line, call.queueId)
  if (!queue) return
  makeOffer(turn, queue, call, agent, {
    chosenBy,
    priority: call.priority,
    arrivedAt: call.arrivedAt,
    waiting: waitingIn(turn.line.waiting, call.queueId),
    group: agent.group,
    groupRank: 0,
    level: 0,
    idleSince: agent.since,
    eligible: 1,
    rung: call.rung,
  })
}

const makeOffer = (turn: Turn, queue: Queue, call: Call, agent: Agent, reason: OfferReason): void => {
  const offersMade = call.offersMade + 1
  const id = offerIdOf(call.id, offersMade)
  const leg = agent.standingLeg ?? id
  const until = turn.now + queue.ringMs + turn.line.settings.ringMarginMs
  const offer: Offer = { id, agentId: agent.id, leg, madeAt: turn.now, acceptedAt: null, until }
  const ringing = call.state === 'announced' ? call : ({ ...call, state: 'offered', since: turn.now, until } as const)
  setCall(turn, { ...ringing, offersMade, offer })
  note(turn, turn.now, { kind: 'offer_made', callId: call.id, offerId: id, agentId: agent.id, leg, reason })
  toReserved(turn, agent, { callId: call.id, offerId: id, leg, until })
  const reserved = get(turn.line.agents, agent.id)
  if (agent.standingLeg !== null) {
    if (agent.autoAccept && reserved) takeOffer(turn, reserved, turn.now)
  } else
    ask(turn, {
      do: 'ring',
      callId: call.id,
      offerId: id,
      leg,
      agentId: agent.id,
      extension: agent.extension,
      device: deviceOf(agent),
      ringMs: queue.ringMs,
      callerNumber: call.caller.number,
    })
}
