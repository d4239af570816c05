import type { Agent } from '../agent/agent.ts'
import { release, signOut, toPaused, toReady } from '../agent/transitions.ts'
import type { Call } from '../call/call.ts'
import { callOfAgent, giveUpCaller, isKept } from '../call/hold.ts'
import { endTalk, letGo } from '../call/transitions.ts'
import { freeOfChat } from '../chats/agent-in-chat.ts'
import { bridgeOf } from '../effect.ts'
import type { LeaderCommand } from '../event.ts'
import { ask, note, type Refusal, setAgent, type Turn } from '../line/turn.ts'
import { get } from '../sorted.ts'
import { passCallTo } from './commands.ts'
import { callAgent, endParty, partyOfAgent, setParties } from './parties.ts'
import { isWatching, type PartyMode } from './party.ts'

/*
 * What a shift leader may do with the agents of his shift (监听, 耳语, 强插, 强拆). Each is booked with his name; who listens or speaks is shown
 * to the agent whom it concerns.
 */

/** Who gives the command: his sign-in name, and his own phone where he has one. */
export interface Leader {
  readonly name: string
  readonly agentId: string | null
}

/** Carries out a leader's command. What is refused changes nothing. */
export const lead = (turn: Turn, leader: Leader, command: LeaderCommand, at: number): void => {
  const agent = get(turn.line.agents, command.agentId)
  turn.refusal = agent ? carryOut(turn, leader, agent, command, at) : 'agent_unknown'
}

const carryOut = (turn: Turn, leader: Leader, agent: Agent, command: LeaderCommand, at: number): Refusal | null => {
  switch (command.name) {
    case 'listen':
    case 'whisper':
    case 'barge':
      return watch(turn, leader, agent, command.name === 'barge' ? 'join' : command.name, at)
    case 'take_over':
      return takeOver(turn, leader, agent, at)
    case 'force':
      return force(turn, leader, agent, command.to, at)
    case 'free':
      return free(turn, leader, agent, at)
  }
}

/** The talk of this agent into which somebody may come; or why nobody may. */
const talkOf = (turn: Turn, agent: Agent): Call | Refusal => {
  const call = callOfAgent(turn, agent)
  if (!call || isKept(call, agent)) return 'not_talking'
  return call.fallback ? 'not_allowed_now' : call
}

const watch = (turn: Turn, leader: Leader, agent: Agent, mode: PartyMode, at: number): Refusal | null => {
  const own = leader.agentId === null ? undefined : get(turn.line.agents, leader.agentId)
  if (!own?.phone) return 'phone_missing'
  if (own.id === agent.id) return 'own_number'
  const call = talkOf(turn, agent)
  if (typeof call === 'string') return call
  const there = partyOfAgent(turn, own)
  if (there?.call.id === call.id && isWatchOrJoin(there.party.mode)) return change(turn, leader, agent, own, mode, at)
  if (own.state !== 'ready' && own.state !== 'paused') return 'not_allowed_now'
  if (!turn.line.telephony) return 'telephony_down'
  bookWatch(turn, leader, agent, call, mode, at)
  // he goes back to what he was, without a wrap-up
  const next = own.state === 'paused' && own.reason !== null ? { state: 'paused' as const, reason: own.reason } : null
  callAgent(turn, call, { mode, by: own.id, accepts: true }, { ...own, next }, at)
  return null
}

const isWatchOrJoin = (mode: PartyMode): boolean => isWatching(mode) || mode === 'join'

const bookWatch = (turn: Turn, leader: Leader, agent: Agent, call: Call, mode: PartyMode, at: number): void => {
  const how = mode === 'listen' || mode === 'whisper' ? mode : 'barge'
  note(turn, at, { kind: 'agent_watched', callId: call.id, agentId: agent.id, by: leader.name, mode: how })
}

