import type { DialMode, Purpose } from '../campaign/campaign.ts'
import type { NetworkResult } from '../campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../campaign/outcome.ts'

/** A callback task as a campaign gives it to the line, for one agent. Times in ms. */
export interface TaskOrder {
  readonly taskId: string
  readonly campaignId: string
  readonly purpose: Purpose
  readonly mode: DialMode
  /** The queue (medium `outbound`) whose agents may have it, and whose wrap-up and recording hold for it. */
  readonly queueId: string
  /** E.164. */
  readonly number: string
  readonly caseNo: string | null
  /** The number of the hotline that the citizen sees. */
  readonly shownNumber: string
  readonly previewMs: number
  readonly ringMs: number
  /** It is taken only while more than so many agents are ready. */
  readonly keepReady: number
}

/** What an agent says that an attempt came to. */
export interface Conclusion {
  readonly outcome: AttemptOutcome
  /** The time the citizen has asked for, UTC ms; null but for an appointment. */
  readonly appointment: number | null
  readonly note: string
}

/** What a call that the hotline makes is for, and how far it is. Of a citizen's own call there is none. */
export interface Outbound {
  readonly order: TaskOrder
  /** Who has the task and says what came of it, whoever talks with the citizen meanwhile. */
  readonly agentId: string
  /** null: not dialled yet. */
  readonly dialledAt: number | null
  /** Whether the network lets ring, and whether it sends sound before an answer. */
  readonly rings: boolean
  readonly earlyMedia: boolean
  /** Once it is over. */
  readonly network: NetworkResult | null
  /** The kept place that it is made for, until it is dialled; left out: none. */
  readonly keptPlace?: string
  /** What its agent has said already, while the call goes on with others. */
  readonly said: Conclusion | null
}

/** The id of a call that the hotline makes, which is also its channel; `token` makes it the only one. */
export const outboundIdOf = (token: string): string => `out-${token}`

/** Whether a channel is a citizen's whom the hotline rings, by its id. */
export const isOutbound = (channel: string): boolean => /^out-(?!.*-(?:offer|party)-\d+$)/.test(channel)
