import type { ChatEnd } from '../../domain/chats/chat.ts'
import type { ChatSpeaker } from '../../domain/chats/chat-facts.ts'

/** A chat as the store has it. Instants are UTC ms. */
export interface ChatRow {
  readonly id: string
  readonly language: 'zh' | 'en'
  readonly secretHash: string
  readonly number: string | null
  readonly openedAt: number
  readonly acceptedAt: number | null
  readonly agentId: string | null
  readonly endedAt: number | null
  readonly cause: ChatEnd | null
  readonly endedBy: 'citizen' | 'agent' | 'system' | null
}

/** A message; `house`: `text` is a code that pages have words for. */
export interface ChatMessage {
  readonly n: number
  readonly at: number
  readonly from: ChatSpeaker
  readonly agentId: string | null
  readonly text: string
}

/** What is read of chats. */
export interface ChatReads {
  chat(id: string): Promise<ChatRow | null>
  /** All of a chat's messages, in order. */
  chatMessages(id: string): Promise<readonly ChatMessage[]>
  /** Chats that have not ended. */
  openChats(): Promise<readonly ChatRow[]>
}
