import type { SkillLevel } from '../queue/queue.ts'
import type { Demand } from '../routing/demand.ts'

/** States of a chat while it is in the line; one that ended is in the ledger only. `open`: an agent has taken it. */
export type ChatState = 'waiting' | 'offered' | 'open'

/** The one cause each chat ends with. `silent`: the citizen's page was gone while he waited; `idle`: neither side wrote for long. */
export type ChatEnd = 'completed' | 'left' | 'silent' | 'max_wait' | 'idle'

/** One agent's chance to take a chat. */
export interface ChatOffer {
  readonly id: string
  readonly agentId: string
  readonly madeAt: number
  readonly until: number
}

/** A citizen who writes with an agent, or waits for one (网络座席). Instants are UTC ms. */
export interface Chat {
  readonly id: string
  readonly state: ChatState
  readonly since: number
  readonly queueId: string
  readonly priority: number
  readonly skills: readonly SkillLevel[]
  /** What it asks of an agent on its present rung. */
  readonly demand: Demand
  readonly language: 'zh' | 'en'
  readonly number: string | null
  /** His arrival, which is his place in the line also when he waits a second time. */
  readonly openedAt: number
  /** Since when he waits now: the ladder counts from here. */
  readonly waitsSince: number
  readonly rung: number
  readonly offersMade: number
  readonly offer: ChatOffer | null
  readonly agentId: string | null
  /** When the first agent took it; null until then. */
  readonly acceptedAt: number | null
  /** Messages so far: the number of the last one. */
  readonly said: number
  /** When somebody wrote last while an agent has it. */
  readonly saidAt: number
  readonly reminded: boolean
  /** When the citizen's page was heard of last. */
  readonly seenAt: number
  /** When the line must act if nothing else happens. */
  readonly until: number
}

/** The id of a chat's n-th offer (from 1). */
export const chatOfferIdOf = (chatId: string, n: number): string => `${chatId}-offer-${n}`

/** Whether an id is that of a chat, and of no call. */
export const isChatId = (id: string): boolean => id.startsWith('chat-')

/** Longest message, in characters. */
export const longestMessage = 1_000
