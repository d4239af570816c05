import type { Agent, AgentState } from '../agent/agent.ts'
import {
  type AgentEventType,
  type AgentHandler,
  flags,
  keep,
  laterCommands,
  noCaller,
  presence,
  refuse,
} from '../agent/agent-table.ts'
import { release, toWrapUp } from '../agent/transitions.ts'
import { note, setAgent, type Turn } from '../line/turn.ts'
import { acceptChat, chatOfAgent, chatOfferedTo, endChat, endChatOffer, returnChat, toWaiting } from './transitions.ts'

/* What happens to an agent while a chat is offered to him or he writes in one: his phones have no part in it, his console is all there is. */

const accepts: AgentHandler = (turn, agent, event) => {
  if (event.type !== 'command' || event.command.name !== 'accept') return
  const chat = event.command.offerId === agent.offerId ? chatOfferedTo(turn, agent) : undefined
  if (chat) acceptChat(turn, chat, agent, event.at)
  else turn.refusal = 'no_such_offer'
}

const declines: AgentHandler = (turn, agent, event) => {
  if (event.type !== 'command' || event.command.name !== 'decline') return
  const chat = event.command.offerId === agent.offerId ? chatOfferedTo(turn, agent) : undefined
  if (chat) toWaiting(turn, endChatOffer(turn, chat, 'declined', event.at), event.at)
  else turn.refusal = 'no_such_offer'
}

const stuck = (turn: Turn, agent: Agent, at: number): void =>
  note(turn, at, { kind: 'stuck_freed', what: 'agent', id: agent.id, state: agent.state, why: 'his chat did not end' })

/** The offer ends by the chat's own deadline; this one is for a chat that is gone. */
const reservedTooLong: AgentHandler = (turn, agent, { at }) => {
  stuck(turn, agent, at)
  const chat = chatOfferedTo(turn, agent)
  if (chat) toWaiting(turn, endChatOffer(turn, chat, 'withdrawn', at), at)
  else release(turn, agent, at)
}

/** His console is gone: the chat is kept for him for a while. */
const awayFromDesk: AgentHandler = (turn, agent) =>
  setAgent(turn, agent.console ? agent : { ...agent, until: agent.until ?? turn.now + turn.line.settings.chatKeepMs })
const backAtDesk: AgentHandler = (turn, agent) => setAgent(turn, agent.console ? { ...agent, until: null } : agent)

const goneForGood: AgentHandler = (turn, agent, { at }) => {
  const chat = chatOfAgent(turn, agent)
  release(turn, agent, at)
  if (chat) returnChat(turn, chat, 'console_gone', at)
}

const ends: AgentHandler = (turn, agent, { at }) => {
  const chat = chatOfAgent(turn, agent)
  if (chat) endChat(turn, chat, 'completed', 'agent', at)
  else toWrapUp(turn, agent, at)
}

/** Frees an agent by a leader's word: his chat is not lost, it waits for another agent. */
export const freeOfChat = (turn: Turn, agent: Agent, at: number): void => {
  const offered = chatOfferedTo(turn, agent)
  const chat = chatOfAgent(turn, agent)
  if (offered) {
    // whatever kept him from it may still be there
    setAgent(turn, { ...agent, next: agent.next ?? { state: 'paused', reason: 'forced' } })
    return toWaiting(turn, endChatOffer(turn, offered, 'withdrawn', at), at)
  }
  toWrapUp(turn, agent, at)
  if (chat) returnChat(turn, chat, 'freed', at)
}

/** State × event of an agent whom a chat engages; in every other state his own table holds (docs/states.md has the same table). */
export const agentInChatTable: {
  readonly [S in Extract<AgentState, 'reserved' | 'talking'>]: { readonly [E in AgentEventType]?: AgentHandler }
} = {
  reserved: {
    ...presence(keep, keep),
    accept: accepts,
    decline: declines,
    ...laterCommands,
    extend_wrap_up: refuse('not_in_wrap_up'),
    hang_up: refuse('not_talking'),
    ...noCaller,
    due: reservedTooLong,
  },
  talking: {
    ...presence(backAtDesk, awayFromDesk),
    reachable: flags(keep),
    unreachable: flags(keep),
    hang_up: ends,
    accept: refuse('no_such_offer'),
    decline: refuse('no_such_offer'),
    ...laterCommands,
    extend_wrap_up: refuse('not_in_wrap_up'),
    ...noCaller,
    due: goneForGood,
  },
}
