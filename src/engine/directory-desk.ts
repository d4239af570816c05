import type { Fact, FactBody } from '../domain/fact.ts'
import type { Line } from '../domain/line/line.ts'
import { normaliseCaller } from '../domain/number/normalise.ts'
import { type DirectoryEntry, isSound, losesEmergency } from '../domain/transfer/directory.ts'
import { outsideTarget } from '../domain/transfer/party.ts'
import type { ErrorCode } from '../wire/errors.ts'
import { createTurns } from './cases/in-turn.ts'
import type { Clock } from './ports.ts'
import type { Writes } from './store.ts'
import type { Targets } from './targets.ts'

/** What an admin may do with the directory. What is done holds at once, also for talks that go on. */
export interface DirectoryDesk {
  /** Puts an entry into the directory or in the place of the one with its id; gives it as it is kept, its number normalised. */
  set(by: string, entry: DirectoryEntry): Promise<{ readonly done: DirectoryEntry } | { readonly refused: ErrorCode }>
  /** Takes an entry out; null: done. */
  remove(by: string, id: string): Promise<ErrorCode | null>
}

export interface DirectoryDeskParts {
  readonly targets: Pick<Targets, 'directory' | 'refresh'>
  readonly write: Pick<Writes, 'saveDirectoryEntry' | 'removeDirectoryEntry'>
  line(): Line
  /** Makes facts durable in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
  /** Whether the store takes settings now: a fact of what was not done must not stand in the ledger. */
  healthy(): boolean
  readonly clock: Pick<Clock, 'now'>
  /** The city's area code with its 0. */
  readonly homeArea: string
}

type Change = Extract<FactBody, { readonly kind: 'directory_set' | 'directory_removed' }>

/** At most so many entries: the chooser of a desk is sent all of them. */
const mostEntries = 2_000

/** Changes are made one after the other, so that two of them together cannot take an emergency number away. */
export const createDirectoryDesk = (parts: DirectoryDeskParts): DirectoryDesk => {
  const { targets, write, book, clock, homeArea } = parts
  const inTurn = createTurns()

  const change = async (fact: Change, store: () => Promise<void>): Promise<ErrorCode | null> => {
    if (!parts.healthy()) return 'store_down'
    const now = clock.now()
    await book([{ at: now, received: now, ...fact }])
    await store()
    await targets.refresh()
    return null
  }

  /** The number as it is dialled, or why it cannot be. */
  const numberOf = (text: string): { readonly number: string } | { readonly refused: ErrorCode } => {
    const { number } = normaliseCaller(text, homeArea)
    if (number === null || outsideTarget(number) === null) return { refused: 'number_not_callable' }
    const own = parts.line().queues.some(queue => queue.dialledNumbers.includes(number))
    return own ? { refused: 'own_number' } : { number }
  }

  return {
    set: (by, wished) =>
      inTurn('directory', async () => {
        const found = numberOf(wished.number)
        if ('refused' in found) return found
        const entry = { ...wished, number: found.number }
        if (!isSound(entry)) return { refused: 'bad_request' }
        const before = targets.directory()
        const others = before.filter(({ id }) => id !== entry.id)
        if (losesEmergency(before, [...others, entry])) return { refused: 'emergency_needed' }
        if (others.length >= mostEntries) return { refused: 'directory_full' }
        const refused = await change({ kind: 'directory_set', by, entry }, () => write.saveDirectoryEntry(entry))
        return refused === null ? { done: entry } : { refused }
      }),
    remove: (by, id) =>
      inTurn('directory', async () => {
        const before = targets.directory()
        const after = before.filter(entry => entry.id !== id)
        if (after.length === before.length) return 'not_found'
        if (losesEmergency(before, after)) return 'emergency_needed'
        return change({ kind: 'directory_removed', by, entryId: id }, () => write.removeDirectoryEntry(id))
      }),
  }
}
