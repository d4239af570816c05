import type { CalendarYear, LocalOverlay } from '../../../domain/calendar/calendar-year.ts'
import { type Counting, defaultCounting } from '../../../domain/calendar/counting.ts'
import { makeCalendar } from '../../../domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../domain/calendar/notices/notices.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts'
import { documentOf } from './breakdown-sql.ts'
import type { Snapshot } from './snapshots.ts'

/** What is set now of a kind. */
const settingsSql = (kind: 'calendar_year' | 'calendar_overlay' | 'counting'): string =>
  `select s.document from settings s where s.kind = '${kind}' and s.document is not null
    and s.version = (select max(o.version) from settings o where o.kind = s.kind and o.key = s.key) order by s.key`

/** Documents that a question gives, one in each row. */
export const documentsOf = async <T>(snapshot: Snapshot, sql: string): Promise<readonly T[]> =>
  (await snapshot.rows(sql)).map(([document]) => documentOf(document ?? null) as T)

/** The working days of the house as they are set now. */
export const readCalendar = async (snapshot: Snapshot): Promise<WorkingCalendar> => {
  const years = await documentsOf<CalendarYear>(snapshot, settingsSql('calendar_year'))
  const overlays = await documentsOf<LocalOverlay>(snapshot, settingsSql('calendar_overlay'))
  const made = makeCalendar([...stateCouncilNotices, ...years], overlays)
  // they were checked when they were set
  if (made.kind === 'unsound') throw new Error('a calendar that was checked is not sound')
  return made.calendar
}

/** Its office hours as they are set now; the usual ones in this zone where none are. */
export const readCounting = async (snapshot: Snapshot, zone: string): Promise<Counting> => {
  const [counting = { ...defaultCounting, zone }] = await documentsOf<Counting>(snapshot, settingsSql('counting'))
  return counting
}
