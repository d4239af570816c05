import { revealingRole } from '../../domain/cases/access.ts'
import type { Told, Viewing } from '../../domain/cases/access-facts.ts'
import type { Fact } from '../../domain/fact.ts'
import type { Clock } from '../ports.ts'
import { actorOf, type Viewer } from '../viewer.ts'
import type { CaseRow } from './case-store.ts'

/** Whose case it is. null: not known, or the requester stays anonymous. */
export interface Identity {
  readonly requesterName: string | null
  readonly number: string | null
  readonly contact: CaseRow['contact']
}

export type AccessRefusal = 'case_not_yours' | 'too_many_attempts' | 'store_down'

/** Tells whose case it is and keeps who looked: nothing is told that no ledger holds. */
export interface CaseAccess {
  reveal(
    viewer: Viewer,
    row: CaseRow,
    reason: string,
    address: string,
  ): Promise<{ readonly done: Identity } | { readonly refused: AccessRefusal }>
  /** Resolves with true once it is in the ledger that he saw this; false: it cannot be, and he must not see it. */
  viewed(viewer: Viewer, row: Pick<CaseRow, 'caseNo'>, what: Viewing, address: string): Promise<boolean>
}

export interface CaseAccessParts {
  /** Makes facts durable. */
  book(facts: readonly Fact[]): Promise<void>
  /** Whether facts can be kept now. */
  keepsFacts(): boolean
  readonly clock: Pick<Clock, 'now'>
}

/** Reading on and coming back to a case within this time is one viewing. */
const oneViewingMs = 10 * 60_000
const mostViewings = 20_000

/** Work needs a few in an hour; whoever tells off the whole list shows. */
const revealsPerHour = 40
const hourMs = 3_600_000

export const createCaseAccess = ({ book, keepsFacts, clock }: CaseAccessParts): CaseAccess => {
  /** When each viewing was booked, the oldest first. */
  const viewings = new Map<string, number>()
  /** When each person was told something, in the last hour. */
  const told = new Map<string, readonly number[]>()

  const booked = async (fact: Fact): Promise<boolean> => {
    if (!keepsFacts()) return false
    try {
      await book([fact])
      return keepsFacts()
    } catch {
      return false
    }
  }

  return {
    async reveal(viewer, row, reason, address) {
      const role = revealingRole(actorOf(viewer), row)
      if (role === null) return { refused: 'case_not_yours' }
      const now = clock.now()
      const { caseNo, requesterName, number, contact } = row
      const lately = (told.get(viewer.name) ?? []).filter(at => now - at < hourMs)
      if (lately.length >= revealsPerHour) return { refused: 'too_many_attempts' }
      told.set(viewer.name, [...lately, now])
      const name = requesterName === '' ? null : requesterName
      const what: Told[] = [
        ...(name === null ? [] : ['name' as const]),
        ...(number === null ? [] : ['number' as const]),
        'contact',
      ]
      const of = {
        at: now,
        received: now,
        caseNo,
        by: viewer.name,
        role,
        reason: reason.trim(),
        address,
        what,
      } as const
      if (!(await booked({ kind: 'case_revealed', ...of }))) return { refused: 'store_down' }
      return { done: { requesterName: name, number, contact } }
    },

    async viewed(viewer, { caseNo }, what, address) {
      const now = clock.now()
      const key = JSON.stringify([viewer.name, caseNo, what])
      if (now - (viewings.get(key) ?? Number.NEGATIVE_INFINITY) < oneViewingMs) return true
      const of = { at: now, received: now, caseNo, by: viewer.name, role: viewer.role, address, what } as const
      if (!(await booked({ kind: 'case_viewed', ...of }))) return false
      viewings.delete(key)
      viewings.set(key, now)
      const [oldest] = viewings.keys()
      if (viewings.size > mostViewings && oldest !== undefined) viewings.delete(oldest)
      return true
    },
  }
}
