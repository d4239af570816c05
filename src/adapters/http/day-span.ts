import { dayOf, parsePlainDate, startOfDay } from '../../domain/calendar/day.ts'
import type { Span } from '../../engine/campaigns/campaign-store.ts'
import { ApiError } from './errors.ts'

/** A year with its leap day, and some weeks to compare with. */
export const mostDays = 400

/** From the beginning of one day to the end of another one (`2026-03-02`, both meant whole) in a zone. Throws `days_unsound`: one is no date, they stand the wrong way round, or lie too far apart. */
export const daySpan = (from: string, to: string, zone: string): Span => {
  const [first, last] = [parsePlainDate(from), parsePlainDate(to)]
  if (first === null || last === null) throw new ApiError('days_unsound')
  const days = dayOf(last) - dayOf(first) + 1
  if (days < 1 || days > mostDays) throw new ApiError('days_unsound')
  return { from: startOfDay(dayOf(first), zone), to: startOfDay(dayOf(last) + 1, zone) }
}
