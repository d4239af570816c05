import type { DayNumber } from '../../domain/calendar/day.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts'
import type { BookCall } from '../../domain/kpi/book.ts'
import type { Period } from '../../domain/kpi/period.ts'
import type { Queue } from '../../domain/queue/queue.ts'
import type { BookOfHalfHours, WrapUps } from '../../domain/staffing/measured.ts'

/** Reads what staffing is planned by out of a store: calls of the hotline's own ledger and imported ones as one. */
export interface StaffingBook {
  /** Calls by day and half hour of a period; times and wrap-ups from `measuredFrom` on. */
  halfHours(period: Period, measuredFrom: DayNumber): Promise<BookOfHalfHours & { readonly wrapUps: WrapUps }>
  /** All calls of a period, in no order. */
  calls(period: Period): Promise<readonly BookCall[]>
  /** The working days as this house has them set. */
  calendar(): Promise<WorkingCalendar>
  /** The queue of callers that takes what no other one names; null: there is none yet. */
  queue(): Promise<Queue | null>
  close(): Promise<void>
}
