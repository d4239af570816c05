import type { Clock } from '../../calendar/clock.ts'
import type { PlainDate } from '../../calendar/day.ts'
import type { CaseClass, CaseFlags, Channel, ContactWay, KeptState } from '../case.ts'
import type { Adjudication, Score } from './visit.ts'

/** How an assignment ended. `ruled_away`: given to another unit by ruling. */
export type AssignmentEnd =
  | 'replied'
  | 'returned'
  | 'ruled_away'
  | 'merged'
  | 'terminated'
  | 'withdrawn'
  | 'unit_removed'

/** A case in the hands of a unit: from its dispatch to its accepted reply. Instants UTC ms; null: not (yet) so. */
export interface Assignment {
  /** Counts all assignments of the case from 1. */
  readonly number: number
  /** 1, and one more after each redo and reopening. */
  readonly round: number
  readonly unit: string
  readonly coUnits: readonly string[]
  /** The tier-2 unit it was handed down to. */
  readonly handlerUnit: string | null
  /** Assigned by ruling 指定承办: it cannot be returned. */
  readonly ruled: boolean
  /** The day of the dispatch is day 0 of its clock (DOMAIN.md 3.3). */
  readonly dispatchedAt: number
  readonly signBy: number
  readonly signedAt: number | null
  /** The due date it was given, and the one that holds: they differ after an extension, a suspension or a new calendar. */
  readonly firstDueAt: number
  readonly dueAt: number
  /** What the two ends are counted by, again whenever the calendar changes: rule, beginning, extension, suspensions. */
  readonly limitId: string
  readonly clock: Clock
  readonly signClock: Clock
  /** Until when the requester shall have been reached (先行联系), and what that is counted by. Left out: of before it was kept. */
  readonly contactBy?: number
  readonly contactClock?: Clock
  readonly calendarVersion: string
  /** Whether `dueAt` runs into a year whose calendar is not loaded: then it is no promise. */
  readonly provisional: boolean
  /** Until when the unit may ask to give it back. */
  readonly returnBy: number
  readonly returnAskedAt: number | null
  readonly contactedAt: number | null
  /** Whether its time was extended, in time or not. Left out: of before it was kept. */
  readonly extended?: boolean
  /** The instant at which the reply that counts was submitted; void again when it is bounced. */
  readonly repliedAt: number | null
  readonly endedAt: number | null
  readonly ended: AssignmentEnd | null
}

/** An extension that was asked for and not yet decided. */
export interface ExtensionAsked {
  readonly askedAt: number
  readonly by: string
  readonly reason: string
  /** The last day of the new time. */
  readonly until: PlainDate
}

/** What shall become of the rating that counts now (评价裁定). It changes nothing until a second person has confirmed it. */
export interface RatingRuling {
  readonly ruling: Adjudication
  readonly reason: string
  readonly by: string
  readonly at: number
  /** Who else confirmed it, and when; null: nobody yet. */
  readonly confirmed: { readonly by: string; readonly at: number } | null
}

/** Where a case stands: written into each fact of its life, so that the latest fact tells it. Instants UTC ms. */
export interface Standing extends CaseFlags {
  /** Counts the facts of its life: who changes a case names the version he has seen. */
  readonly version: number
  readonly state: KeptState
  /** Since when it is in this state, and when somebody must have acted; null in a final state. */
  readonly since: number
  readonly deadline: number | null
  /** Before it was suspended or its return was asked for. */
  readonly before: KeptState | null
  readonly class: CaseClass
  /** Of the tree of topics; null: not chosen yet. */
  readonly topic: string | null
  /** Whether life or property, or water, power, gas or heat is at stake: it shortens the sign limit. */
  readonly danger: 'life' | 'supply' | null
  readonly supervised: boolean
  readonly extended: boolean
  readonly sensitive: boolean
  readonly channel: Channel
  readonly contact: ContactWay
  /** When it was accepted: the citizen's clock, which never pauses and ends with the first closure. */
  readonly acceptedAt: number
  readonly firstClosedAt: number | null
  readonly closedAt: number | null
  readonly assignment: Assignment | null
  readonly firstDispatchedAt: number | null
  /** Returns that were granted in this round. */
  readonly returns: number
  readonly round: number
  readonly redos: number
  readonly urges: number
  readonly lastUrgedAt: number | null
  readonly extensionAsked: ExtensionAsked | null
  /** While the clock of the assignment stands: since when. */
  readonly suspendedAt: number | null
  /** A reply that waits for the leader of its unit. */
  readonly draftReply: boolean
  /** The case it was merged into. */
  readonly masterNo: string | null
  /** The rating of this round that counts now. */
  readonly score: Score | null
  /** Whether it came from a number that the rated unit is known by; left out in facts of before. */
  readonly ownNumber?: boolean | null
  /** What is ruled on it; null or left out: nothing is proposed. */
  readonly ruling?: RatingRuling | null
  /** The unit of its master, which was answered; null or left out: the last one that had the case itself. */
  readonly answeredBy?: string | null
}
