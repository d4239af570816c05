import assert from 'node:assert/strict'
import type { CalendarYear, LocalOverlay } from '../../../src/domain/calendar/calendar-year.ts'
import { type Counting, defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { dateOf, localDay, type PlainDate } from '../../../src/domain/calendar/day.ts'
import { type Due, dueAfter } from '../../../src/domain/calendar/due.ts'
import { type Limit, workingDays } from '../../../src/domain/calendar/limit.ts'
import { knownOn, makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import type { WorkingCalendar, YearNotLoaded } from '../../../src/domain/calendar/working-calendar.ts'

/** The calendar of these tables, which must be sound. */
export const calendarOf = (years: readonly CalendarYear[], overlays: readonly LocalOverlay[] = []): WorkingCalendar => {
  const made = makeCalendar(years, overlays)
  assert.equal(made.kind, 'calendar', JSON.stringify(made))
  return made.kind === 'calendar' ? made.calendar : assert.fail()
}

/** 2019 to 2026 as the last notices have them. */
export const calendar = calendarOf(stateCouncilNotices)

/** What was known of 2020 before its Spring Festival was made longer, and 2021 as a case of December needs it. */
export const calendarBefore = calendarOf([
  ...knownOn(stateCouncilNotices, '2020-01-26'),
  ...stateCouncilNotices.filter(({ year }) => year === 2021),
])

/** What code that knows of no holidays has. */
export const weekendsOnly = (...years: readonly number[]): WorkingCalendar => ({
  version: 'weekends',
  years: new Set(years),
  days: new Map(),
})

/** An instant by the clocks of Shanghai: `2020-01-22 09:00`. */
export const at = (local: string, zone = 'Asia/Shanghai'): number =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds

export const instantOfDue = (due: Due | YearNotLoaded): number =>
  due.kind === 'due' ? due.at : assert.fail(`year ${due.year} is not loaded`)

/** The last date on which what begins at `from` is on time. */
export const lastDate = (
  from: number,
  limit: Limit | number,
  by: WorkingCalendar = calendar,
  counting: Counting = defaultCounting,
): PlainDate => {
  const due = dueAfter(from, typeof limit === 'number' ? workingDays(limit) : limit, by, counting)
  return dateOf(localDay(instantOfDue(due) - 1, counting.zone))
}

export const noticeOf = (year: number, version = 1): CalendarYear =>
  stateCouncilNotices.find(table => table.year === year && table.version === version) ?? assert.fail()

/** An overlay of a city for some days. */
export const overlay = (of: Partial<LocalOverlay>): LocalOverlay => ({
  id: 'haimen',
  scope: 'city',
  version: 1,
  url: '',
  title: '通告',
  knownFrom: '2020-01-01',
  off: [],
  working: [],
  ...of,
})
