import { type ChatEnd, longestMessage } from '../../domain/chats/chat.ts'
import { chatsAhead, textDoor } from '../../domain/chats/open-chat.ts'
import type { Fact } from '../../domain/fact.ts'
import { get } from '../../domain/sorted.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { isSame } from '../citizens/is-same.ts'
import { keptAnswers } from '../citizens/kept-answers.ts'
import { createTries } from '../citizens/tries.ts'
import type { Clock, Hotline, Log } from '../ports.ts'
import type { ChatMessage, ChatReads, ChatRow } from './chat-store.ts'

/** A chat as both ends see it. Instants are UTC ms. */
export interface ChatView {
  readonly chatId: string
  readonly state: 'waiting' | 'offered' | 'open' | 'ended'
  readonly language: 'zh' | 'en'
  readonly openedAt: number
  readonly acceptedAt: number | null
  /** How many who write wait before him; null: he does not wait. */
  readonly ahead: number | null
  readonly cause: ChatEnd | null
  readonly endedBy: 'citizen' | 'agent' | 'system' | null
  /** Grows with each change; who asks with the one he saw is answered when there is another. */
  readonly version: number
  /** Messages after the number that was asked for. */
  readonly messages: readonly ChatMessage[]
}

/** What somebody has of a chat already. */
export interface Seen {
  readonly after: number
  readonly version: number
}

/** What is refused, with a code of the catalogue. */
export type Refused = { readonly refused: ErrorCode }

/** The rooms in which citizens and agents write: what is said is durable before it is told. */
export interface ChatRooms {
  /** Whether somebody who wants to write can be taken now. */
  door(): 'open' | 'closed' | 'full'
  /** Asking twice with the same `requestId` opens one. `asker`: whose openings are counted together. */
  open(
    asker: string,
    wish: { readonly requestId: string; readonly language: 'zh' | 'en'; readonly number: string | null },
  ): Promise<{ readonly chatId: string; readonly secret: string } | Refused>
  /** Whether this secret opens this chat to its citizen. */
  isHis(chatId: string, secret: string): Promise<boolean>
  /** Whether the chat is offered to this agent, or is or was his. */
  isAgents(chatId: string, agentId: string): Promise<boolean>
  /** The chat, at once where `seen` is behind, else as soon as something happens, and after some seconds in any case. `by`: who looks. */
  look(chatId: string, seen: Seen, by: 'citizen' | 'agent'): Promise<ChatView | Refused>
  /** The whole of a chat, at once. */
  transcript(chatId: string): Promise<ChatView | Refused>
  /** `agentId` null: the citizen. Asking twice with the same `requestId` says it once. */
  say(
    chatId: string,
    agentId: string | null,
    said: { readonly text: string; readonly requestId: string },
  ): Promise<{ readonly done: true } | Refused>
  /** The citizen ends it; one that is over stays as it is. */
  leave(chatId: string): Promise<void>
  /** Facts of the line that are durable now. */
  committed(facts: readonly Fact[]): void
  /** Takes up what had not ended, before the first page comes. */
  restore(): Promise<void>
  /** Answers everybody who waits. */
  stop(): void
}

export interface ChatRoomsParts {
  readonly hotline: Pick<Hotline, 'line' | 'tell'>
  readonly reads: ChatReads
  readonly clock: Clock
  readonly log: Log
  /** False while facts may be lost: then nobody is asked to write. */
  keepsFacts(): boolean
  newId(): string
  newSecret(): string
  hashOf(secret: string): string
  /** How long one who looks waits for something to happen, in ms. */
  readonly waitMs?: number
}

interface Room extends Omit<ChatRow, 'id'> {
  readonly id: string
  readonly messages: readonly ChatMessage[]
  readonly version: number
}

const mostEnded = 500
const remembered = 5_000
const minute = 60_000
/** Chats that one address may open in an hour, and messages of one side in a minute. */
const opensAnHour = 20
const saysAMinute = 20
/** How often the line is told that a citizen who waits is there. */
const seenEveryMs = 10_000

