import type {
  CallPurpose,
  CasePath,
  Direction,
  EndCause,
  HistoryAdjudication,
  HistoryChannel,
  HistoryClass,
  HistoryKind,
  HistoryRatingSource,
  HistoryScore,
  HistoryStaff,
} from '../history/history.ts'

/*
 * What figures are made of: rows of the books, with what must be joined already joined. Instants are UTC ms. Whoever reads a store gives these;
 * `in-memory-book.ts` says what each join means.
 */

/** A call, in the period of its `arrivedAt`. */
export interface BookCall {
  readonly direction: Direction
  readonly purpose: CallPurpose
  readonly arrivedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly endCause: EndCause | null
}

/** The rating of a case that counts: the latest one, those by keypad left out, which rate the agent. */
export interface CountingRating {
  readonly source: HistoryRatingSource
  readonly score: HistoryScore | null
  readonly adjudication: HistoryAdjudication | null
}

/** A case, in the period of its `acceptedAt`. `dispatched`: at least one unit was given it. */
export interface BookCase {
  readonly acceptedAt: number
  readonly channel: HistoryChannel | null
  readonly class: HistoryClass | null
  readonly path: CasePath | null
  readonly tags: string | null
  readonly dispatched: boolean
  readonly rating: CountingRating | null
}

/** A dispatched case by when it was first given to a unit; `completedAt`: the latest reply that was not a return. */
export interface HandledCase {
  readonly class: HistoryClass | null
  readonly firstDispatchedAt: number
  readonly completedAt: number | null
}

/** A callback task, in the period of its `createdAt`. `reached`: an answered satisfaction visit belongs to it, `rated`: a rating by callback. */
export interface BookTask {
  readonly createdAt: number
  readonly reached: boolean
  readonly rated: boolean
}

/** What a unit was given, in the period of its `dueAt`. */
export interface DueDispatch {
  readonly dueAt: number
  readonly repliedAt: number | null
  readonly returned: boolean
}

/** Cases that were open at the beginning and at the end of a period, and those closed in it whenever they came. */
export interface Backlog {
  readonly opening: number
  readonly closed: number
  readonly closing: number
}

/** What is counted at one day, and of which files there is anything at all. */
export interface BookEnds {
  readonly known: ReadonlySet<HistoryKind>
  readonly staff: readonly HistoryStaff[]
  /** Their names, in the order in which they were given. */
  readonly regulations: readonly string[]
  readonly backlog: Backlog
}
