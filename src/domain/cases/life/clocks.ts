import type { Clock } from '../../calendar/clock.ts'
import type { CaseClass } from '../case.ts'

/** What a limit may depend on (DOMAIN.md 3.3). */
export interface LimitAbout {
  readonly class: CaseClass
  readonly topic: string | null
  readonly urgent: boolean
  readonly danger: 'life' | 'supply' | null
}

/**
 * Which clock is asked for: the unit's (handling, sign, first contact with the requester, return: until when it may ask for one), the hotline's own (review of texts and of replies,
 * answer: a specialist's written one, ruling: on returns and extensions), and how long a return visit may be tried.
 */
export const clockKinds = [
  ...(['handling', 'sign', 'first_contact', 'return'] as const),
  ...(['review', 'reply_review', 'answer', 'ruling', 'visit'] as const),
] as const
export type ClockKind = (typeof clockKinds)[number]

/** An instant (UTC ms) counted with a calendar that is named. */
export interface Counted {
  readonly at: number
  readonly calendarVersion: string
  /** It runs into a year whose calendar is not loaded: counted without holidays, and never told to a citizen as a promise. */
  readonly provisional: boolean
}

/** Such an instant with the rule that gave it. */
export interface Due extends Counted {
  readonly limitId: string
  readonly clock: Clock
}

/** The clocks of cases, over one table of limits and one calendar. Pure: the same question has the same answer. */
export interface Clocks {
  /** When the limit that holds at `from` runs out, counted from then on. */
  due(kind: ClockKind, from: number, about: LimitAbout): Due
  /** When a clock ends, counted anew with all that has moved its end. */
  again(clock: Clock): Counted
}
