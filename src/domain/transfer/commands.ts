import type { Agent } from '../agent/agent.ts'
import type { Call } from '../call/call.ts'
import { callOfAgent, hold, isKept, resume } from '../call/hold.ts'
import { toSurvey } from '../call/survey.ts'
import { letGo, passOn } from '../call/transitions.ts'
import type { DeskCommand } from '../event.ts'
import { queueOf } from '../line/line.ts'
import { offerTo } from '../line/match.ts'
import { note, type Refusal, setCall, type Turn } from '../line/turn.ts'
import { takesCalls } from '../queue/queue.ts'
import { resumeRecording } from '../recording/record.ts'
import { get } from '../sorted.ts'
import { callAgent, callContact, dropParty, endParties, endWatches } from './parties.ts'
import { isWatching, mostParties, type Party, type Target } from './party.ts'

/*
 * What an agent may do with his caller in a talk. Each refusal changes nothing: the talk goes on as it was.
 */

type Command<N extends DeskCommand['name']> = Extract<DeskCommand, { name: N }>

/** The caller of this agent, or why he has none to do anything with. */
const ownCall = (turn: Turn, agent: Agent): Call | Refusal => {
  const call = callOfAgent(turn, agent)
  if (!call) return 'not_your_caller'
  // the native queue has him, and does nothing we ask for
  if (call.fallback) return 'not_allowed_now'
  return isKept(call, agent) ? 'phone_missing' : call
}

/** Does something with the caller of this agent, or refuses it. */
export const withOwnCall = (turn: Turn, agent: Agent, then: (call: Call) => Refusal | null): void => {
  const call = ownCall(turn, agent)
  turn.refusal = typeof call === 'string' ? call : then(call)
}

/** The caller hears music until he is brought back. */
export const holdCaller = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, call => {
    hold(turn, call, 'agent', at)
    return null
  })

/** The caller is back with his agent and whoever else is in the talk: out of a consultation, a talk of three. */
export const resumeCaller = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, call => {
    resume(turn, call, at)
    return null
  })

/** Why this target cannot be called by this agent; null: it can. */
const refusalOf = (turn: Turn, by: Agent, target: Target): Refusal | null => {
  if (!turn.line.telephony) return 'telephony_down'
  switch (target.kind) {
    case 'agent': {
      const agent = get(turn.line.agents, target.agentId)
      if (!agent) return 'no_such_target'
      if (agent.id === by.id) return 'own_number'
      return agent.state === 'ready' ? null : 'target_busy'
    }
    case 'queue': {
      const queue = queueOf(turn.line, target.queueId)
      return queue && takesCalls(queue) ? null : 'no_such_target'
    }
    default: {
      if (target.contacts.length === 0) return 'no_such_target'
      const own = target.contacts.some(({ number }) => isOwn(turn, number))
      return own ? 'own_number' : null
    }
  }
}

const isOwn = (turn: Turn, number: string): boolean =>
  turn.line.queues.some(queue => queue.dialledNumbers.includes(number))

/** Calls somebody into the talk. */
export const bringIn = (turn: Turn, agent: Agent, { target, mode }: Command<'bring_in'>, at: number): void =>
  withOwnCall(turn, agent, call => {
    const refusal = target.kind === 'queue' ? 'no_such_target' : refusalOf(turn, agent, target)
    if (refusal !== null) return refusal
    if (call.parties.length >= mostParties) return 'too_many_parties'
    const before = mode === 'consult' ? hold(turn, call, 'consult', at) : call
    if (target.kind === 'agent') {
      const other = get(turn.line.agents, target.agentId)
      if (other) callAgent(turn, before, { mode, by: agent.id }, other, at)
    } else if (target.kind !== 'queue') {
      callContact(turn, before, { kind: target.kind, mode, by: agent.id }, target.contacts, at)
    }
    return null
  })

