import { dayOf, type PlainDate, parsePlainDate, startOfDay } from '../calendar/day.ts'
import type { Month } from './sheet.ts'

/** Whether a text names a month. */
export const isMonth = (text: string): text is Month => parsePlainDate(`${text}-01`) !== null

/** The instants a month begins and ends at in a zone (UTC ms): [from, to). */
export const boundsOfMonth = (month: Month, zone: string): { readonly from: number; readonly to: number } => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const following: PlainDate = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
  return { from: startOfDay(dayOf(`${month}-01`), zone), to: startOfDay(dayOf(following), zone) }
}