/** He listens already and wants to speak, or the other way round. */
const change = (turn: Turn, leader: Leader, agent: Agent, own: Agent, mode: PartyMode, at: number): Refusal | null => {
  const there = partyOfAgent(turn, own)
  if (!there || there.party.mode === mode) return null
  const { call, party } = there
  bookWatch(turn, leader, agent, call, mode, at)
  if (party.joinedAt !== null) {
    const bridge = bridgeOf(call.id)
    const talks = !isWatching(party.mode)
    if (call.leg !== null && isWatching(mode)) {
      if (talks) ask(turn, { do: 'disconnect', callId: call.id, leg: party.leg, bridge })
      ask(turn, { do: 'watch', leg: party.leg, target: call.leg, speaks: mode === 'whisper' })
    } else {
      ask(turn, { do: 'join', callId: call.id, leg: party.leg, bridge })
      // after the join: a leg that is being thrown out of a bridge which ends may get lost on its way into the other
      if (!isWatching(mode)) ask(turn, { do: 'unwatch', leg: party.leg })
    }
  }
  setParties(
    turn,
    call,
    call.parties.map(each => (each.id === party.id ? { ...each, mode } : each)),
  )
  return null
}

/** The caller is the leader's from now on, who must be in the talk already; the agent is let go with his wrap-up. */
const takeOver = (turn: Turn, leader: Leader, agent: Agent, at: number): Refusal | null => {
  const own = leader.agentId === null ? undefined : get(turn.line.agents, leader.agentId)
  const there = own && partyOfAgent(turn, own)
  const call = talkOf(turn, agent)
  if (typeof call === 'string') return call
  if (!own || there?.call.id !== call.id || there.party.joinedAt === null) return 'nobody_joined'
  if (isWatching(there.party.mode)) change(turn, leader, agent, own, 'join', at)
  const now = get(turn.line.calls, call.id)
  if (now) passCallTo(turn, now, own.id, at)
  const left = get(turn.line.agents, agent.id)
  if (left) letGo(turn, left, at, `taken over by ${leader.name}`)
  return null
}

/** Puts an agent who is with no caller into another state. */
const force = (
  turn: Turn,
  leader: Leader,
  agent: Agent,
  to: 'ready' | 'paused' | 'signed_out',
  at: number,
): Refusal | null => {
  if (agent.state === 'reserved' || agent.state === 'talking') return 'not_allowed_now'
  if (to !== 'signed_out' && !(agent.signedIn && agent.console && agent.phone)) return 'phone_missing'
  note(turn, at, { kind: 'agent_forced', agentId: agent.id, by: leader.name, from: agent.state, to })
  if (to === 'ready') toReady(turn, agent, at)
  else if (to === 'paused') toPaused(turn, agent, 'forced', at)
  else signOut(turn, agent, at)
  return null
}

/** Frees an agent whom nothing frees any more: his legs are told to end and he is as after a call. A caller of his is not lost: he waits for another agent. */
const free = (turn: Turn, leader: Leader, agent: Agent, at: number): Refusal | null => {
  if (agent.state !== 'talking' && agent.state !== 'reserved') return 'not_talking'
  note(turn, at, { kind: 'agent_forced', agentId: agent.id, by: leader.name, from: agent.state, to: 'freed' })
  if (agent.chatId !== null) {
    freeOfChat(turn, agent, at)
    return null
  }
  const part = partyOfAgent(turn, agent)
  if (part) endParty(turn, part.call, part.party, 'cancelled', at)
  else if (agent.state === 'reserved') return freeReserved(turn, agent, at)
  else if (callOfAgent(turn, agent)) {
    endLeg(turn, agent, leader)
    giveUpCaller(turn, { ...agent, leg: null }, at)
    return null
  }
  endLeg(turn, agent, leader)
  if (agent.state === 'talking') endTalk(turn, agent, 'cancelled', at)
  else release(turn, agent, at)
  return null
}

const endLeg = (turn: Turn, agent: Agent, leader: Leader): void => {
  if (agent.leg !== null) ask(turn, { do: 'hang_up', channel: agent.leg, why: `freed by ${leader.name}` })
}

/** His offer runs out now instead of at its deadline, and he is paused: whatever held him may still be there. */
const freeReserved = (turn: Turn, agent: Agent, at: number): Refusal | null => {
  endLeg(turn, agent, { name: 'a shift leader', agentId: null })
  setAgent(turn, { ...agent, next: agent.next ?? { state: 'paused', reason: 'forced' }, until: at })
  return null
}
