import type { Message } from './message.ts'
import { quietUntil } from './quiet.ts'
import { type RetryPlan, waitAfter } from './retry.ts'

/** Where a message stands. `sending`: handed to a carrier, and nothing is known of it yet. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'failed' | 'expired'

/** A message in the outbox. Instants in UTC ms. */
export interface OutboxEntry extends Message {
  readonly state: OutboxState
  /** When it was first to leave; later where quiet hours hold it. */
  readonly dueAt: number
  /** When it is looked at next. */
  readonly nextAt: number
  /** Attempts, with the one that is under way. */
  readonly tries: number
  readonly lastError: string | null
  /** When it was sent, failed or expired. */
  readonly endedAt: number | null
  /** What the carrier calls it. */
  readonly receipt: string | null
}

export type OutboxEvent =
  /** Its time has come. */
  | { readonly type: 'time'; readonly at: number }
  /** The carrier has taken it. */
  | { readonly type: 'taken'; readonly at: number; readonly receipt: string | null }
  /** The carrier could not take it now. `afterMs`: not before; `jitter`: 0 ≤ x < 1. */
  | {
      readonly type: 'not_now'
      readonly at: number
      readonly why: string
      readonly afterMs?: number
      readonly jitter: number
    }
  /** The carrier will never take it. */
  | { readonly type: 'refused'; readonly at: number; readonly why: string }
  /** Whoever was sending it is gone: whether it left is not known. */
  | { readonly type: 'interrupted'; readonly at: number }

export interface OutboxRules {
  readonly plan: RetryPlan
  /** The city's zone, for the quiet hours. */
  readonly zone: string
}

type Of<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>

type Rules = {
  readonly [Type in OutboxEvent['type']]?: (entry: OutboxEntry, event: Of<Type>, rules: OutboxRules) => OutboxEntry
}

const ended = (entry: OutboxEntry, state: OutboxState, at: number, lastError: string | null): OutboxEntry => ({
  ...entry,
  state,
  lastError,
  endedAt: at,
})

const expired = (entry: OutboxEntry, at: number, why: string): OutboxEntry =>
  ended(entry, 'expired', at, entry.lastError === null ? why : `${why}; before that: ${entry.lastError}`)

/** Waits until then, but never for what would be too late by then. */
const waiting = (entry: OutboxEntry, nextAt: number, at: number): OutboxEntry =>
  nextAt > entry.notAfter
    ? expired(entry, at, 'the next attempt would be too late')
    : { ...entry, state: 'waiting', nextAt }

const held = (entry: OutboxEntry, until: number, at: number): OutboxEntry =>
  until > entry.notAfter
    ? expired(entry, at, 'quiet hours last until it is too late')
    : { ...entry, dueAt: until, nextAt: until }

const onTime = (entry: OutboxEntry, { at }: Of<'time'>, { zone }: OutboxRules): OutboxEntry => {
  if (at > entry.notAfter) return expired(entry, at, 'too late')
  if (at < entry.nextAt) return entry
  const quiet = entry.kind === 'sms' && !entry.urgent ? quietUntil(at, zone) : null
  if (quiet !== null) return held(entry, quiet, at)
  return { ...entry, state: 'sending', tries: entry.tries + 1 }
}

/** What may happen to a message in each state (docs/states.md). What is not here is an error. */
export const outboxTable: Readonly<Record<OutboxState, Rules>> = {
  waiting: { time: onTime },
  sending: {
    taken: (entry, { at, receipt }) => ({ ...ended(entry, 'sent', at, null), receipt }),
    not_now: (entry, { at, why, afterMs, jitter }, { plan }) => {
      const tried = { ...entry, lastError: why }
      if (entry.tries >= plan.tries) return ended(tried, 'failed', at, why)
      return waiting(tried, at + waitAfter(plan, entry.tries, jitter, afterMs), at)
    },
    refused: (entry, { at, why }) => ended(entry, 'failed', at, why),
    interrupted: (entry, { at }, { plan }) => {
      const why = 'the server ended while it was sent; it may have arrived'
      if (entry.tries >= plan.tries) return ended(entry, 'failed', at, why)
      return waiting({ ...entry, lastError: why }, at, at)
    },
  },
  sent: {},
  failed: {},
  expired: {},
}

/** A message that was just asked for; where it could only leave too late it is over already. */
export const newEntry = (message: Message, dueAt: number, { zone }: OutboxRules): OutboxEntry => {
  const entry: OutboxEntry = {
    ...message,
    state: 'waiting',
    dueAt,
    nextAt: dueAt,
    tries: 0,
    lastError: null,
    endedAt: null,
    receipt: null,
  }
  const quiet = message.kind === 'sms' && !message.urgent ? quietUntil(dueAt, zone) : null
  return quiet === null ? entry : held(entry, quiet, message.createdAt)
}

/** The entry after an event; null: nothing like that can happen to it. */
export const afterOutboxEvent = (entry: OutboxEntry, event: OutboxEvent, rules: OutboxRules): OutboxEntry | null => {
  const rule = outboxTable[entry.state][event.type] as
    | ((entry: OutboxEntry, event: OutboxEvent, rules: OutboxRules) => OutboxEntry)
    | undefined
  return rule ? rule(entry, event, rules) : null
}
