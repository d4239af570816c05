import { type Agent, absentAgent, profileKeyOf } from '../agent/agent.ts'
import { type AgentEvent, type AgentEventType, agentTable } from '../agent/agent-table.ts'
import { failsToRise, falls, finds, isReachable, raise, renews, retries, setPhone, stands } from '../agent/phone.ts'
import { type CallEventType, callTable } from '../call/call-table.ts'
import { findInFallback, takeBack } from '../call/fallback.ts'
import { resumeTaken } from '../call/transitions.ts'
import { agentInChatTable } from '../chats/agent-in-chat.ts'
import { toChat } from '../chats/chat-table.ts'
import { openChat } from '../chats/open-chat.ts'
import type { Effect } from '../effect.ts'
import type { LineEvent } from '../event.ts'
import type { Fact } from '../fact.ts'
import { cancelPlace, expirePlace, orderPlace } from '../kept-place/ring-in-turn.ts'
import { agentOnTaskTable } from '../outbound/agent-on-task.ts'
import { giveTask, isOnTask } from '../outbound/give.ts'
import { recordingTold } from '../recording/record.ts'
import { first, get, values } from '../sorted.ts'
import { refer } from '../transfer/refer.ts'
import { lead } from '../transfer/watch.ts'
import { arrive } from './arrive.ts'
import type { Line } from './line.ts'
import { matchTouched } from './match.ts'
import { restore } from './restore.ts'
import { setQueue, setQueuePlaces, setQueueTarget, switchQueue } from './set-queue.ts'
import { beginTurn, type Complaint, type Refusal, setAgent, type Turn } from './turn.ts'

/** What one event did: the new state, the facts to make durable, then the effects to run, and what was refused or illegal. */
export interface Step {
  readonly line: Line
  readonly facts: readonly Fact[]
  readonly effects: readonly Effect[]
  readonly refusal: Refusal | null
  readonly complaints: readonly Complaint[]
}

/**
 * The hotline as a function: state and event in; state, facts and effects out. `now` is the instant of receipt in UTC ms.
 * Events for a call or a leg that is no longer in the line change nothing: gone is a result, not an error (DESIGN.md D4).
 */
export const step = (line: Line, event: LineEvent, now: number): Step => {
  const turn = beginTurn(line, now)
  handle(turn, event)
  matchTouched(turn)
  const { facts, effects, refusal, complaints } = turn
  return { line: turn.line, facts, effects, refusal, complaints }
}

const handle = (turn: Turn, event: LineEvent): void => {
  switch (event.type) {
    case 'call_arrived':
      return arrive(turn, event)
    case 'sound_ended':
    case 'caller_left':
    case 'connect_failed':
    case 'to_fallback':
    case 'fallback_answered':
    case 'fallback_missed':
    case 'returned_from_fallback':
    case 'found_joined':
    case 'dial_progressed':
    case 'dial_answered':
    case 'digit':
      return toCall(turn, event.callId, event.type, event)
    case 'recording_began':
    case 'recording_failed':
    case 'pause_failed':
      return recordingTold(turn, event)
    case 'found_in_fallback':
      return findInFallback(turn, event)
    case 'telephony_down':
      turn.line = { ...turn.line, telephony: false }
      return
    case 'telephony_up':
      turn.line = { ...turn.line, telephony: true }
      for (const call of values(turn.line.calls)) {
        resumeTaken(turn, call, event.at)
        takeBack(turn, call.id)
      }
      for (const agent of values(turn.line.agents)) {
        if (agent.state === 'ready') turn.agentsToMatch.push(agent.id)
        const raised = raise(turn, agent)
        if (raised !== agent) setAgent(turn, raised)
      }
      return
    case 'line_restored':
      return restore(turn, event.unfinished)
    case 'leg_answered':
      return answerLeg(turn, event)
    case 'leg_refers':
      return refer(turn, event)
    case 'leg_ended':
      return endLeg(turn, event)
    case 'agent_command':
      return toAgent(turn, event.agentId, event.command.name, { type: 'command', at: event.at, command: event.command })
    case 'leader_command':
      return lead(turn, { name: event.by, agentId: event.leaderId }, event.command, event.at)
    case 'queue_switched':
      return switchQueue(turn, event)
    case 'queue_target_set':
      return setQueueTarget(turn, event)
    case 'queue_places_set':
      return setQueuePlaces(turn, event)
    case 'place_ordered':
      return orderPlace(turn, event)
    case 'place_dropped':
      return cancelPlace(turn, event)
    case 'queue_set':
      return setQueue(turn, event.queue)
    case 'agent_set': {
      const known = get(turn.line.agents, event.agent.id)
      const { group, skills } = event.agent
      const profileKey = profileKeyOf(group, skills)
      if (known) phoneIs(turn, raise(turn, { ...known, ...event.agent, profileKey }), event.at)
      else setAgent(turn, absentAgent(event.agent, event.at))
      return
    }
    case 'phone_up':
    case 'phone_down':
    case 'phone_renewed':
    case 'standing_leg_found':
      return changePhone(turn, event)
    case 'task_given':
      return giveTask(turn, event)
    case 'chat_opened':
      return openChat(turn, event)
    case 'chat_said':
    case 'chat_seen':
    case 'chat_left':
      return toChat(turn, event.chatId, event)
    case 'time':
      return passTime(turn, event.at)
    default:
      return toAgent(turn, event.agentId, event.type, event)
  }
}

