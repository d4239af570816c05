import type { CaseClass } from '../../domain/cases/case.ts'
import type { OpenClock } from '../../domain/cases/notices.ts'
import type { Fact } from '../../domain/fact.ts'

/** A clock of a unit that runs, with what a notice says of its case. */
export interface OpenClockRow extends OpenClock {
  readonly unit: string
  readonly class: CaseClass
  readonly title: string
  readonly confidential: boolean
  readonly urgent: boolean
  readonly signBy: number
}

/** Something that happened to a case, and where it stands in the ledger. */
export interface LedgerHappening {
  readonly seq: number
  readonly fact: Extract<Fact, { kind: 'case_moved' | 'case_registered' }>
}

/** Whose notices: units and requesters are told of cases, owners of articles. Each has a place of its own. */
export type NoticesOf = 'cases' | 'articles'

/** What is read for notices. */
export interface NoticeReads {
  /** Up to which place of the ledger notices were sent; null: none ever were. */
  noticeProgress(of: NoticesOf): Promise<number | null>
  /** The last place of the ledger at which something happened to a case; 0: nothing ever did. */
  lastCaseFact(): Promise<number>
  /** What happened to cases after a place of the ledger, in order. `last`: the place up to which this answer reaches; null: nothing is there. */
  caseHappenings(
    after: number,
    limit: number,
  ): Promise<{ readonly happenings: readonly LedgerHappening[]; readonly last: number | null }>
  /** All clocks of units that run, by due date and number, after one of them. */
  openClocks(
    after: { readonly dueAt: number; readonly caseNo: string } | null,
    limit: number,
  ): Promise<readonly OpenClockRow[]>
  /** Those of these keys under which a message was taken. */
  messagesKnown(keys: readonly string[]): Promise<readonly string[]>
}

/** What is written for notices; outside the ledger. */
export interface NoticeWrites {
  saveNoticeProgress(of: NoticesOf, seq: number): Promise<void>
}
