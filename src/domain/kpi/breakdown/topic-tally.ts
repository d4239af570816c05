import type { DayNumber } from '../../calendar/day.ts'
import type { HistoryClass } from '../../history/history.ts'
import { dayIndexOf, type Period, periodOf } from '../period.ts'
import type { TopicCase } from './rows.ts'

/** How many days before a day say what is usual on it: four weeks, so that each day of the week is in it as often. */
export const usualDays = 28

/** Cases of a period by what they are about. */
export interface TopicTally {
  readonly period: Period
  /** All cases of the period, and those of them that have no topic. */
  readonly cases: number
  readonly without: number
  /** Cases of the period by topic; a case of two topics counts for both. */
  readonly counts: ReadonlyMap<string, number>
  /** Of each topic its cases by day, also of the days before the period by which a day of it is judged. */
  readonly days: ReadonlyMap<string, ReadonlyMap<DayNumber, number>>
  readonly classes: ReadonlyMap<HistoryClass | null, number>
  /** The first day of which there is any case at all: what was usual before it is not known. Null: there is none. */
  readonly knownFrom: DayNumber | null
}

/** The topics of a case, each once: whole tags, without the space around them. */
export const topicsOf = (tags: string | null): ReadonlySet<string> =>
  new Set((tags ?? '').split(';').flatMap(each => each.trim() || []))

/** A period with the days before it by which its first days are judged; where that is longer than any period may be, without them. */
export const withUsualDays = (period: Period): Period =>
  periodOf(period.name, period.firstDay - usualDays, period.lastDay, period.zone) ?? period

const add = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

/** Counts the cases of a period and of the days before it by topic, in any order; others are passed over. */
export const createTopicTally = (period: Period) => {
  const wide = withUsualDays(period)
  const daysBefore = period.firstDay - wide.firstDay
  const counts = new Map<string, number>()
  const days = new Map<string, Map<DayNumber, number>>()
  const classes = new Map<HistoryClass | null, number>()
  let cases = 0
  let without = 0
  return {
    case({ acceptedAt, class: kind, tags }: TopicCase): void {
      const index = dayIndexOf(wide, acceptedAt)
      if (index === -1) return
      const isWithin = index >= daysBefore
      const topics = topicsOf(tags)
      if (isWithin) {
        cases += 1
        if (topics.size === 0) without += 1
        add(classes, kind)
      }
      for (const topic of topics) {
        const ofTopic = days.get(topic) ?? new Map<DayNumber, number>()
        days.set(topic, ofTopic)
        add(ofTopic, wide.firstDay + index)
        if (isWithin) add(counts, topic)
      }
    },
    end: (knownFrom: DayNumber | null): TopicTally => ({ period, cases, without, counts, days, classes, knownFrom }),
  }
}
