import type { ChatEnd } from '../../../domain/chats/chat.ts'
import type { ChatSpeaker } from '../../../domain/chats/chat-facts.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/** Who writes with agents, and what was written: projections of the ledger, apart from calls, so that no figure of calls counts them. */
export const defineChats = ({ table, index, unique, text, int, instant }: Dialect) => {
  const chats = table(
    'chats',
    {
      id: text().primaryKey(),
      queueId: text().notNull(),
      priority: int().notNull(),
      language: text().$type<'zh' | 'en'>().notNull(),
      secretHash: text().notNull(),
      number: text(),
      /** Of the fact that opened it, which an erasure must find. */
      seq: int().notNull(),
      openedAt: instant().notNull(),
      /** When the first agent took it, and how long the citizen had waited for him. */
      acceptedAt: instant(),
      waitMs: int(),
      /** Who writes with him, or did last. */
      agentId: text(),
      /** Whether that agent has it now; 0 where the citizen waits again. */
      held: int().notNull().default(0),
      /** The offer that has no end. */
      offerId: text(),
      offerAgentId: text(),
      said: int().notNull().default(0),
      saidAt: instant(),
      endedAt: instant(),
      cause: text().$type<ChatEnd>(),
      endedBy: text().$type<'citizen' | 'agent' | 'system'>(),
      talkMs: int(),
    },
    t => [
      index('chats_open').on(t.openedAt).where(sql`${t.endedAt} is null`),
      index('chats_agent').on(t.agentId, t.openedAt),
      index('chats_number').on(t.number).where(sql`${t.number} is not null`),
    ],
  )

  /** `seq`: of its fact, which an erasure must find. */
  const chatMessages = table(
    'chat_messages',
    {
      seq: int().primaryKey(),
      chatId: text().notNull(),
      n: int().notNull(),
      at: instant().notNull(),
      speaker: text().$type<ChatSpeaker>().notNull(),
      agentId: text(),
      text: text().notNull(),
    },
    t => [unique('chat_messages_of').on(t.chatId, t.n)],
  )
  return { chats, chatMessages }
}
