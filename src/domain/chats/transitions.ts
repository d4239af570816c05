import type { Agent } from '../agent/agent.ts'
import { toReservedForChat, toTalking, toWrapUp } from '../agent/transitions.ts'
import { afterLostOffer } from '../call/transitions.ts'
import type { OfferReason, OfferResult } from '../fact.ts'
import { queueOf } from '../line/line.ts'
import { dropChat, note, setChat, type Turn } from '../line/turn.ts'
import { nextLadderChange, type Queue, rungAt } from '../queue/queue.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import { type Chat, type ChatEnd, chatOfferIdOf } from './chat.ts'
import type { ChatSpeaker } from './chat-facts.ts'

/** When a chat that waits must be looked at: the next rung, the longest wait, or the end of its page's silence. */
export const waitingUntil = (turn: Turn, queue: Queue | undefined, chat: Chat): number => {
  const change = queue ? nextLadderChange(queue, chat.rung) : null
  const silent = chat.seenAt + turn.line.settings.chatSilentMs
  return change === null ? silent : Math.min(chat.waitsSince + change, silent)
}

/** When an open chat must be looked at: the reminder, then the end. */
export const openUntil = (turn: Turn, { saidAt, reminded }: Pick<Chat, 'saidAt' | 'reminded'>): number => {
  const { chatIdleMs, chatRemindMs } = turn.line.settings
  return saidAt + (reminded ? chatIdleMs : chatRemindMs)
}

/** Waits without an offer; the ladder stands where the time so far says. */
export const toWaiting = (turn: Turn, chat: Chat, at: number): void => {
  const queue = queueOf(turn.line, chat.queueId)
  const rung = queue ? rungAt(queue, turn.now - chat.waitsSince) : chat.rung
  const demand = queue ? demandOf(queue, rung, chat.skills) : chat.demand
  const waiting: Chat = { ...chat, state: 'waiting', since: at, rung, demand, offer: null, agentId: null }
  setChat(turn, { ...waiting, until: waitingUntil(turn, queue, waiting) })
}

/** Offers a chat to an agent: both are reserved for each other in one step, as with a call. */
export const offerChat = (turn: Turn, queue: Queue, chat: Chat, agent: Agent, reason: OfferReason): void => {
  const offersMade = chat.offersMade + 1
  const offerId = chatOfferIdOf(chat.id, offersMade)
  const until = turn.now + queue.ringMs
  const offer = { id: offerId, agentId: agent.id, madeAt: turn.now, until }
  setChat(turn, { ...chat, state: 'offered', since: turn.now, offersMade, offer, until })
  note(turn, turn.now, { kind: 'chat_offered', chatId: chat.id, offerId, agentId: agent.id, reason })
  toReservedForChat(turn, agent, { chatId: chat.id, offerId, until })
}

/** The chat that is offered to this agent, if both know it of each other. */
export const chatOfferedTo = (turn: Turn, agent: Agent): Chat | undefined => {
  const chat = agent.chatId === null ? undefined : get(turn.line.chats, agent.chatId)
  return chat?.offer !== null && chat?.offer.id === agent.offerId ? chat : undefined
}

/** The chat in which this agent writes. */
export const chatOfAgent = (turn: Turn, agent: Agent): Chat | undefined => {
  const chat = agent.chatId === null ? undefined : get(turn.line.chats, agent.chatId)
  return chat?.state === 'open' && chat.agentId === agent.id ? chat : undefined
}

/** Takes the offer: the wait is over. */
export const acceptChat = (turn: Turn, chat: Chat, agent: Agent, at: number): void => {
  const offerId = chat.offer?.id ?? ''
  const waitMs = Math.max(0, at - (chat.acceptedAt === null ? chat.openedAt : chat.waitsSince))
  note(turn, at, { kind: 'chat_offer_ended', chatId: chat.id, offerId, agentId: agent.id, result: 'accepted' })
  note(turn, at, { kind: 'chat_accepted', chatId: chat.id, offerId, agentId: agent.id, waitMs })
  const open: Chat = {
    ...chat,
    state: 'open',
    since: at,
    offer: null,
    agentId: agent.id,
    acceptedAt: chat.acceptedAt ?? at,
    saidAt: at,
    reminded: false,
  }
  setChat(turn, { ...open, until: openUntil(turn, open) })
  toTalking(turn, { ...agent, offerId: null }, at, queueOf(turn.line, chat.queueId)?.wrapUpMs ?? 0)
}

/** Ends the open offer; the agent becomes what a lost offer of a call would make him. The chat is left for the caller of this to put back or end. */
export const endChatOffer = (turn: Turn, chat: Chat, result: OfferResult, at: number): Chat => {
  const { offer } = chat
  if (!offer) return chat
  const { id: offerId, agentId } = offer
  note(turn, at, { kind: 'chat_offer_ended', chatId: chat.id, offerId, agentId, result })
  const agent = get(turn.line.agents, agentId)
  // out of the waiting list, so that the agent who is freed is not matched with what is about to end
  const free: Chat = { ...chat, offer: null }
  setChat(turn, free)
  if (agent?.offerId === offerId)
    afterLostOffer(turn, agent, result, queueOf(turn.line, chat.queueId)?.missLimit ?? 1, at)
  return free
}

/** Writes a message down under the next number. */
export const say = (
  turn: Turn,
  chat: Chat,
  said: { readonly from: ChatSpeaker; readonly agentId: string | null; readonly text: string },
  at: number,
): Chat => {
  const n = chat.said + 1
  note(turn, at, { kind: 'chat_said', chatId: chat.id, n, ...said })
  return { ...chat, said: n }
}

/** The end of a chat: it leaves the line, and its agent has his wrap-up. */
export const endChat = (
  turn: Turn,
  chat: Chat,
  cause: ChatEnd,
  by: 'citizen' | 'agent' | 'system',
  at: number,
): void => {
  const talkMs = chat.acceptedAt === null ? null : Math.max(0, at - chat.acceptedAt)
  note(turn, at, { kind: 'chat_ended', chatId: chat.id, cause, by, talkMs })
  dropChat(turn, chat)
  const agent = chat.agentId === null ? undefined : get(turn.line.agents, chat.agentId)
  if (agent?.chatId === chat.id && agent.state === 'talking') toWrapUp(turn, agent, at)
}

/** His agent is gone: he waits again, before all who came after him. The agent is the caller's part. */
export const returnChat = (turn: Turn, chat: Chat, why: string, at: number): void => {
  note(turn, at, { kind: 'chat_returned', chatId: chat.id, agentId: chat.agentId ?? '', why })
  toWaiting(turn, { ...chat, waitsSince: at, rung: 0, seenAt: turn.now }, at)
}
