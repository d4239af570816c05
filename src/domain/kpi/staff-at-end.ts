import type { HistoryStaff } from '../history/history.ts'
import { asOf } from './period.ts'
import type { Tally } from './tally.ts'

/** How many posts of a kind are held on the last day of the period, both ends of a post included (REPORT.md). */
export const staffAtEnd = ({ staff, period }: Tally, counts: (post: HistoryStaff) => boolean): number => {
  const day = asOf(period)
  return staff.filter(post => counts(post) && post.from <= day && (post.to === null || post.to >= day)).length
}