type PhoneEvent = Extract<LineEvent, { type: 'phone_up' | 'phone_down' | 'phone_renewed' | 'standing_leg_found' }>

const changePhone = (turn: Turn, event: PhoneEvent): void => {
  const agent = get(turn.line.agents, event.agentId)
  if (!agent) {
    turn.refusal = 'agent_unknown'
    return
  }
  const changed = (): Agent => {
    switch (event.type) {
      case 'phone_renewed':
        return renews(turn, agent)
      case 'standing_leg_found':
        return finds(turn, agent, event.leg)
      default: {
        const there = event.type === 'phone_up'
        return event.device === 'desk' ? { ...agent, deskPhone: there } : { ...agent, browserPhone: there }
      }
    }
  }
  phoneIs(turn, raise(turn, changed()), event.at)
}

/** Sets what is new about an agent's phones; whether a call reaches him now or no more is an event of his own table. */
const phoneIs = (turn: Turn, agent: Agent, at: number): void =>
  setPhone(turn, agent, up => {
    const type = up ? 'reachable' : 'unreachable'
    toAgent(turn, agent.id, type, { type, at })
  })

const answerLeg = (turn: Turn, event: Extract<LineEvent, { type: 'leg_answered' }>): void => {
  const callId = get(turn.line.partyLegs, event.leg)
  if (callId !== undefined)
    return toCall(turn, callId, 'party_answered', { type: 'party_answered', at: event.at, leg: event.leg })
  const agent = get(turn.line.agents, get(turn.line.legs, event.leg) ?? '')
  if (!agent) return
  if (agent.risingLeg === event.leg) phoneIs(turn, stands(agent), event.at)
  // told twice: nothing is accepted by it
  else if (agent.standingLeg !== event.leg) toAgent(turn, agent.id, event.type, event)
}

/** A leg that stood for the shift takes the phone with it, whatever the agent was doing. */
const endLeg = (turn: Turn, event: Extract<LineEvent, { type: 'leg_ended' }>): void => {
  const callId = get(turn.line.partyLegs, event.leg)
  if (callId !== undefined) {
    const { at, leg, how } = event
    return toCall(turn, callId, 'party_ended', { type: 'party_ended', at, leg, how })
  }
  const agent = get(turn.line.agents, get(turn.line.legs, event.leg) ?? '')
  if (!agent) return
  if (agent.risingLeg === event.leg) return phoneIs(turn, failsToRise(turn, agent), event.at)
  const left = agent.standingLeg === event.leg ? falls(turn, agent) : agent
  if (agent.leg !== event.leg) return phoneIs(turn, left, event.at)
  setAgent(turn, { ...left, phone: isReachable(left) })
  toAgent(turn, agent.id, 'leg_ended', event)
}

/** Every deadline that has passed is handled once, in order; a handler may set new ones for the same instant. */
const passTime = (turn: Turn, at: number): void => {
  for (let next = first(turn.line.deadlines); next && next.key.at <= at; next = first(turn.line.deadlines)) {
    const { what, id } = next.key
    const agent = what === 'phone' ? get(turn.line.agents, id) : undefined
    if (agent) phoneIs(turn, retries(turn, agent), at)
    else if (what === 'place') expirePlace(turn, id, at)
    else if (what === 'chat') toChat(turn, id, { type: 'due', at })
    else if (what === 'call') toCall(turn, id, 'due', { type: 'due', at })
    else toAgent(turn, id, 'due', { type: 'due', at })
    matchTouched(turn)
  }
}

const toCall = (
  turn: Turn,
  id: string,
  type: CallEventType,
  event: Parameters<NonNullable<(typeof callTable)['queued']['due']>>[2],
): void => {
  const call = get(turn.line.calls, id)
  if (!call) return
  const handler = callTable[call.state][type]
  if (handler) handler(turn, call, event)
  else complain(turn, { code: 'illegal_event', what: 'call', id, state: call.state, event: type })
}

const toAgent = (turn: Turn, id: string, type: AgentEventType, event: AgentEvent): void => {
  const agent = get(turn.line.agents, id)
  if (!agent) {
    turn.refusal = 'agent_unknown'
    return
  }
  const { state } = agent
  const onTask = state === 'reserved' && isOnTask(turn.line, agent)
  const inChat = agent.chatId !== null && (state === 'reserved' || state === 'talking')
  const handler = onTask
    ? agentOnTaskTable[state][type]
    : inChat
      ? agentInChatTable[state][type]
      : agentTable[state][type]
  if (handler) handler(turn, agent, event)
  else complain(turn, { code: 'illegal_event', what: 'agent', id, state: agent.state, event: type })
}

const complain = (turn: Turn, complaint: Complaint): void => {
  turn.complaints.push(complaint)
}
