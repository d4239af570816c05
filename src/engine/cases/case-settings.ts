import type { CalendarYear, LocalOverlay } from '../../domain/calendar/calendar-year.ts'
import { type Counting, defaultCounting } from '../../domain/calendar/counting.ts'
import { defaultLimits, type LimitRule } from '../../domain/calendar/limit-table.ts'
import { makeCalendar } from '../../domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../domain/calendar/notices/notices.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts'
import { countedClocks } from '../../domain/cases/life/counted-clocks.ts'
import type { CaseContext } from '../../domain/cases/life/turn.ts'
import type { Topic } from '../../domain/cases/topic.ts'
import type { Unit, Units } from '../../domain/cases/unit.ts'
import { dayNumberOf } from '../local-day.ts'
import type { SettingsBook } from '../settings/settings-book.ts'

/** Kinds of settings that cases are decided by. */
export type CaseSettingKind = 'unit' | 'topic' | 'limit' | 'calendar_year' | 'calendar_overlay' | 'counting'

/** The settings of cases as they hold now, made anew only after a change. */
export interface CaseSettings {
  units(): Units
  topics(): ReadonlyMap<string, Topic>
  calendar(): WorkingCalendar
  counting(): Counting
  limits(): readonly LimitRule[]
  context(now: number): CaseContext
  /** Runs `job` after a change by which open clocks may end at another instant. */
  onClocksChanged(job: () => void): void
}

const dayMs = 86_400_000

/** How many days a rating may come after the closing, unless the house says otherwise (DOMAIN.md 4.5). */
const usualRatingDays = 7

const clockKinds: readonly string[] = ['limit', 'calendar_year', 'calendar_overlay', 'counting']

const documents = <T>(book: SettingsBook, kind: CaseSettingKind): readonly T[] =>
  book.all(kind).map(row => row.document as T)

const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map(each => [each.id, each]))

/** A rule of the house stands in the place of the default one with its id. */
const withDefaults = (own: readonly LimitRule[]): readonly LimitRule[] => [
  ...defaultLimits.filter(rule => !own.some(({ id }) => id === rule.id)),
  ...own,
]

/** Reads the settings of cases out of the book. Those in it were checked when they were set. */
export const caseSettings = (book: SettingsBook, zone: string, ratingDays = usualRatingDays): CaseSettings => {
  const make = () => {
    const years = [...stateCouncilNotices, ...documents<CalendarYear>(book, 'calendar_year')]
    const made = makeCalendar(years, documents<LocalOverlay>(book, 'calendar_overlay'))
    const [counting = { ...defaultCounting, zone }] = documents<Counting>(book, 'counting')
    const topics = byId(documents<Topic>(book, 'topic'))
    const units = byId(documents<Unit>(book, 'unit'))
    const limits = withDefaults(documents<LimitRule>(book, 'limit'))
    if (made.kind === 'unsound') throw new Error('a calendar that was checked is not sound')
    const { calendar } = made
    const topicsAbove = (topic: string): readonly string[] => {
      const above: string[] = []
      for (let at: string | null = topic; at !== null && !above.includes(at); at = topics.get(at)?.parent ?? null)
        above.push(at)
      return above
    }
    const clocks = countedClocks({ limits, calendar, counting, topicsAbove })
    return { calendar, counting, topics, units, limits, clocks }
  }
  let now = make()
  const jobs: (() => void)[] = []
  book.onChange(kind => {
    if (![...clockKinds, 'unit', 'topic'].includes(kind)) return
    now = make()
    if (clockKinds.includes(kind)) for (const job of jobs) job()
  })
  return {
    units: () => now.units,
    topics: () => now.topics,
    calendar: () => now.calendar,
    counting: () => now.counting,
    limits: () => now.limits,
    context: at => ({
      now: at,
      clocks: now.clocks,
      units: now.units,
      dayOf: each => dayNumberOf(each, zone),
      ratingWindowMs: ratingDays * dayMs,
    }),
    onClocksChanged: job => void jobs.push(job),
  }
}
