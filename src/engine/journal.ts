import { type BookedSoFar, factsFromJournal, type JournalEntry } from '../domain/call/from-journal.ts'
import type { Fact } from '../domain/fact.ts'
import type { Line } from '../domain/line/line.ts'
import { isOutbound } from '../domain/outbound/outbound.ts'
import { queueForDialled } from '../domain/queue/queue.ts'
import { get, values } from '../domain/sorted.ts'
import type { Clock, Log } from './ports.ts'
import type { CallRow } from './store.ts'

/** Asterisk's own books of calls. */
export interface Journal {
  /** All calls written there; null when Asterisk cannot be asked. */
  read(): Promise<readonly JournalEntry[] | null>
  /** Takes these calls out of the journal. */
  forget(callIds: readonly string[]): Promise<void>
}

const isOver = ({ arrived, endedAt }: JournalEntry, startedAt: number | null, now: number): boolean =>
  endedAt === null ? arrived !== null && startedAt !== null && arrived.at < startedAt : now - endedAt >= settleMs

/** Calls that ended more lately than this may still be on their way into the ledger. */
const settleMs = 10_000

/** What the ledger holds of a call, and whether it has its end. */
export interface Booked extends BookedSoFar {
  readonly ended: boolean
}

/** What a stored call says of itself to the journal. */
export const bookedOf = (row: CallRow): Booked => ({
  arrivedAt: row.arrivedAt,
  number: row.number,
  answeredAt: row.answeredAt,
  waitEnded: row.abandonStage !== null || row.overflowReason !== null || row.failReason !== null,
  fallback: row.fallback,
  ended: row.endedAt !== null,
})

/**
 * Books what Asterisk wrote down about calls that the server did not see to their end, and takes from the journal what the
 * ledger holds, and what cannot be read (with a logged reason). Returns how many calls were booked. Doing it twice changes nothing.
 */
export const drainJournal = async (parts: {
  readonly journal: Journal
  booked(callId: string): Promise<Booked | null>
  /** Resolves when all that the line has said so far is durable. */
  settled(): Promise<void>
  readonly line: () => Line
  readonly clock: Clock
  readonly log: Log
  /** When this Asterisk was started: what it wrote of calls from before, and not to their end, has no end to come. */
  readonly startedAt: number | null
  /** Makes facts durable and tells the pages, in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
}): Promise<number> => {
  const { journal, line, clock, log, startedAt, book } = parts
  const entries = await journal.read()
  if (entries === null) return 0
  const done: string[] = []
  let booked = 0
  for (const entry of entries) {
    if (!isOver(entry, startedAt, clock.now())) continue
    const now = line()
    if (get(now.calls, entry.callId)) continue
    // what the line has said of a call it no longer holds is on its way: it must be there before the ledger is asked
    await parts.settled()
    const known = await parts.booked(entry.callId)
    // what has no end and is not booked is the comparison's to close
    if (entry.endedAt === null && !known?.ended) continue
    // of an attempt that is not in the line nothing else is to be booked
    if (!known?.ended && !isOutbound(entry.callId)) {
      const queue = queueForDialled(now.queues, entry.arrived?.dialled ?? '')
      if (!queue) continue
      if (entry.arrived === null && !known) log.warn({ entry }, 'an entry of the journal cannot be read; it is dropped')
      const agentOf = (extension: string) => [...values(now.agents)].find(agent => agent.extension === extension)?.id
      const facts = factsFromJournal(entry, known, queue, agentOf, clock.now())
      if (facts.length > 0) {
        await book(facts)
        booked += 1
      }
    }
    done.push(entry.callId)
  }
  if (done.length > 0) await journal.forget(done)
  return booked
}
