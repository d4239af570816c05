import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { and, eq, isNull, type SQL, sql } from '../drizzle.ts'
import { fill } from '../query.ts'
import { hole, holes, template } from '../template.ts'
import type { Projections } from './projections.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

const value = (name: string): SQL => sql`${hole(name)}`

/** The statements that write what happens to chats. */
export const chatTemplates = ({ db, tables: { chats, chatMessages, caseCalls } }: Builder) => {
  const theChat = eq(chats.id, hole('chatId'))
  return {
    chatOpened: template<Of<'chat_opened'> & { readonly seq: number }>(
      db
        .insert(chats)
        .values({
          ...holes('queueId', 'priority', 'language', 'secretHash', 'number', 'seq'),
          id: hole('chatId'),
          openedAt: hole('at'),
        })
        .onConflictDoNothing(),
    ),
    chatOffered: template<Of<'chat_offered'>>(
      db
        .update(chats)
        .set({ offerId: value('offerId'), offerAgentId: value('agentId') })
        .where(theChat),
    ),
    chatOfferEnded: template<Of<'chat_offer_ended'>>(
      db
        .update(chats)
        .set({ offerId: sql`null`, offerAgentId: sql`null` })
        .where(and(theChat, eq(chats.offerId, hole('offerId')))),
    ),
    chatAccepted: template<Of<'chat_accepted'>>(
      db
        .update(chats)
        .set({
          acceptedAt: sql`coalesce(${chats.acceptedAt}, ${hole('at')})`,
          waitMs: sql`coalesce(${chats.waitMs}, ${hole('waitMs')})`,
          agentId: value('agentId'),
          held: sql`1`,
        })
        .where(theChat),
    ),
    chatReturned: template<Of<'chat_returned'>>(db.update(chats).set({ held: sql`0` }).where(theChat)),
    chatSaid: template<Of<'chat_said'>>(
      db
        .update(chats)
        .set({ said: value('n'), saidAt: value('at') })
        .where(theChat),
    ),
    chatMessage: template<Of<'chat_said'> & { readonly seq: number; readonly speaker: string }>(
      db
        .insert(chatMessages)
        .values(holes('seq', 'chatId', 'n', 'at', 'speaker', 'agentId', 'text'))
        .onConflictDoNothing(),
    ),
    chatEnded: template<Of<'chat_ended'>>(
      db
        .update(chats)
        .set({
          endedAt: value('at'),
          cause: value('cause'),
          endedBy: value('by'),
          talkMs: value('talkMs'),
          held: sql`0`,
        })
        .where(and(theChat, isNull(chats.endedAt))),
    ),
    chatErased: template<{ readonly chatId: string }>(db.update(chats).set({ number: sql`null` }).where(theChat)),
    chatMessagesErased: template<{ readonly chatId: string }>(
      db
        .update(chatMessages)
        .set({ text: sql`''` })
        .where(eq(chatMessages.chatId, hole('chatId'))),
    ),
    caseChatNumbersErased: template<{ readonly caseNo: string }>(
      db
        .update(chats)
        .set({ number: sql`null` })
        .where(
          sql`${chats.id} in (select ${caseCalls.callId} from ${caseCalls} where ${caseCalls.caseNo} = ${hole('caseNo')})`,
        ),
    ),
    /** What was written in the chats that an erased case came from, or that followed it up. */
    caseChatsErased: template<{ readonly caseNo: string }>(
      db
        .update(chatMessages)
        .set({ text: sql`''` })
        .where(
          sql`${chatMessages.chatId} in (select ${caseCalls.callId} from ${caseCalls} where ${caseCalls.caseNo} = ${hole('caseNo')})`,
        ),
    ),
  }
}

/** How what happens to chats changes the tables that are read. */
export const chatProjections: Projections = {
  chat_opened: (fact, { write, seq }) => [fill(write.chatOpened, { ...fact, seq })],
  chat_offered: (fact, { write }) => [fill(write.chatOffered, fact)],
  chat_offer_ended: (fact, { write }) => [fill(write.chatOfferEnded, fact)],
  chat_accepted: (fact, { write }) => [fill(write.chatAccepted, fact)],
  chat_returned: (fact, { write }) => [fill(write.chatReturned, fact)],
  chat_said: (fact, { write, seq }) => [
    fill(write.chatMessage, { ...fact, seq, speaker: fact.from }),
    fill(write.chatSaid, fact),
  ],
  chat_ended: (fact, { write }) => [fill(write.chatEnded, fact)],
}
