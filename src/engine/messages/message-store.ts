import type { MessageKind } from '../../domain/messages/message.ts'
import type { OutboxEntry, OutboxState } from '../../domain/messages/outbox-table.ts'

/** A system of a department that is told by webhook. */
export interface WebhookTarget {
  readonly id: string
  readonly url: string
  /** The key its deliveries are signed with. */
  readonly secret: string
  /** While the receiver changes over: the key before, under which each delivery is signed as well. */
  readonly formerSecret: string | null
  /** When and why nothing more is sent there; null: it is. */
  readonly disabledAt: number | null
  readonly disabledWhy: string | null
}

/** How full the outbox is, by kind and state. */
export interface OutboxCount {
  readonly kind: MessageKind
  readonly state: OutboxState
  readonly count: number
  /** Of those that are due: when the oldest was. */
  readonly oldestDueAt: number | null
}

/** What is read of messages. */
export interface MessageReads {
  /** Messages of a kind that wait and whose time has come, urgent and old ones first; none to one of `except`. */
  messagesDue(kind: MessageKind, now: number, except: readonly string[], limit: number): Promise<readonly OutboxEntry[]>
  /** Messages of a kind that somebody is sending, or was when he died. */
  messagesBeingSent(kind: MessageKind): Promise<readonly OutboxEntry[]>
  /** When the next message of a kind that waits is to be looked at; null: none waits. */
  nextMessageAt(kind: MessageKind): Promise<number | null>
  message(key: string): Promise<OutboxEntry | null>
  /** Counts what has no end and is due by `now`, and what failed or expired and is still kept. */
  outboxCounts(now: number): Promise<readonly OutboxCount[]>
  webhookTarget(id: string): Promise<WebhookTarget | null>
}

/** What is written of messages; outside the ledger. */
export interface MessageWrites {
  /** Keeps a new message; false: there is or was one under this key, which stays as it is. */
  addMessage(entry: OutboxEntry): Promise<boolean>
  /** Puts `to` in the place of `from`; false: it is not as `from` says, and stays. */
  moveMessage(from: OutboxEntry, to: OutboxEntry): Promise<boolean>
  /** Deletes at most `limit` messages that ended before this instant; how many there were. */
  forgetMessages(endedBefore: number, limit: number): Promise<number>
  saveWebhookTarget(target: WebhookTarget): Promise<void>
  /** Nothing more is sent to it, unless it was saved with another address meanwhile. */
  disableWebhookTarget(target: Pick<WebhookTarget, 'id' | 'url'>, at: number, why: string): Promise<void>
}