/** Passes the caller on and leaves: he waits, with music, for the one he was passed to. */
export const transfer = (turn: Turn, agent: Agent, { target }: Command<'transfer'>, at: number): void =>
  withOwnCall(turn, agent, call => {
    const refusal = refusalOf(turn, agent, target)
    if (refusal !== null) return refusal
    const alone = endParties(turn, resumeRecording(turn, call, 'moved', at), at)
    const next = hold(turn, alone, 'agent', at)
    if (target.kind === 'queue') passOn(turn, next, 'passed_on', target.queueId, at)
    else if (target.kind === 'agent') {
      const other = get(turn.line.agents, target.agentId)
      const waiting = passOn(turn, next, 'passed_on', call.queueId, at)
      if (other) offerTo(turn, waiting, other, 'transfer')
    } else leaveFor(turn, next, target, at)
    const left = get(turn.line.agents, agent.id)
    if (left) letGo(turn, left, at, 'passed the caller on')
    return null
  })

/** The caller stays in the talk without an agent, on music, until the contact answers. */
const leaveFor = (
  turn: Turn,
  call: Call,
  { kind, contacts }: Exclude<Target, { kind: 'agent' | 'queue' }>,
  at: number,
): void => {
  const fromAgentId = call.agentId
  note(turn, at, { kind: 'transfer_started', callId: call.id, fromAgentId, why: 'passed_on', queueId: call.queueId })
  const left: Call = { ...call, agentId: null, leg: null, transfer: { fromAgentId, startedAt: at } }
  setCall(turn, left)
  callContact(turn, left, { kind, mode: 'blind', by: fromAgentId }, contacts, at)
}

/** Whether he is in the talk with the caller: not only rung, and not beside it. */
export const isInTalk = ({ joinedAt, mode }: Party): boolean => joinedAt !== null && !isWatching(mode)

/** Leaves the caller with those who have come in; the first agent among them has the caller from now on. */
export const handOver = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, call => {
    if (!call.parties.some(isInTalk)) return 'nobody_joined'
    leaveToParties(turn, call, at)
    const left = get(turn.line.agents, agent.id)
    if (left) letGo(turn, left, at, 'handed the caller over')
    return null
  })

/** The caller's agent is gone, those who were brought in stay with him. */
export const leaveToParties = (turn: Turn, call: Call, at: number): void => {
  const unwatched = endWatches(turn, call, at)
  const heir = unwatched.parties.find(party => party.agentId !== null && isInTalk(party))
  passCallTo(turn, unwatched, heir?.agentId ?? null, at)
}

/** The caller is this party's from now on, or, with null, nobody's of the house; he comes back from the music. */
export const passCallTo = (turn: Turn, call: Call, toAgentId: string | null, at: number): void => {
  if (call.agentId === null) return
  const together = resume(turn, resumeRecording(turn, call, 'moved', at), at)
  const heir = toAgentId === null ? undefined : together.parties.find(({ agentId }) => agentId === toAgentId)
  note(turn, at, {
    kind: 'handed_over',
    callId: call.id,
    fromAgentId: call.agentId,
    toAgentId: heir?.agentId ?? null,
  })
  setCall(turn, {
    ...together,
    agentId: heir?.agentId ?? null,
    leg: heir?.leg ?? null,
    furtherLeg: true,
    parties: together.parties.filter(party => party !== heir),
  })
}

/** Ends the call to one who was brought in, or is being called. */
export const sendAway = (turn: Turn, agent: Agent, { partyId }: Command<'drop_party'>, at: number): void =>
  withOwnCall(turn, agent, call => {
    const party = call.parties.find(({ id }) => id === partyId)
    if (!party) return 'no_such_target'
    if (isWatching(party.mode)) return 'not_allowed_now'
    dropParty(turn, call, party, party.joinedAt === null ? 'cancelled' : 'normal', at)
    return null
  })

/** Ends the talk and lets the caller rate by key. */
export const sendToRating = (turn: Turn, agent: Agent, at: number): void =>
  withOwnCall(turn, agent, call => {
    toSurvey(turn, endParties(turn, resumeRecording(turn, call, 'moved', at), at), agent.id, at)
    letGo(turn, agent, at, 'the caller rates')
    return null
  })
