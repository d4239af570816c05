import { type Clock, dueOf } from './clock.ts'
import type { Counting } from './counting.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** A clock whose end moves with a calendar, UTC ms; null: a year that it needs is not loaded. */
export interface ChangedDue {
  readonly id: string
  readonly old: number | null
  readonly new: number | null
}

/**
 * Of open clocks, those whose end another calendar moves, in the order given (DOMAIN.md 3.3: old and new are logged, units told). Both ends
 * are counted anew from the beginning, with every extension and suspension. Closed clocks keep theirs and must not be handed in.
 */
export const changedDues = (
  openClocks: readonly (Clock & { readonly id: string })[],
  old: WorkingCalendar,
  changed: WorkingCalendar,
  counting: Counting,
): readonly ChangedDue[] => {
  const endIn = (clock: Clock, calendar: WorkingCalendar): number | null => {
    const due = dueOf(clock, calendar, counting)
    return due.kind === 'due' ? due.at : null
  }
  return openClocks
    .map(clock => ({ id: clock.id, old: endIn(clock, old), new: endIn(clock, changed) }))
    .filter(due => due.old !== due.new)
}
