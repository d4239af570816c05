import type { Agent } from '../agent/agent.ts'
import type { Call } from '../call/call.ts'
import type { Chat } from '../chats/chat.ts'
import type { Effect } from '../effect.ts'
import type { Fact, FactBody } from '../fact.ts'
import { sitDown, standUp } from '../routing/ready.ts'
import { enter, leave, type Place } from '../routing/waiting.ts'
import { get, put, remove, size } from '../sorted.ts'
import type { Line } from './line.ts'

/** Why a command of a desk was refused; texts in wire/errors.ts. */
export type Refusal =
  | 'agent_unknown'
  | 'not_signed_in'
  | 'phone_missing'
  | 'no_such_offer'
  | 'phone_must_answer'
  | 'not_in_wrap_up'
  | 'not_talking'
  | 'not_your_caller'
  | 'no_such_target'
  | 'target_busy'
  | 'own_number'
  | 'telephony_down'
  | 'too_many_parties'
  | 'nobody_joined'
  | 'not_recorded'
  | 'not_allowed_now'
  | 'caller_waits'
  | 'too_few_ready'
  | 'number_in_call'
  | 'no_attempt'
  | 'no_such_place'
  | 'outcome_impossible'
  | 'outcome_missing'
  | 'appointment_wrong'
  | 'chat_over'
  | 'chat_closed'
  | 'chat_full'

/** A pair of state and event that is in no table: always a bug or a surprise, logged by name. */
export interface Complaint {
  readonly code: 'illegal_event' | 'no_queue'
  readonly what: string
  readonly id: string
  readonly state: string
  readonly event: string
}

/** The workspace of one step: lives only while `step` runs, so that handlers can be written as plain statements. */
export interface Turn {
  line: Line
  readonly now: number
  readonly facts: Fact[]
  readonly effects: Effect[]
  readonly complaints: Complaint[]
  refusal: Refusal | null
  /** Calls, chats and agents that may have become matchable in this turn, in order. */
  readonly callsToMatch: string[]
  readonly agentsToMatch: string[]
  /** Numbers of citizens whose calls began or ended in this turn, and of those who were answered: kept places follow. */
  readonly numbersTouched: Set<string>
  readonly numbersReached: Set<string>
}

/** A fresh workspace over `line`. */
export const beginTurn = (line: Line, now: number): Turn => ({
  line,
  now,
  facts: [],
  effects: [],
  complaints: [],
  refusal: null,
  callsToMatch: [],
  agentsToMatch: [],
  numbersTouched: new Set(),
  numbersReached: new Set(),
})

/** Notes a fact that happened `at` its source. */
export const note = (turn: Turn, at: number, body: FactBody): void => {
  turn.facts.push({ at, received: turn.now, ...body })
}

/** Asks telephony for something once the facts are durable. */
export const ask = (turn: Turn, effect: Effect): void => {
  turn.effects.push(effect)
}

const placeOf = (call: Call): Place => ({ priority: call.priority, arrivedAt: call.arrivedAt, callId: call.id })
const waitsForOffer = (call: Call): boolean =>
  call.offer === null && (call.state === 'announced' || call.state === 'queued')

const contactLegs = (call: Call): string[] =>
  call.parties.flatMap(({ leg, agentId }) => (agentId === null ? [leg] : []))

const unindexCall = (line: Line, call: Call): Line => ({
  ...line,
  waiting: waitsForOffer(call) ? leave(line.waiting, call.demand.key, placeOf(call)) : line.waiting,
  partyLegs: contactLegs(call).reduce((legs, leg) => remove(legs, leg), line.partyLegs),
  lookers: call.state === 'previewed' ? remove(line.lookers, call.id) : line.lookers,
  deadlines:
    call.until === null ? line.deadlines : remove(line.deadlines, { at: call.until, what: 'call', id: call.id }),
})

/** What a call that begins, is answered, concluded or over means for places of its number. */
const touchNumber = (turn: Turn, before: Call | undefined, after: Call | undefined): void => {
  const number = (after ?? before)?.caller.number
  if (number == null || size(turn.line.places) === 0) return
  if (!before || !after || (before.state === 'concluded') !== (after.state === 'concluded'))
    turn.numbersTouched.add(number)
  else if (before.answeredAt === null && after.answeredAt !== null && after.outbound === null)
    turn.numbersReached.add(number)
}

