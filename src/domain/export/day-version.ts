import type { DayNumber } from '../calendar/day.ts'

/** How sure a day's figures are: as they were first exported; changed by facts that came late; and for good. */
export type DayStanding = 'provisional' | 'restated' | 'final'

/** What was exported of a day, as one version; a version is never changed. */
export interface DayVersion {
  readonly day: DayNumber
  /** From 1. */
  readonly version: number
  readonly standing: DayStanding
  /** SHA-256 over the names and checksums of its files: the same rows and figures have the same. */
  readonly content: string
}

/** When a day is exported, and when for good. */
export interface ExportRules {
  /** So many days after it a day is final: what comes later does not change it any more. */
  readonly finalAfterDays: number
}

/** Whether a day is exported for good on the day `today`. */
export const isFinalOn = (day: DayNumber, today: DayNumber, { finalAfterDays }: ExportRules): boolean =>
  today - day >= finalAfterDays

/**
 * The days to be made on the day `today`, the oldest first: each closed day since the first one with facts that is not final. So what a server that was away
 * has missed is caught up with, and no day is left out. `finals`: days that are final.
 */
export const daysToMake = (
  first: DayNumber | null,
  today: DayNumber,
  finals: ReadonlySet<DayNumber>,
): readonly DayNumber[] => {
  if (first === null) return []
  const days: DayNumber[] = []
  for (let day = first; day < today; day += 1) if (!finals.has(day)) days.push(day)
  return days
}

/**
 * The next version of a day whose files have this content now; null: there is none to make, since it is as the last one says or that one is final. A day
 * that becomes final is one more version, also with the same content: what was delivered stays as it is (DOMAIN.md 2.4, 9 and 15).
 */
export const nextVersion = (
  day: DayNumber,
  last: DayVersion | null,
  content: string,
  isFinal: boolean,
): DayVersion | null => {
  if (last === null) return { day, version: 1, standing: isFinal ? 'final' : 'provisional', content }
  if (last.standing === 'final') return null
  if (isFinal) return { day, version: last.version + 1, standing: 'final', content }
  if (last.content === content) return null
  return { day, version: last.version + 1, standing: 'restated', content }
}
