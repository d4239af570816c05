import type { Person, SharedNumberKind } from '../../domain/cases/person.ts'
import type { FactKind } from '../../domain/fact.ts'
import type { CaseCallRow, CaseRow } from '../cases/case-store.ts'
import type { CallRow, MissedCallRow, RecordingRow } from '../store.ts'

/** A call of a case, or a note on it. */
export interface PersonCaseCall extends CaseCallRow {
  readonly caseNo: string
}

/** What the hotline holds of one number (PIPL art. 45). */
export interface PersonRecords {
  /** It belongs to nobody in particular. */
  readonly shared: SharedNumberKind | null
  readonly persons: readonly Person[]
  /** Cases of this number, and those that came from one of its calls without naming it. */
  readonly cases: readonly CaseRow[]
  readonly caseCalls: readonly PersonCaseCall[]
  readonly ratings: readonly {
    readonly caseNo: string
    readonly at: number
    readonly result: string
    readonly score: string | null
    readonly reason: string
  }[]
  readonly calls: readonly CallRow[]
  readonly recordings: readonly RecordingRow[]
  readonly missedCalls: readonly (Pick<MissedCallRow, 'number' | 'firstAt' | 'lastAt' | 'times'> & {
    readonly id: number
    readonly closedAt: number | null
  })[]
  readonly drafts: readonly {
    readonly callId: string
    readonly text: string
    readonly fields: Readonly<Record<string, string>> | null
    readonly updatedAt: number
  }[]
}

/** A row of the ledger that may hold personal data. */
export interface RedactableRow {
  readonly seq: number
  readonly kind: FactKind
  /** JSON without what marks an earlier erasure. */
  readonly body: string
  /** What a fact must hold to vouch for this row with another body. */
  seal(body: string): string
}

/** Reads of all that belongs to one number. `number`: E.164. */
export interface PersonReads {
  person(number: string): Promise<PersonRecords>
  /** Rows of the ledger of these calls and cases, in order, but none of the cases `except`. */
  personRows(of: {
    readonly callIds: readonly string[]
    readonly caseNos: readonly string[]
    readonly except: readonly string[]
    /** Further rows. */
    readonly seqs: readonly number[]
  }): Promise<readonly RedactableRow[]>
}