/** Puts a call into the line in place of what it was; a call that newly waits for an offer is marked for matching. */
export const setCall = (turn: Turn, call: Call): void => {
  const before = get(turn.line.calls, call.id)
  const line = before ? unindexCall(turn.line, before) : turn.line
  const waits = waitsForOffer(call)
  turn.line = {
    ...line,
    calls: put(line.calls, call.id, call),
    partyLegs: contactLegs(call).reduce((legs, leg) => put(legs, leg, call.id), line.partyLegs),
    lookers:
      call.state === 'previewed' && call.outbound ? put(line.lookers, call.id, call.outbound.agentId) : line.lookers,
    waiting: waits ? enter(line.waiting, call.demand, placeOf(call)) : line.waiting,
    deadlines:
      call.until === null ? line.deadlines : put(line.deadlines, { at: call.until, what: 'call', id: call.id }, true),
  }
  touchNumber(turn, before, call)
  if (waits) turn.callsToMatch.push(call.id)
}

const chatPlace = (chat: Chat): Place => ({ priority: chat.priority, arrivedAt: chat.openedAt, callId: chat.id })

const unindexChat = (line: Line, chat: Chat): Line => ({
  ...line,
  waiting: chat.state === 'waiting' ? leave(line.waiting, chat.demand.key, chatPlace(chat)) : line.waiting,
  deadlines: remove(line.deadlines, { at: chat.until, what: 'chat', id: chat.id }),
})

/** Puts a chat into the line in place of what it was; one that newly waits is marked for matching, in the same line as the callers. */
export const setChat = (turn: Turn, chat: Chat): void => {
  const before = get(turn.line.chats, chat.id)
  const line = before ? unindexChat(turn.line, before) : turn.line
  const waits = chat.state === 'waiting'
  turn.line = {
    ...line,
    chats: put(line.chats, chat.id, chat),
    waiting: waits ? enter(line.waiting, chat.demand, chatPlace(chat)) : line.waiting,
    deadlines: put(line.deadlines, { at: chat.until, what: 'chat', id: chat.id }, true),
  }
  if (waits) turn.callsToMatch.push(chat.id)
}

/** Takes a chat out of the line. */
export const dropChat = (turn: Turn, chat: Chat): void => {
  const line = unindexChat(turn.line, get(turn.line.chats, chat.id) ?? chat)
  turn.line = { ...line, chats: remove(line.chats, chat.id) }
}

/** Takes a call out of the line. */
export const dropCall = (turn: Turn, call: Call): void => {
  const line = unindexCall(turn.line, get(turn.line.calls, call.id) ?? call)
  turn.line = { ...line, calls: remove(line.calls, call.id) }
  touchNumber(turn, call, undefined)
}

/** Puts an agent into the line in place of what he was; one who newly is ready is marked for matching. */
export const setAgent = (turn: Turn, agent: Agent): void => {
  const before = get(turn.line.agents, agent.id)
  let { ready, deadlines, legs, signedIn } = turn.line
  if (before) {
    if (before.state === 'ready') ready = standUp(ready, before.profileKey, { since: before.since, agentId: before.id })
    if (before.until !== null) deadlines = remove(deadlines, { at: before.until, what: 'agent', id: before.id })
    if (before.phoneUntil !== null)
      deadlines = remove(deadlines, { at: before.phoneUntil, what: 'phone', id: before.id })
    for (const leg of [before.leg, before.standingLeg, before.risingLeg]) if (leg !== null) legs = remove(legs, leg)
    if (before.signedIn) signedIn -= 1
  }
  if (agent.state === 'ready') ready = sitDown(ready, agent, { since: agent.since, agentId: agent.id })
  if (agent.until !== null) deadlines = put(deadlines, { at: agent.until, what: 'agent', id: agent.id }, true)
  if (agent.phoneUntil !== null) deadlines = put(deadlines, { at: agent.phoneUntil, what: 'phone', id: agent.id }, true)
  for (const leg of [agent.leg, agent.standingLeg, agent.risingLeg]) if (leg !== null) legs = put(legs, leg, agent.id)
  if (agent.signedIn) signedIn += 1
  turn.line = { ...turn.line, agents: put(turn.line.agents, agent.id, agent), ready, deadlines, legs, signedIn }
  if (agent.state === 'ready') turn.agentsToMatch.push(agent.id)
}
