import type { CaseClass, CaseFlags, Channel, ContactWay, KeptState } from '../../domain/cases/case.ts'
import type { CasePlace } from '../../domain/cases/case-number.ts'
import type { ResultCode } from '../../domain/cases/life/commands.ts'
import type { AssignmentEnd } from '../../domain/cases/life/standing.ts'
import type { Score } from '../../domain/cases/life/visit.ts'
import type { DecidedOutcome } from '../../domain/cases/outcome.ts'
import type { Person, SharedNumberKind } from '../../domain/cases/person.ts'
import type { Role } from '../../domain/cases/role.ts'
import type { Fact } from '../../domain/fact.ts'

/** One case as the ledger's projection holds it. Times UTC ms; null: unknown or not (yet) so. */
export interface CaseRow extends CaseFlags {
  readonly caseNo: string
  readonly state: KeptState
  readonly class: CaseClass
  readonly title: string
  readonly text: string
  readonly place: string
  readonly requesterName: string
  readonly contact: ContactWay
  /** Of the call it came from; null where unknown or withheld, or where the requester stays anonymous. */
  readonly number: string | null
  /** The agent who took it, and the call; null: it came by another way. */
  readonly agentId: string | null
  readonly callId: string | null
  readonly channel: Channel
  readonly topic: string | null
  readonly danger: 'life' | 'supply' | null
  readonly coordinates: readonly [number, number] | null
  readonly foreignPlatform: string | null
  readonly foreignId: string | null
  readonly supervised: boolean
  readonly extended: boolean
  readonly sensitive: boolean
  readonly acceptedAt: number
  /** Since when it is in its state; who must act next, and until when. */
  readonly since: number | null
  readonly owner: Role | null
  readonly deadline: number | null
  /** Of the assignment that runs or was the last one. */
  readonly unit: string | null
  readonly handlerUnit: string | null
  readonly coUnits: readonly string[] | null
  readonly dispatchedAt: number | null
  readonly dueAt: number | null
  readonly provisional: boolean
  readonly round: number
  readonly returns: number
  readonly redos: number
  readonly urges: number
  readonly extensionAsked: boolean
  readonly draftReply: boolean
  readonly suggestedUnit: string | null
  readonly masterNo: string | null
  readonly result: ResultCode | null
  readonly score: Score | null
  /** What the requester was told, on the line or by the last reply; empty: nothing yet. */
  readonly answer: string
  readonly closedAt: number | null
}

/** One assignment of a case (DESIGN.md 6, dispatches.csv). */
export interface DispatchRow {
  readonly caseNo: string
  readonly number: number
  readonly round: number
  readonly unit: string
  readonly handlerUnit: string | null
  readonly ruled: boolean
  readonly dispatchedAt: number
  readonly signBy: number
  readonly signedAt: number | null
  readonly firstDueAt: number
  readonly dueAt: number
  readonly returnAskedAt: number | null
  readonly contactedAt: number | null
  readonly repliedAt: number | null
  readonly endedAt: number | null
  readonly ended: AssignmentEnd | null
}

/** A list of work: whose turn it is, the most pressing first. */
export interface WorkFilter {
  /** Whose turn; left out: anybody's. */
  readonly owners?: readonly Role[]
  readonly states?: readonly KeptState[]
  /** Who took it. */
  readonly agentId?: string
  /** The unit that leads or (`handlerUnit`) handles it. */
  readonly unit?: string
  readonly handlerUnit?: string
  /** A unit that assists. */
  readonly coUnit?: string
  /** Asked for an extension that nobody has decided. */
  readonly extensionAsked?: boolean
  readonly supervised?: boolean
  /** With a draft of a reply that waits for clerk or leader, or without. */
  readonly draftReply?: boolean
  /** Those whose unit's due date lies before this instant. */
  readonly dueBefore?: number
  /** Those whose turn ended before this instant. */
  readonly deadlineBefore?: number
  /** Those whose unit's due date does not lie before this instant. */
  readonly dueFrom?: number
  /** Whether the rating that counts now is a dissatisfied one. */
  readonly dissatisfied?: boolean
  readonly after?: { readonly deadline: number; readonly caseNo: string }
  readonly limit: number
}

/** How much work there is, by whose turn it is: all of it, and what is late now. */
export interface WorkCount {
  readonly owner: Role
  readonly state: KeptState
  readonly count: number
  readonly late: number
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
  /** The last digits of the number, of cases accepted since then. */
  readonly lastDigits?: { readonly digits: string; readonly since: number }
  /** All of these must be in title, text or place; then the order is that of the case numbers. */
  readonly words?: readonly string[]
  readonly open?: boolean
  /** Neither words nor numbers find a confidential case of another agent than this one; left out: of nobody's. */
  readonly confidentialOf?: string
  /** Cases that this unit leads, handles or helps with; left out: anybody's. */
  readonly ofUnit?: string
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

/** Cases near a text, and how much each of its segments tells. */
export interface NearCases {
  /** Not all of them are near; the likeliest first. */
  readonly cases: readonly CaseRow[]
  readonly weights: ReadonlyMap<string, number>
}

/** Reads of cases and of what calls came to. */
export interface CaseReads {
  cases(filter: CaseFilter): Promise<readonly CaseRow[]>
  /** Open cases by the next deadline, the most pressing first. */
  work(filter: WorkFilter): Promise<readonly CaseRow[]>
  /** How many fit, counted no further than `limit`, and how many of these are past the deadline of their state. */
  workNumber(filter: WorkFilter, now: number): Promise<{ readonly count: number; readonly late: number }>
  workCounts(of: {
    readonly unit?: string
    readonly handlerUnit?: string
    readonly now: number
  }): Promise<readonly WorkCount[]>
  /** All that a unit was given in one case. */
  dispatches(caseNo: string): Promise<readonly DispatchRow[]>
  /** The numbers of the cases that a unit has now, as lead or (tier 2) as handler. */
  heldBy(unit: string): Promise<readonly string[]>
  /** The numbers of all cases with a clock of a unit that runs, after one of them; for recounting when the calendar changes. */
  withOpenClocks(after: string, limit: number): Promise<readonly string[]>
  /** Cases that were registered before each had somebody whose turn it is (0036), oldest first. */
  ownerless(limit: number): Promise<readonly string[]>
  /** Open cases whose deadline lies in [from, to). */
  deadlinesBetween(from: number, to: number, limit: number): Promise<readonly CaseRow[]>
  /** Cases that were merged into this one. */
  membersOf(masterNo: string): Promise<readonly string[]>
  /** Recent cases that share rare ones of these segments (`tellingSegments`); of confidential ones only those of this agent. */
  nearCases(segments: readonly string[], confidentialOf: string | undefined): Promise<NearCases>
  /** Whether an open case that is urgent came from this number (E.164). */
  hasUrgentCase(number: string): Promise<boolean>
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