export const createChatRooms = (parts: ChatRoomsParts): ChatRooms => {
  const { hotline, reads, clock, log, waitMs = 20_000 } = parts
  const rooms = new Map<string, Room>()
  const ended: string[] = []
  const waiters = new Map<string, Set<() => void>>()
  const seenAt = new Map<string, number>()
  const opened = createTries(opensAnHour, 60 * minute, clock)
  const said = createTries(saysAMinute, minute, clock)
  const made = keptAnswers<{ readonly chatId: string; readonly secret: string }>(remembered)
  const done = keptAnswers<Promise<{ readonly done: true } | Refused>>(remembered)
  let stopped = false

  const wake = (chatId: string): void => {
    const all = waiters.get(chatId)
    waiters.delete(chatId)
    for (const each of all ?? []) each()
  }
  const change = (chatId: string, to: (room: Room) => Partial<Room>): void => {
    const room = rooms.get(chatId)
    if (!room) return
    rooms.set(chatId, { ...room, ...to(room), version: room.version + 1 })
    wake(chatId)
  }
  /** Whoever still waits has another place. */
  const wakeWaiting = (): void => {
    for (const room of rooms.values())
      if (room.endedAt === null && room.acceptedAt === null) change(room.id, () => ({}))
  }
  const forget = (chatId: string): void => {
    seenAt.delete(chatId)
    ended.push(chatId)
    const oldest = ended.length > mostEnded ? ended.shift() : undefined
    if (oldest !== undefined) rooms.delete(oldest)
  }
  const note = (fact: Fact): void => {
    switch (fact.kind) {
      case 'chat_opened': {
        const { chatId: id, language, secretHash, number, at } = fact
        const nothing = { acceptedAt: null, agentId: null, endedAt: null, cause: null, endedBy: null }
        rooms.set(id, { id, language, secretHash, number, openedAt: at, ...nothing, messages: [], version: at })
        return
      }
      case 'chat_accepted':
        change(fact.chatId, ({ acceptedAt }) => ({ acceptedAt: acceptedAt ?? fact.at, agentId: fact.agentId }))
        return wakeWaiting()
      case 'chat_said': {
        const { n, at, from, agentId, text } = fact
        return change(fact.chatId, ({ messages }) => ({ messages: [...messages, { n, at, from, agentId, text }] }))
      }
      case 'chat_offered':
      case 'chat_offer_ended':
      case 'chat_returned':
        return change(fact.chatId, () => ({}))
      case 'chat_ended':
        change(fact.chatId, () => ({ endedAt: fact.at, cause: fact.cause, endedBy: fact.by }))
        forget(fact.chatId)
        return wakeWaiting()
    }
  }

  const roomOf = async (chatId: string): Promise<Room | null> => {
    const known = rooms.get(chatId)
    if (known) return known
    const row = await reads.chat(chatId)
    return row && { ...row, messages: await reads.chatMessages(chatId), version: 1 }
  }
  const viewOf = (room: Room, after: number): ChatView => {
    const { id: chatId, language, openedAt, acceptedAt, cause, endedBy, version } = room
    const chat = get(hotline.line().chats, chatId)
    return {
      ...{ chatId, language, openedAt, acceptedAt, cause, endedBy, version },
      // between its end in the line and the moment its end is durable it is as it was
      state: room.endedAt !== null ? 'ended' : (chat?.state ?? 'open'),
      ahead: chat ? chatsAhead(hotline.line(), chat) : null,
      messages: room.messages.filter(({ n }) => n > after),
    }
  }
  const happens = (chatId: string): Promise<void> =>
    new Promise(resolve => {
      const all = waiters.get(chatId) ?? new Set()
      const cancel = clock.at(clock.now() + waitMs, () => ended())
      const ended = () => {
        all.delete(ended)
        cancel()
        resolve()
      }
      waiters.set(chatId, all.add(ended))
    })
  const isThere = (chatId: string): void => {
    const now = clock.now()
    if (now - (seenAt.get(chatId) ?? 0) < seenEveryMs || !get(hotline.line().chats, chatId)) return
    seenAt.set(chatId, now)
    void hotline.tell({ type: 'chat_seen', at: now, chatId })
  }

  return {
    door: () => (parts.keepsFacts() ? textDoor(hotline.line()).is : 'closed'),
    open: async (asker, { requestId, language, number }) => {
      const before = made.of(requestId)
      if (before) return before
      if (!parts.keepsFacts()) return { refused: 'store_down' }
      if (opened.used(asker)) return { refused: 'too_many_attempts' }
      const answer = { chatId: `chat-${parts.newId()}`, secret: parts.newSecret() }
      made.keep(requestId, answer)
      const secretHash = parts.hashOf(answer.secret)
      const { chatId } = answer
      const refusal = await hotline.tell({ type: 'chat_opened', at: clock.now(), chatId, secretHash, number, language })
      if (refusal === null) {
        opened.count(asker)
        return answer
      }
      made.drop(requestId)
      return { refused: refusal }
    },
    isHis: async (chatId, secret) => {
      const room = await roomOf(chatId)
      const tried = parts.hashOf(secret)
      const fits = isSame(tried, room?.secretHash ?? parts.hashOf(''))
      if (room === null || !fits) log.warn({ chatId }, 'forged chat secret')
      return room !== null && fits
    },
    isAgents: async (chatId, agentId) => {
      const agent = get(hotline.line().agents, agentId)
      return agent?.chatId === chatId || (await roomOf(chatId))?.agentId === agentId
    },
    look: async (chatId, { after, version }, by) => {
      if (by === 'citizen') isThere(chatId)
      const room = await roomOf(chatId)
      if (!room) return { refused: 'chat_unknown' }
      if (!stopped && room.endedAt === null && room.version === version) await happens(chatId)
      if (by === 'citizen') isThere(chatId)
      return viewOf(rooms.get(chatId) ?? room, after)
    },
    transcript: async chatId => {
      const room = await roomOf(chatId)
      return room ? viewOf(room, 0) : { refused: 'chat_unknown' }
    },
    say: (chatId, agentId, { text, requestId }) => {
      const wish = `${chatId} ${agentId} ${requestId}`
      const before = done.of(wish)
      if (before) return before
      const saying = async (): Promise<{ readonly done: true } | Refused> => {
        const side = `${chatId} ${agentId}`
        if ([...text].length > longestMessage) return { refused: 'text_too_long' }
        if (!parts.keepsFacts()) return { refused: 'store_down' }
        if (said.used(side)) return { refused: 'chat_too_fast' }
        said.count(side)
        const refusal = await hotline.tell({ type: 'chat_said', at: clock.now(), chatId, agentId, text })
        return refusal === null ? { done: true } : { refused: refusal }
      }
      const answer = saying()
      done.keep(wish, answer)
      // what was refused may be tried again
      void answer.then(
        result => 'refused' in result && done.drop(wish),
        () => done.drop(wish),
      )
      return answer
    },
    leave: async chatId => {
      await hotline.tell({ type: 'chat_left', at: clock.now(), chatId })
    },
    committed: facts => facts.forEach(note),
    restore: async () => {
      for (const row of await reads.openChats())
        rooms.set(row.id, { ...row, messages: await reads.chatMessages(row.id), version: clock.now() })
    },
    stop: () => {
      stopped = true
      for (const chatId of [...waiters.keys()]) wake(chatId)
    },
  }
}
