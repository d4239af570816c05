import type { OfferReason, OfferResult } from '../fact.ts'
import type { ChatEnd } from './chat.ts'

/** Who wrote a message; `house`: nobody, `text` is then a code that pages have words for. */
export type ChatSpeaker = 'citizen' | 'agent' | 'house'

/** What happens to chats: facts of the same ledger as those of calls, of kinds of their own, so that no figure of calls counts them. */
export type ChatFactBody =
  /** `secretHash`: of the secret by which the citizen's page is known again. */
  | {
      readonly kind: 'chat_opened'
      readonly chatId: string
      readonly queueId: string
      readonly priority: number
      readonly language: 'zh' | 'en'
      readonly secretHash: string
      /** Where he may be rung, as he gave it; E.164. */
      readonly number: string | null
    }
  | {
      readonly kind: 'chat_offered'
      readonly chatId: string
      readonly offerId: string
      readonly agentId: string
      readonly reason: OfferReason
    }
  | {
      readonly kind: 'chat_offer_ended'
      readonly chatId: string
      readonly offerId: string
      readonly agentId: string
      readonly result: OfferResult
    }
  | {
      readonly kind: 'chat_accepted'
      readonly chatId: string
      readonly offerId: string
      readonly agentId: string
      /** From his arrival to the first agent; of one who took it over from another, from then. */
      readonly waitMs: number
    }
  /** `n` counts the messages of a chat from 1 without a gap. */
  | {
      readonly kind: 'chat_said'
      readonly chatId: string
      readonly n: number
      readonly from: ChatSpeaker
      readonly agentId: string | null
      readonly text: string
    }
  /** His agent's console was gone too long, or a leader freed the agent: the citizen waits again, in the place of his arrival. */
  | { readonly kind: 'chat_returned'; readonly chatId: string; readonly agentId: string; readonly why: string }
  | {
      readonly kind: 'chat_ended'
      readonly chatId: string
      readonly cause: ChatEnd
      readonly by: 'citizen' | 'agent' | 'system'
      /** From the first agent's taking it; null: nobody took it. */
      readonly talkMs: number | null
    }
