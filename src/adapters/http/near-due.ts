import { localDay } from '../../domain/calendar/day.ts'
import { endOf } from '../../domain/calendar/due.ts'
import { nthWorkday } from '../../domain/calendar/working-calendar.ts'
import type { CaseSettings } from '../../engine/cases/case-settings.ts'
import type { WorkFilter } from '../../engine/cases/case-store.ts'

const dayMs = 86_400_000

/** Which due dates are near at `now`: not passed, and no later than the end of the next working day. Where the year is not loaded: a day. */
export const nearDueAt = (
  now: number,
  rules: Pick<CaseSettings, 'calendar' | 'counting'> | undefined,
): Pick<WorkFilter, 'dueFrom' | 'dueBefore'> => {
  if (!rules) return { dueFrom: now, dueBefore: now + dayMs }
  const counting = rules.counting()
  const found = nthWorkday(rules.calendar(), localDay(now, counting.zone), 1)
  const until = found.kind === 'year_not_loaded' ? now + dayMs : endOf(found.day, counting)
  // what is due at the end of that day is due within it
  return { dueFrom: now, dueBefore: until + 1 }
}
