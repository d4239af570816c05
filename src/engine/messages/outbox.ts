import { templates } from '../../domain/messages/catalogue.ts'
import { type MessageKind, type MessageRequest, messageKinds, messageOf } from '../../domain/messages/message.ts'
import { newEntry, type OutboxEntry } from '../../domain/messages/outbox-table.ts'
import { retryPlans } from '../../domain/messages/retry.ts'
import { MessageError, type Template } from '../../domain/messages/template.ts'
import { nextLocalHour } from '../local-day.ts'
import type { Clock, Log } from '../ports.ts'
import { createLane, type Lane } from './lane.ts'
import type { MessageReads, MessageWrites } from './message-store.ts'
import type { MessageCarrier } from './ports.ts'

export interface OutboxParts {
  readonly reads: MessageReads
  readonly writes: Pick<MessageWrites, 'addMessage' | 'moveMessage' | 'forgetMessages'>
  /** A kind without a carrier is refused; what waits for it from before waits until it is too late. */
  readonly carriers: Readonly<Partial<Record<MessageKind, MessageCarrier>>>
  readonly clock: Clock
  readonly log: Log
  readonly zone: string
  /** Whether this server still acts, verified now; nothing leaves a server that does not. */
  readonly acts: () => Promise<boolean>
  /** 0 ≤ x < 1, each time anew. */
  readonly random: () => number
  /** How long messages that ended are kept, days. */
  readonly keepDays: number
  readonly catalogue?: Readonly<Record<string, Template>>
  /** Attempts of one kind at once; at most one to the same recipient. */
  readonly atOnce?: number
}

/** How the outbox fares, as it was counted last. */
export interface OutboxFigures {
  /** Messages that are due and have not left, by kind. */
  readonly waiting: Readonly<Record<MessageKind, number>>
  /** Messages that failed or expired and are still kept, by kind. */
  readonly lost: Readonly<Record<MessageKind, number>>
  /** When the oldest of those that wait was due; null: none waits. */
  readonly oldestDueAt: number | null
}

/** Messages on their way out of the house, kept until they are taken. */
export interface Outbox {
  /**
   * Takes a message; resolves when it is stored, with `known` where there is or was one under its key. It leaves when it is due, once where all goes
   * well; a crash between sending and booking sends it again under the same key. Rejects with a `MessageError` for what cannot be sent, and as the
   * store does when it is away: then nothing is stored, and asking again under the same key is safe.
   */
  send(request: MessageRequest): Promise<'stored' | 'known'>
  /** Whether messages of this kind can leave. */
  carries(kind: MessageKind): boolean
  readonly figures: OutboxFigures
  start(): void
  /** Resolves when what is under way is booked or given up. */
  stop(): Promise<void>
}

const countEveryMs = 60_000
const quietHour = 2
const forgottenAtOnce = 500
const dayMs = 86_400_000

const none: Readonly<Record<MessageKind, number>> = { sms: 0, email: 0, webhook: 0 }

/** Opens the outbox. Nothing leaves before `start`. */
export const createOutbox = (parts: OutboxParts): Outbox => {
  const { reads, writes, carriers, clock, log, zone, keepDays, catalogue = templates } = parts
  const lanes: Readonly<Record<MessageKind, Lane>> = {
    sms: createLane('sms', parts),
    email: createLane('email', parts),
    webhook: createLane('webhook', parts),
  }
  let figures: OutboxFigures = { waiting: none, lost: none, oldestDueAt: null }
  let stopped = false
  let cancelCount = () => {}
  let cancelNight = () => {}

  const count = async (): Promise<void> => {
    const waiting = { ...none }
    const lost = { ...none }
    let oldest = Number.POSITIVE_INFINITY
    for (const { kind, state, count: many, oldestDueAt } of await reads.outboxCounts(clock.now())) {
      if (state === 'failed' || state === 'expired') lost[kind] += many
      else waiting[kind] += many
      if (oldestDueAt !== null) oldest = Math.min(oldest, oldestDueAt)
    }
    figures = { waiting, lost, oldestDueAt: Number.isFinite(oldest) ? oldest : null }
  }

  const countAgain = (): void => {
    void count()
      .catch(error => log.warn({ err: error }, 'the outbox could not be counted'))
      .finally(() => {
        if (!stopped) cancelCount = clock.at(clock.now() + countEveryMs, countAgain)
      })
  }

  const forget = async (): Promise<void> => {
    const before = clock.now() - keepDays * dayMs
    for (let gone = forgottenAtOnce; gone === forgottenAtOnce && !stopped; )
      gone = await writes.forgetMessages(before, forgottenAtOnce)
  }

  const planNight = (): void => {
    cancelNight = clock.at(nextLocalHour(clock.now(), zone, quietHour), () => {
      void forget()
        .catch(error => log.error({ err: error }, 'old messages could not be deleted; it is done again the next night'))
        .finally(() => {
          if (!stopped) planNight()
        })
    })
  }

  return {
    send: async request => {
      const now = clock.now()
      const { kind } = request.to
      if (!carriers[kind]) throw new MessageError('no_carrier', `Nothing is set up that carries ${kind}.`)
      const rules = { plan: retryPlans[kind], zone }
      const entry: OutboxEntry = newEntry(messageOf(request, now, catalogue), request.dueAt ?? now, rules)
      const added = await writes.addMessage(entry)
      if (!added) return 'known'
      if (entry.endedAt !== null)
        log.warn({ key: entry.key, kind, why: entry.lastError }, 'a message can only leave when it is too late')
      else lanes[kind].wake(entry.nextAt)
      return 'stored'
    },
    carries: kind => carriers[kind] !== undefined,
    get figures() {
      return figures
    },
    start: () => {
      for (const kind of messageKinds) lanes[kind].start()
      countAgain()
      planNight()
    },
    stop: async () => {
      stopped = true
      cancelCount()
      cancelNight()
      await Promise.all(messageKinds.map(kind => lanes[kind].stop()))
    },
  }
}
