import type { DayNumber } from '../../calendar/day.ts'
import { counts, dayIn, type WorkingCalendar } from '../../calendar/working-calendar.ts'

/**
 * What a day is to those who call. An ordinary day is one of its weekday (0 Monday to 6 Sunday); others are like each other whatever their weekday: holidays, make-up days, and the
 * first working day behind a holiday (DOMAIN.md 5: Mondays and days after holidays are high).
 */
export type DayKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'holiday' | 'makeup_day' | 'after_holiday'

/** 0 Monday to 6 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): 0 | 1 | 2 | 3 | 4 | 5 | 6 =>
  ((((day + 3) % 7) + 7) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Longest stretch of free days that is looked back over. */
const longestFree = 15

/** The kind of a day; null where the notice of a year that it hangs on is not loaded: then it is not known whether it is a holiday. */
export const dayKindOf = (calendar: WorkingCalendar, day: DayNumber): DayKind | null => {
  const here = dayIn(calendar, day)
  if (here.kind === 'year_not_loaded') return null
  if (here.kind === 'holiday' || here.kind === 'makeup_day') return here.kind
  if (here.kind === 'weekend') return weekdayOf(day)
  for (let before = day - 1; before > day - longestFree; before -= 1) {
    const free = dayIn(calendar, before)
    // the first loaded year begins on 1 January, which is a holiday itself
    if (free.kind === 'year_not_loaded' || counts(free)) break
    if (free.kind === 'holiday') return 'after_holiday'
  }
  return weekdayOf(day)
}

/** Whether a day is one like others of its weekday. */
export const isOrdinary = (kind: DayKind): kind is 0 | 1 | 2 | 3 | 4 | 5 | 6 => typeof kind === 'number'

/** Days whose calls come at the same hours. */
export type Rhythm = 'working' | 'weekend' | 'holiday'

/** Which rhythm a kind of day has. */
export const rhythmOf = (kind: DayKind): Rhythm =>
  kind === 'holiday' ? 'holiday' : kind === 5 || kind === 6 ? 'weekend' : 'working'
