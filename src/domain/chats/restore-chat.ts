import { type Line, queueOf } from '../line/line.ts'
import type { LastState } from '../line/restore.ts'
import { note, setChat, type Turn } from '../line/turn.ts'
import { queueForText } from '../queue/queue.ts'
import { demandOf } from '../routing/demand.ts'
import { get, values } from '../sorted.ts'
import type { Chat } from './chat.ts'
import { openUntil, returnChat, toWaiting } from './transitions.ts'

/** A chat without an end, as the ledger holds it. Instants are UTC ms. */
export interface UnfinishedChat {
  readonly id: string
  readonly queueId: string
  readonly priority: number
  readonly language: 'zh' | 'en'
  readonly number: string | null
  readonly openedAt: number
  readonly acceptedAt: number | null
  /** Who writes with him; null: he waits. */
  readonly agentId: string | null
  /** The number of the last message, and when it was written. */
  readonly said: number
  readonly saidAt: number | null
  /** The offer that has no end. */
  readonly offer: { readonly id: string; readonly agentId: string } | null
}

/** The chat in which this agent writes, as the chats know it. */
export const openChatOf = (line: Line, agentId: string): Chat | undefined => {
  for (const chat of values(line.chats)) if (chat.state === 'open' && chat.agentId === agentId) return chat
  return undefined
}

/**
 * Takes a chat up where the ledger ends. Whoever waited waits on in the place of his arrival, and his page has the usual time to be heard of; an offer is
 * withdrawn and made anew; one that an agent had is kept for him, unless he is known to do something else.
 */
export const restoreChat = (turn: Turn, known: UnfinishedChat, agents: readonly LastState[]): void => {
  const queue = queueOf(turn.line, known.queueId) ?? queueForText(turn.line.queues)
  if (!queue || get(turn.line.chats, known.id)) return
  const { now } = turn
  const { id: chatId, offer, agentId, said, acceptedAt, openedAt, priority, language, number } = known
  if (offer)
    note(turn, now, {
      kind: 'chat_offer_ended',
      chatId,
      offerId: offer.id,
      agentId: offer.agentId,
      result: 'withdrawn',
    })
  const chat: Chat = {
    ...{
      id: chatId,
      state: 'waiting',
      since: now,
      queueId: queue.id,
      priority,
      skills: queue.skills,
      language,
      number,
    },
    ...{
      demand: demandOf(queue, 0, queue.skills),
      openedAt,
      waitsSince: acceptedAt === null ? openedAt : now,
      rung: 0,
    },
    // numbers of offers made before a restart do not come again
    ...{ offersMade: now, offer: null, agentId: null, acceptedAt, said, saidAt: now, reminded: false },
    ...{ seenAt: now, until: now },
  }
  if (agentId === null) return toWaiting(turn, chat, now)
  const open: Chat = { ...chat, state: 'open', agentId }
  setChat(turn, { ...open, until: openUntil(turn, open) })
  const writes = agents.some(last => last.agentId === agentId && last.state === 'talking' && last.callId === null)
  if (!writes) returnChat(turn, open, 'agent_elsewhere', now)
}
