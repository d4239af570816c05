import type { CaseClass, CaseFlags, CaseState, ContactWay } from '../../domain/cases/case.ts'
import type { CasePlace } from '../../domain/cases/case-number.ts'
import type { DecidedOutcome } from '../../domain/cases/outcome.ts'
import type { Person, SharedNumberKind } from '../../domain/cases/person.ts'
import type { Fact } from '../../domain/fact.ts'

/** One case as the ledger's projection holds it. Times UTC ms; null: unknown or not (yet) so. */
export interface CaseRow extends CaseFlags {
  readonly caseNo: string
  readonly state: Exclude<CaseState, 'draft'>
  readonly class: CaseClass
  readonly title: string
  readonly text: string
  readonly place: string
  readonly requesterName: string
  readonly contact: ContactWay
  /** Of the call it came from; null where unknown or withheld, or where the requester stays anonymous. */
  readonly number: string | null
  /** The agent who took it. */
  readonly agentId: string
  readonly callId: string
  readonly acceptedAt: number
  /** Given on the line; empty: none. */
  readonly answer: string
  readonly closedAt: number | null
}

/** A call of a case. */
export interface CaseCallRow {
  readonly callId: string
  readonly as: 'origin' | 'follow_up'
  readonly agentId: string
  readonly at: number
  readonly note: string
}

/** A case in a few words. */
export type CaseBrief = Pick<
  CaseRow,
  'caseNo' | 'class' | 'title' | 'state' | 'confidential' | 'acceptedAt' | 'closedAt'
>

/** Which cases are wanted, newest first, after `before`. */
export interface CaseFilter {
  readonly caseNo?: string
  readonly number?: string
  /** All of these must be in title or text, folded by `foldWords`. */
  readonly words?: readonly string[]
  readonly open?: boolean
  /** Words find no confidential case of another agent than this one; left out: of nobody's. */
  readonly confidentialOf?: string
  readonly before?: { readonly acceptedAt: number; readonly caseNo: string }
  readonly limit: number
}

/** What a call came to, and the cases it belongs to. */
export interface CallDecision {
  readonly decided: DecidedOutcome | null
  readonly cases: readonly (Pick<CaseRow, 'caseNo' | 'title' | 'state' | 'confidential' | 'agentId'> & {
    readonly as: 'origin' | 'follow_up'
    readonly requestId: string
  })[]
}

/** An answered call of which nobody has said what it came to, or from which another case was begun and left. */
export interface UndecidedCall {
  readonly callId: string
  readonly agentId: string
  readonly arrivedAt: number
  readonly number: string | null
  readonly withheld: boolean
  /** Whether its agent has begun to write about it. */
  readonly hasDraft: boolean
  /** Whether a case was registered from it all the same. */
  readonly decided: boolean
}

/** What is known of a number, but for its calls. */
export interface KnownNumber {
  /** Belongs to nobody in particular; persons and cases are then empty. */
  readonly shared: SharedNumberKind | null
  /** Whom agents have confirmed behind this number, the latest first; at most three. */
  readonly people: readonly Person[]
  /** Open cases of this number, the longest open first; at most nine. */
  readonly openCases: readonly CaseBrief[]
  /** The last closed cases, the latest first; at most three. */
  readonly closedCases: readonly CaseBrief[]
}

/** Reads of cases and of what calls came to. */
export interface CaseReads {
  cases(filter: CaseFilter): Promise<readonly CaseRow[]>
  caseByNo(caseNo: string): Promise<{ readonly case: CaseRow; readonly calls: readonly CaseCallRow[] } | null>
  /** The facts of a case in order: its history. */
  caseFacts(caseNo: string): Promise<readonly Fact[]>
  /** The case that this wish has made. */
  caseOfRequest(requestId: string): Promise<Pick<CaseRow, 'caseNo' | 'agentId' | 'callId'> | null>
  /** The last number that was given; null: none. */
  lastCasePlace(): Promise<CasePlace | null>
  callDecision(callId: string): Promise<CallDecision>
  /** Answered calls of an agent since `since` without an outcome or with a draft that was left, the latest first. */
  undecidedCalls(agentId: string, since: number, limit: number): Promise<readonly UndecidedCall[]>
  /** How many there are of each agent, of calls that arrived in [from, to). */
  undecidedCounts(from: number, to: number): Promise<readonly { readonly agentId: string; readonly count: number }[]>
}
