import { type Clock, dueOf } from '../../calendar/clock.ts'
import type { Counting } from '../../calendar/counting.ts'
import { type Limit, workingDays } from '../../calendar/limit.ts'
import { type LimitKind, type LimitRule, limitKinds, limitOf } from '../../calendar/limit-table.ts'
import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { ClockKind, Clocks, Counted } from './clocks.ts'

/** What the hotline's own steps may take where the table says nothing (house rules). */
const houseLimits: Readonly<Record<Exclude<ClockKind, LimitKind>, Limit>> = {
  answer: workingDays(1),
  reply_review: workingDays(1),
  ruling: workingDays(1),
  // beyond what its callback task may take with holidays, an appointment and its link (0038)
  visit: { count: 45, unit: 'day', calendar: 'around_the_clock' },
}

const isInTable = (kind: ClockKind): kind is ClockKind & LimitKind => (limitKinds as readonly string[]).includes(kind)

const everyYear: ReadonlySet<number> = new Set(Array.from({ length: 300 }, (_, year) => 1900 + year))

export interface ClockSettings {
  readonly limits: readonly LimitRule[]
  readonly calendar: WorkingCalendar
  readonly counting: Counting
  /** A topic and those it is part of, the narrowest first. */
  topicsAbove(topic: string): readonly string[]
}

/** The clocks of cases by the tables of the house. Where a year is not loaded the date is counted without its holidays and is provisional. */
export const countedClocks = ({ limits, calendar, counting, topicsAbove }: ClockSettings): Clocks => {
  const again = (clock: Clock): Counted => {
    const due = dueOf(clock, calendar, counting)
    if (due.kind === 'due') return { at: due.at, calendarVersion: calendar.version, provisional: false }
    const guessed = dueOf(clock, { ...calendar, years: everyYear }, counting)
    if (guessed.kind !== 'due') throw new Error('a calendar of all years refused a date')
    return { at: guessed.at, calendarVersion: calendar.version, provisional: true }
  }
  return {
    again,
    due: (kind, from, about) => {
      const topics = about.topic === null ? [] : topicsAbove(about.topic)
      const held = isInTable(kind) ? limitOf(kind, { ...about, topics }, from, limits, counting.zone) : null
      const fallback = isInTable(kind) ? workingDays(1) : houseLimits[kind]
      const clock: Clock = { startedAt: from, limit: held?.limit ?? fallback, changes: [] }
      return { ...again(clock), clock, limitId: held?.ruleId ?? `house-${kind}` }
    },
  }
}
