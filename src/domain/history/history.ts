import type { PlainDate } from '../calendar/day.ts'
import { caseClasses, channels } from '../cases/case.ts'
import { adjudications, ratingSources, scores } from '../cases/life/visit.ts'

/*
 * A hotline's past as files that anybody can write (DESIGN.md 6): one row type for each file. Instants are UTC ms. Unknown is null, of texts that may not
 * be there too; nothing is guessed.
 */

/** The files of a set, in the order in which they are read. */
export const historyKinds = [
  'calls',
  'cases',
  'dispatches',
  'callback_tasks',
  'ratings',
  'staff',
  'regulations',
] as const
export type HistoryKind = (typeof historyKinds)[number]

export const directions = ['inbound', 'outbound'] as const
export type Direction = (typeof directions)[number]

export const callPurposes = ['hotline', 'satisfaction_visit', 'missed_call_return', 'other'] as const
export type CallPurpose = (typeof callPurposes)[number]

export const endCauses = ['completed', 'abandoned', 'no_answer', 'busy', 'rejected', 'failed', 'overflow'] as const
export type EndCause = (typeof endCauses)[number]

/** `arrivedAt`: of an outbound call when dialling began. `rawNumber`: as it stood in the file; `number`: E.164 or a service number. */
export interface HistoryCall {
  readonly callId: string
  readonly direction: Direction
  readonly purpose: CallPurpose
  readonly arrivedAt: number
  readonly queuedAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly endCause: EndCause | null
  readonly rawNumber: string | null
  readonly number: string | null
  readonly agentId: string | null
  readonly caseNo: string | null
  readonly taskId: string | null
}

export const historyChannels = channels
export type HistoryChannel = (typeof historyChannels)[number]

export const historyClasses = caseClasses
export type HistoryClass = (typeof historyClasses)[number]

export const casePaths = ['online', 'dispatched'] as const
export type CasePath = (typeof casePaths)[number]

/** `tags`: as they stand in the file, separated by semicolons. */
export interface HistoryCase {
  readonly caseNo: string
  readonly channel: HistoryChannel | null
  readonly class: HistoryClass | null
  readonly acceptedAt: number
  readonly path: CasePath | null
  readonly tags: string | null
  readonly closedAt: number | null
}

/** What one unit was given once. `round` counts from 1. */
export interface HistoryDispatch {
  readonly caseNo: string
  readonly round: number
  readonly unit: string
  readonly dispatchedAt: number
  readonly signedAt: number | null
  readonly dueAt: number | null
  readonly repliedAt: number | null
  readonly returned: boolean
}

export const taskResults = ['rated', 'refused', 'unreached', 'open'] as const
export type HistoryTaskResult = (typeof taskResults)[number]

export interface HistoryTask {
  readonly taskId: string
  readonly caseNo: string | null
  readonly createdAt: number
  readonly result: HistoryTaskResult | null
  readonly closedAt: number | null
}

export { adjudications, ratingSources, scores }
export type HistoryRatingSource = (typeof ratingSources)[number]

export type HistoryScore = (typeof scores)[number]

export type HistoryAdjudication = (typeof adjudications)[number]

export interface HistoryRating {
  readonly ratingId: string
  readonly caseNo: string
  readonly taskId: string | null
  readonly source: HistoryRatingSource
  readonly ratedAt: number
  readonly score: HistoryScore | null
  readonly resolved: boolean | null
  readonly adjudication: HistoryAdjudication | null
  readonly adjudicationReason: string | null
}

export const posts = ['phone', 'network', 'enterprise', 'convenience', 'policy_specialist'] as const
export type Post = (typeof posts)[number]

/** One post of one person from a day on, and to a day where it has ended, both included. */
export interface HistoryStaff {
  readonly staffId: string
  readonly name: string | null
  readonly post: Post
  readonly takesRequests: boolean | null
  readonly from: PlainDate
  readonly to: PlainDate | null
}

export interface HistoryRegulation {
  readonly name: string
}

/** The rows of each file. */
export interface HistoryRows {
  readonly calls: HistoryCall
  readonly cases: HistoryCase
  readonly dispatches: HistoryDispatch
  readonly callback_tasks: HistoryTask
  readonly ratings: HistoryRating
  readonly staff: HistoryStaff
  readonly regulations: HistoryRegulation
}

/** The columns of each file, in the order in which the export writes them. */
export const historyColumns = {
  calls: [
    ...(['call_id', 'direction', 'purpose', 'arrived_at', 'queued_at', 'answered_at', 'ended_at'] as const),
    ...(['end_cause', 'number', 'agent_id', 'case_no', 'task_id'] as const),
  ],
  cases: ['case_no', 'channel', 'class', 'accepted_at', 'path', 'tags', 'closed_at'],
  dispatches: ['case_no', 'round', 'unit', 'dispatched_at', 'signed_at', 'due_at', 'replied_at', 'returned'],
  callback_tasks: ['task_id', 'case_no', 'created_at', 'result', 'closed_at'],
  ratings: [
    ...(['rating_id', 'case_no', 'task_id', 'source', 'rated_at', 'score', 'resolved'] as const),
    ...(['adjudication', 'adjudication_reason'] as const),
  ],
  staff: ['staff_id', 'name', 'post', 'takes_requests', 'from', 'to'],
  regulations: ['name'],
} as const satisfies Readonly<Record<HistoryKind, readonly string[]>>
