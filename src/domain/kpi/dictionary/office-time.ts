import type { Counting } from '../../calendar/counting.ts'
import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { workingTimeBetween } from '../../calendar/working-time.ts'
import type { OfficeTime } from './case-tally.ts'

/** Office hours by the calendar and the hours of the house. */
export const officeTimeOf =
  (calendar: WorkingCalendar, counting: Counting): OfficeTime =>
  (from, to) => {
    const elapsed = workingTimeBetween(from, to, calendar, counting)
    return elapsed.kind === 'elapsed' ? elapsed.ms : null
  }
