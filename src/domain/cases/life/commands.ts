import type { PlainDate } from '../../calendar/day.ts'
import type { CaseClass } from '../case.ts'
import type { Adjudication, RatingSource, Score, VisitResult } from './visit.ts'

/** Why a case is not accepted 不予受理 (DOMAIN.md 3.5). */
export const rejectReasons = [
  'emergency',
  'litigation',
  'arbitration',
  'reconsideration',
  'petition',
  'discipline',
  'military',
  'secret',
  'out_of_area',
  'against_law',
] as const
export type RejectReason = (typeof rejectReasons)[number]

/** What a reply says was done. */
export const resultCodes = ['resolved', 'partly', 'explained', 'impossible'] as const
export type ResultCode = (typeof resultCodes)[number]

/** Why a case ends without a result of a unit. */
export const terminateReasons = ['law_bars', 'remedies_expired', 'unreasonable_repetition'] as const
export type TerminateReason = (typeof terminateReasons)[number]

/** Why the clock of a unit stands. */
export const suspendReasons = ['waiting_for_citizen', 'force_majeure'] as const
export type SuspendReason = (typeof suspendReasons)[number]

/** How a unit reached the citizen. */
export const contactKinds = ['phone', 'sms', 'visit', 'wechat', 'not_reached'] as const
export type ContactKind = (typeof contactKinds)[number]

/** Steps of a supervision 督办. */
export const supervisionSteps = ['order', 'escalate', 'named_list', 'lift'] as const
export type SupervisionStep = (typeof supervisionSteps)[number]

/** What of a case may be corrected before it is dispatched; what is left out stays. */
export interface Corrections {
  readonly class?: CaseClass
  readonly topic?: string | null
  readonly title?: string
  readonly text?: string
  readonly place?: string
  readonly confidential?: boolean
  readonly enterprise?: boolean
  readonly specialNeeds?: boolean
  readonly danger?: 'life' | 'supply' | null
  readonly sensitive?: boolean
  /** As it is booked: who took the case, so that the index of words need not be asked. */
  readonly takenBy?: string | null
}

/** A reply of a unit. */
export interface ReplyBody {
  readonly text: string
  readonly result: ResultCode
  /** Ids of files that were kept before. */
  readonly attachments: readonly string[]
}

/** What may be asked of a case, by the name of the event; what each event needs to be told. */
export interface CaseEvents {
  /** Waits for the written answer of a specialist before it goes on. `suggestedUnit`: whose it may be, should it go on to a unit. */
  await_answer: { readonly suggestedUnit?: string | null; readonly note: string }
  answer_online: { readonly answer: string; readonly articleId: string | null }
  send_to_review: { readonly suggestedUnit: string | null; readonly note: string }
  ask_agent: { readonly note: string }
  pass_review: { readonly suggestedUnit: string | null; readonly note: string }
  correct: { readonly corrections: Corrections }
  reject: { readonly reason: RejectReason; readonly whereTo: string }
  hand_to_emergency: { readonly service: string; readonly note: string }
  merge: { readonly masterNo: string }
  unmerge: { readonly note: string }
  /** A case was merged into this one: its master. */
  take_member: { readonly memberNo: string }
  lose_member: { readonly memberNo: string }
  /** Its master was answered: the same answer goes to this requester. */
  answer_with_master: {
    readonly answer: string
    /** The unit whose answer it is; left out in facts of before. */
    readonly unit?: string | null
  }
  dispatch: { readonly unit: string; readonly coUnits: readonly string[]; readonly note: string }
  /** 指定承办: after two returns, or instead of a return. */
  assign_by_ruling: { readonly unit: string; readonly coUnits: readonly string[]; readonly reason: string }
  sign: object
  request_return: { readonly reason: string; readonly clause: string; readonly suggestedUnit: string | null }
  grant_return: { readonly note: string }
  refuse_return: { readonly reason: string }
  sub_dispatch: { readonly unit: string; readonly note: string }
  log_contact: { readonly contact: ContactKind; readonly note: string }
  ask_extension: { readonly reason: string; readonly until: PlainDate; readonly citizenTold: boolean }
  grant_extension: { readonly note: string }
  refuse_extension: { readonly reason: string }
  suspend: { readonly reason: SuspendReason; readonly note: string; readonly until: number }
  resume: { readonly note: string }
  /** A reply that waits for its unit's leader; of a tier-2 handler: for the clerk. */
  draft_reply: ReplyBody
  send_back_draft: { readonly note: string }
  reply: ReplyBody
  review_reply: object
  bounce_reply: { readonly reason: string }
  accept_reply: { readonly note: string }
  visit: {
    readonly result: VisitResult
    readonly source: RatingSource
    readonly score: Score | null
    readonly solved: boolean | null
    readonly contacted: boolean | null
    readonly reason: string
    /**
     * As it is booked: whether the requester's number is one that the rated unit is known by. null: nobody could look it up; left out in facts of
     * before.
     */
    readonly ownNumber?: boolean | null
  }
  /** `unit` null: the same unit again. */
  redo: { readonly reason: string; readonly unit: string | null }
  /** What shall become of a rating, for a second pair of eyes. */
  propose_ruling: { readonly ruling: Adjudication; readonly reason: string }
  confirm_ruling: { readonly note: string }
  refuse_ruling: { readonly reason: string }
  terminate: { readonly reason: TerminateReason; readonly note: string }
  withdraw: { readonly note: string }
  reopen: { readonly newFacts: string }
  urge: { readonly note: string }
  supplement: { readonly text: string; readonly attachments: readonly string[] }
  mark_urgent: { readonly urgent: boolean; readonly reason: string }
  supervise: { readonly step: SupervisionStep; readonly text: string }
  /** A unit was removed while it held the case. */
  unit_removed: object
  /** The calendar or a limit changed: the open clocks were counted again. */
  recount: object
}

export type CaseEventName = keyof CaseEvents

/** What could be asked of a case before: nobody can any more, and ledgers hold it. */
interface PastEvents {
  /** One person alone ruled upon a dissatisfied rating (until 0039). */
  adjudicate: { readonly ruling: Adjudication; readonly reason: string }
}

/** One wish, with what it needs. */
export type CaseCommand = { readonly [E in CaseEventName]: { readonly event: E } & CaseEvents[E] }[CaseEventName]

/** A wish as a ledger holds it. */
export type BookedCommand =
  | CaseCommand
  | { readonly [E in keyof PastEvents]: { readonly event: E } & PastEvents[E] }[keyof PastEvents]

/** The wish of one event. */
export type CommandOf<E extends BookedCommand['event']> = Extract<BookedCommand, { readonly event: E }>
