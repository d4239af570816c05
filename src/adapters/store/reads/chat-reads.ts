import type { UnfinishedChat } from '../../../domain/chats/restore-chat.ts'
import type { ChatReads } from '../../../engine/chats/chat-store.ts'
import type { Builder } from '../db.ts'
import { asc, eq, isNull } from '../drizzle.ts'

/** Chats and what was written in them. */
export const chatReads = ({ db, tables: { chats, chatMessages } }: Builder): ChatReads => {
  const { id, language, number, secretHash, openedAt, acceptedAt, agentId, endedAt, cause, endedBy } = chats
  const columns = { id, language, number, secretHash, openedAt, acceptedAt, agentId, endedAt, cause, endedBy }
  return {
    async chat(chatId) {
      return (await db.select(columns).from(chats).where(eq(id, chatId)))[0] ?? null
    },
    async chatMessages(chatId) {
      const { n, at, speaker, agentId: by, text } = chatMessages
      return db
        .select({ n, at, from: speaker, agentId: by, text })
        .from(chatMessages)
        .where(eq(chatMessages.chatId, chatId))
        .orderBy(asc(n))
    },
    async openChats() {
      return db.select(columns).from(chats).where(isNull(endedAt)).orderBy(asc(openedAt))
    },
  }
}

/** Chats that a server that starts takes up again, in the order of their arrival. */
export const unfinishedChats = async ({ db, tables: { chats } }: Builder): Promise<readonly UnfinishedChat[]> => {
  const open = await db.select().from(chats).where(isNull(chats.endedAt)).orderBy(asc(chats.openedAt))
  return open.map(({ offerId, offerAgentId, held, agentId, ...row }) => ({
    id: row.id,
    queueId: row.queueId,
    priority: row.priority,
    language: row.language,
    number: row.number,
    openedAt: row.openedAt,
    acceptedAt: row.acceptedAt,
    agentId: held === 1 ? agentId : null,
    said: row.said,
    saidAt: row.saidAt,
    offer: offerId === null || offerAgentId === null ? null : { id: offerId, agentId: offerAgentId },
  }))
}
