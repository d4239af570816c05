import { type DayNumber, localDay } from '../../domain/calendar/day.ts'
import { periodOf } from '../../domain/kpi/period.ts'
import { judgedWeeks } from '../../domain/staffing/forecast/back-test.ts'
import { method } from '../../domain/staffing/forecast/forecast.ts'
import { type Plan, type PlanSettings, planOf } from '../../domain/staffing/plan.ts'
import type { StaffingBook } from './staffing-book.ts'

/** Most days that are planned at once. */
export const mostPlannedDays = 31

/** How far back is read: what the forecast looks at, from the earliest origin of the back-test. */
const daysBack = method.rareDays + 7 * 2 * judgedWeeks

/**
 * The plan of `count` days (1 to 31) from `first` on, by all that was booked before it and before the day that it is (`now`, UTC ms): a day that is not over is not known. Throws a RangeError for a load for which no number of
 * seats keeps the promise.
 */
export const makePlan = async (
  book: StaffingBook,
  settings: PlanSettings,
  {
    first,
    count,
    zone,
    now,
  }: { readonly first: DayNumber; readonly count: number; readonly zone: string; readonly now: number },
): Promise<Plan> => {
  const origin = Math.min(first, localDay(now, zone)) - 1
  const period = periodOf('', origin - daysBack + 1, origin, zone)
  if (period === null) throw new RangeError('no period')
  const { days, times, wrapUps } = await book.halfHours(period, origin - method.levelDays + 1)
  return planOf({ past: days, times, wrapUps, calendar: await book.calendar(), zone }, settings, origin, first, count)
}
