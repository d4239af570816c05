import type { Static } from 'typebox'
import type { Clock } from '../../domain/calendar/clock.ts'
import { type CountedDays, type Explanation, explain, type Part } from '../../domain/calendar/explain.ts'
import { extensionDays, timeLeft } from '../../domain/calendar/time-left.ts'
import type { Standing } from '../../domain/cases/life/standing.ts'
import type { CaseSettings } from '../../engine/cases/case-settings.ts'
import type { CaseRow } from '../../engine/cases/case-store.ts'
import type { CaseClockSchema } from './unit-schemas.ts'
import type { TimeLeftSchema } from './work-schemas.ts'

type Left = Static<typeof TimeLeftSchema>

/** States in which the clock of a unit runs. */
const running: readonly string[] = ['dispatched', 'signed', 'handling', 'return_requested']

const leftOf = (now: number, due: number, rules: CaseSettings): Left => {
  const left = timeLeft(now, due, rules.calendar(), rules.counting())
  if (left.kind === 'year_not_loaded') return null
  return { workdays: left.workdays, off: left.off.map(days => ({ ...days })), makeUp: [...left.makeUp] }
}

/** What is left of the clock of each row's unit; many rows are due at the same instant, which is counted once. */
export const leftAt = (now: number, rules: CaseSettings | undefined) => {
  const known = new Map<number, Left>()
  return ({ state, dueAt }: Pick<CaseRow, 'state' | 'dueAt'>): Left => {
    if (!rules || dueAt === null || !running.includes(state)) return null
    const counted = known.get(dueAt) ?? leftOf(now, dueAt, rules)
    known.set(dueAt, counted)
    return counted
  }
}

const daysReply = (days: readonly CountedDays[]) =>
  days.map(({ count, ...row }) => ({ ...row, count: count && { ...count } }))

const partReply = (part: Part) => ({
  kind: part.kind,
  due: part.due,
  days: daysReply(part.days),
  limit: part.kind === 'limit' ? { ...part.limit } : part.kind === 'extended' ? { ...part.by } : null,
  date: part.kind === 'extended_to' ? part.date : null,
  from: part.kind === 'suspended' ? part.from : null,
  until: part.kind === 'suspended' ? part.until : null,
  workdays: part.kind === 'suspended' ? part.workdays : null,
})

const explained = (clock: Clock, rules: CaseSettings): Explanation | null => {
  const found = explain(clock, rules.calendar(), rules.counting())
  return found.kind === 'explained' ? found : null
}

const extensionOf = ({ assignment, extended, extensionAsked, state }: Standing, now: number, rules: CaseSettings) => {
  if (!assignment || extended || extensionAsked || now >= assignment.dueAt || !['signed', 'handling'].includes(state))
    return []
  const { clock, dueAt } = assignment
  const longest = rules.context(now).clocks.again({
    ...clock,
    changes: [...clock.changes, { kind: 'extended', by: clock.limit }],
  })
  return extensionDays(dueAt, longest.at, rules.calendar(), rules.counting()).map(day => ({ ...day }))
}

/** How the clock of the present assignment comes to its end, what is left of it, and how far it may be extended. */
export const clockReply = (standing: Standing, now: number, rules: CaseSettings): Static<typeof CaseClockSchema> => {
  const { assignment, state } = standing
  if (!assignment) return { now, clock: null, extension: [] }
  const found = explained(assignment.clock, rules)
  return {
    now,
    clock: {
      startedAt: assignment.clock.startedAt,
      signBy: assignment.signBy,
      returnBy: assignment.returnBy,
      dueAt: assignment.dueAt,
      provisional: assignment.provisional,
      calendar: found?.calendar ?? assignment.calendarVersion,
      parts: found?.parts.map(partReply) ?? [],
      left: running.includes(state) ? leftOf(now, assignment.dueAt, rules) : null,
    },
    extension: extensionOf(standing, now, rules),
  }
}
