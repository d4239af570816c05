import type { JournalEntry } from '../domain/call/from-journal.ts'
import type { Effect } from '../domain/effect.ts'
import type { LineEvent } from '../domain/event.ts'
import type { Line } from '../domain/line/line.ts'
import { entries, get, values } from '../domain/sorted.ts'
import { type Comparison, compareAgents, compareCalls, compareParties } from './compare.ts'
import { hasChannel } from './compare-outbound.ts'
import type { Booked, Journal } from './journal.ts'
import type { ChannelSeen, Clock, Telephony } from './ports.ts'

/** What a comparison of the line with Asterisk found. */
export interface Differences {
  readonly events: readonly LineEvent[]
  /** Channels that belong to nobody, and requests of ours that an interruption may have swallowed. */
  readonly effects: readonly Effect[]
  /** Ended calls whose channel is no longer there either. */
  readonly over: readonly string[]
  /** Something could not be told yet: compare again soon. */
  readonly again: boolean
  /** Since when Asterisk's journal is asked for in vain; null: it is not. */
  readonly unreadableSince: number | null
}

/** Whom a comparison asks. */
export interface ReconcileParts {
  readonly telephony: Telephony
  readonly line: () => Line
  readonly clock: Clock
  /** Calls that have ended while their channel may still be there, and when. */
  readonly ended: ReadonlyMap<string, number>
  readonly books: Books
  /** When the present connection to Asterisk began, and the last one broke (null: none did). */
  readonly connectedAt: number
  readonly downAt: number | null
  readonly unreadableSince: number | null
  /** The first comparison after a connection: what we asked for before it may be lost. */
  readonly first: boolean
}

/** What is written about calls: by Asterisk, and in the ledger. */
export interface Books {
  readonly journal: Pick<Journal, 'read'>
  booked(callId: string): Promise<Booked | null>
}

/**
 * Compares the line with the channels and the journal of Asterisk (DESIGN.md D4, D6): what ended, moved or was answered there
 * meanwhile is told with its own instants; callers who wait there and are unknown are adopted in the order of their arrival;
 * what belongs to nobody is hung up with a reason. Doing it twice finds nothing the second time.
 */
export const reconcile = async (parts: ReconcileParts): Promise<Differences> => {
  const { telephony, line, clock, ended, books, connectedAt, downAt, first } = parts
  const before = line()
  const asked = clock.now()
  const seen = await telephony.channels()
  if (seen === null)
    return { events: [], effects: [], over: [], again: telephony.up, unreadableSince: parts.unreadableSince }
  const channels = new Map(seen.map(channel => [channel.id, channel]))
  const needed = first || needsJournal(before, channels)
  const written = needed ? await books.journal.read() : []
  const unreadableSince = written === null ? (parts.unreadableSince ?? asked) : null
  const journal = written && new Map(written.map(entry => [entry.callId, entry]))
  const strangers = [...strangersIn(line(), seen, ended), ...unknownEntries(line(), journal, ended)]
  const booked = new Map(
    await Promise.all([...new Set(strangers)].map(async id => [id, await books.booked(id)] as const)),
  )
  const startedAt = telephony.startedAt
  const comparison: Comparison = {
    before,
    now: line(),
    channels,
    journal,
    booked,
    asked,
    told: clock.now(),
    connectedAt,
    unreadableSince,
    startedAt,
    diedAt: startedAt === null ? asked : Math.min(downAt ?? startedAt, startedAt),
    ended,
    first,
  }
  const calls = compareCalls(comparison)
  const agents = compareAgents(comparison)
  const parties = compareParties(comparison)
  return {
    events: [...calls.events, ...agents.events, ...parties.events],
    effects: [...calls.effects, ...agents.effects, ...parties.effects],
    over: [...ended].filter(([id, at]) => !channels.has(id) && asked - at > 3_000).map(([id]) => id),
    again: calls.again || agents.again,
    unreadableSince,
  }
}

/** Whether Asterisk's own books can tell something that the channels do not. */
const needsJournal = (line: Line, channels: ReadonlyMap<string, ChannelSeen>): boolean => {
  for (const call of values(line.calls))
    if (hasChannel(call) && (call.fallback || channels.get(call.id)?.inStasis !== true)) return true
  for (const channel of channels.values()) if (channel.inFallback) return true
  for (const { leg } of values(line.agents)) if (leg !== null && !channels.has(leg)) return true
  return false
}

const strangersIn = (line: Line, seen: readonly ChannelSeen[], ended: ReadonlyMap<string, number>): string[] =>
  seen.filter(({ id, role }) => role === 'inbound' && !get(line.calls, id) && !ended.has(id)).map(({ id }) => id)

const unknownEntries = (
  line: Line,
  journal: ReadonlyMap<string, JournalEntry> | null,
  ended: ReadonlyMap<string, number>,
): string[] => {
  const known = new Set([...entries(line.calls)].map(([id]) => id))
  return [...(journal?.values() ?? [])]
    .filter(entry => entry.endedAt === null && !known.has(entry.callId) && !ended.has(entry.callId))
    .map(entry => entry.callId)
}
