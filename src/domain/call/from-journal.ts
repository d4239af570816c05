import { agentOfStandingLeg } from '../effect.ts'
import type { LegEnd } from '../event.ts'
import type { Fact, FactBody } from '../fact.ts'
import { type CallerNumber, canBeRungBack } from '../number/normalise.ts'
import { fallbackOfferId } from './fallback.ts'

/** What Asterisk itself wrote down about one call (DESIGN.md D6). Instants are Asterisk's own, UTC ms. */
export interface JournalEntry {
  readonly callId: string
  readonly arrived: { readonly at: number; readonly dialled: string; readonly caller: CallerNumber } | null
  /** It left the server's hands for the native queue. */
  readonly fallback: { readonly at: number; readonly why: string } | null
  readonly answered: { readonly at: number; readonly extension: string } | null
  /** Agents' legs of the call that have ended, by id. */
  readonly legs: ReadonlyMap<string, { readonly at: number; readonly how: LegEnd }>
  /** Nobody of the native queue took it, and the caller heard the last word. */
  readonly missedAt: number | null
  readonly endedAt: number | null
  /** The Q.850 cause of its end and what it means, and whether somebody had answered; of no meaning before. */
  readonly cause: number | null
  readonly how: LegEnd
  readonly wasUp: boolean
  /** The standing leg he was joined with when he hung up; null: with none, or with one that was rung for him. */
  readonly joinedWith: string | null
}

/** How far the ledger has come with that call; null when it does not know it. */
export interface BookedSoFar {
  readonly arrivedAt: number
  readonly number: string | null
  readonly answeredAt: number | null
  /** The wait has ended in another way (overflow, abandonment, failure). */
  readonly waitEnded: boolean
  /** The native queue is known to have had it. */
  readonly fallback: boolean
}

/**
 * The facts that complete a call which went on or ended while the server was away, with its exact times. Nothing for a call
 * whose end is not written, or that the journal saw too little of.
 */
export const factsFromJournal = (
  entry: JournalEntry,
  booked: BookedSoFar | null,
  queue: { readonly id: string; readonly priority: number },
  agentOf: (extension: string) => string | undefined,
  now: number,
): readonly Fact[] => {
  const { callId, arrived, endedAt } = entry
  const arrivedAt = booked?.arrivedAt ?? arrived?.at
  if (endedAt === null || arrivedAt === undefined) return []
  const facts: Fact[] = []
  const note = (at: number, body: FactBody) => facts.push({ at, received: now, ...body })
  if (!booked && arrived)
    note(arrivedAt, {
      kind: 'call_arrived',
      callId,
      queueId: queue.id,
      dialled: arrived.dialled,
      rawNumber: arrived.caller.raw,
      number: arrived.caller.number,
      withheld: arrived.caller.withheld,
      priority: queue.priority,
      skills: [],
      adopted: true,
    })
  if (entry.fallback && !booked?.fallback)
    note(entry.fallback.at, { kind: 'call_to_fallback', callId, why: entry.fallback.why })
  const number = booked?.number ?? arrived?.caller.number ?? null
  const { agentId, at: taken } = whoTook(entry, endedAt, agentOf)
  let answeredAt = booked?.answeredAt ?? null
  let cause: 'completed' | 'abandoned' | 'failed' | 'overflow' = answeredAt === null ? 'abandoned' : 'completed'
  if (answeredAt === null && agentId !== undefined) {
    answeredAt = taken
    cause = 'completed'
    const id = fallbackOfferId(callId)
    const waitMs = Math.max(0, answeredAt - arrivedAt)
    note(answeredAt, { kind: 'call_answered', callId, offerId: id, agentId, leg: id, waitMs, queueMs: waitMs })
    const talkMs = Math.max(0, endedAt - answeredAt)
    note(endedAt, { kind: 'leg_ended', callId, leg: id, agentId, how: 'unseen', talkMs })
  } else if (answeredAt === null && booked?.waitEnded) cause = 'overflow'
  else if (answeredAt === null) {
    const missed = entry.missedAt !== null
    const at = entry.missedAt ?? endedAt
    const waitMs = Math.max(0, at - arrivedAt)
    cause = missed ? 'failed' : 'abandoned'
    if (missed) note(at, { kind: 'call_failed', callId, reason: 'no_agent_without_server', waitMs })
    else note(at, { kind: 'call_abandoned', callId, stage: 'queue', waitMs })
    if (canBeRungBack(number)) note(at, { kind: 'missed_call', callId, number, why: missed ? 'failed' : 'abandoned' })
  }
  const talkMs = answeredAt === null ? null : Math.max(0, endedAt - answeredAt)
  note(endedAt, { kind: 'call_ended', callId, arrivedAt, cause, by: 'unknown', talkMs })
  return facts
}

/**
 * Who had the caller when he hung up, and since when: a member of the native queue; or an agent with whom a server joined him that died before
 * it could write so, of which only the end is known.
 */
const whoTook = (
  { answered, joinedWith }: JournalEntry,
  endedAt: number,
  agentOf: (extension: string) => string | undefined,
): { readonly agentId: string | undefined; readonly at: number } => {
  if (answered) return { agentId: agentOf(answered.extension), at: answered.at }
  return { agentId: (joinedWith === null ? null : agentOfStandingLeg(joinedWith)) ?? undefined, at: endedAt }
}
