import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

const writes = { skill: 'text', level: 1 }

/** The queue of those who write: agents with the skill `text` take them. */
export const textQueue = givenQueue({
  id: 'text',
  dialledNumbers: [],
  medium: 'text',
  skills: [writes],
  notice: null,
  ringMs: 20_000,
  wrapUpMs: 10_000,
  maxWaitMs: 600_000,
  capacity: { atLeast: 3, perAgent: 0 },
})

/** A hotline where people also write. */
export const givenChats = () => {
  const under = givenLine(givenQueue({ notice: null }), textQueue)
  return {
    under,
    /** An agent who talks and writes. */
    writer: (agentId: string) => under.ready(agentId, { skills: [writes] }),
    open: (chatId: string) =>
      under.tell({ type: 'chat_opened', at: under.now, chatId, secretHash: 'hash', number: null, language: 'zh' }),
    say: (chatId: string, agentId: string | null, text: string) =>
      under.tell({ type: 'chat_said', at: under.now, chatId, agentId, text }),
    seen: (chatId: string) => under.tell({ type: 'chat_seen', at: under.now, chatId }),
    leave: (chatId: string) => under.tell({ type: 'chat_left', at: under.now, chatId }),
    accept: (agentId: string) => under.command(agentId, { name: 'accept', offerId: offerOf(under, agentId) }),
  }
}

/** The offer that stands at this agent's desk. */
export const offerOf = (under: LineUnderTest, agentId: string): string =>
  under.factsOf('chat_offered').findLast(fact => fact.agentId === agentId)?.offerId ?? ''
