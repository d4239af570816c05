/** Why citizens are rung: purposes are kept apart in every figure (DOMAIN.md 4.5). */
export const purposes = [
  'satisfaction_visit',
  'missed_call_return',
  'missing_information',
  'progress_notice',
  'supervision_check',
] as const
export type Purpose = (typeof purposes)[number]

/** `preview`: the agent looks at the task and dials by a key; `progressive`: it is dialled at once. Never before an agent waits for it. */
export type DialMode = 'preview' | 'progressive'

/** A span of a day in minutes since midnight, `to` not in it. Each span is one part of the day. */
export interface DayPart {
  readonly from: number
  readonly to: number
}

/** A campaign as the house has set it (a setting of kind `campaign`, with versions and authors). Times in ms, but for `hours`. */
export interface Campaign {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly purpose: Purpose
  readonly mode: DialMode
  /** `paused`: nobody is dialled, tasks are born; `ended`: neither. */
  readonly state: 'running' | 'paused' | 'ended'
  /** The queue (medium `outbound`) whose groups and skills say which agents may have its tasks. */
  readonly queueId: string
  /** Smaller goes first among campaigns. */
  readonly priority: number
  /** When it may ring citizens, in the city's zone; never between 21:00 and 8:00, whatever is set (DOMAIN.md 4.5). */
  readonly hours: readonly DayPart[]
  /** Whether days off of the calendar are days on which it rings. */
  readonly onDaysOff: boolean
  readonly attempts: {
    /** Attempts that reached a phone, at most; they lie this far apart, in so many parts of the day and on so many days at least. */
    readonly most: number
    readonly gapMs: number
    readonly dayParts: number
    readonly days: number
  }
  /** When it is tried again after an attempt that reached no person. */
  readonly retry: { readonly busyMs: number; readonly noAnswerMs: number }
  readonly previewMs: number
  readonly ringMs: number
  /** Agents who must stay free for callers: a task is given out only while more than so many are ready. */
  readonly keepReady: number
  /** Of a thousand tasks so many are rung, by a draw whose seed is in the ledger; the others are asked by link. */
  readonly sharePerMille: number
  /** How long a link is waited for before the task ends unrated 未参评. */
  readonly linkMs: number
  /** What the agent says and asks, line by line. */
  readonly script: string
}
