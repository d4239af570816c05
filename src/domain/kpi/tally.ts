import type { DayNumber } from '../calendar/day.ts'
import type { HistoryClass } from '../history/history.ts'
import type { BookCall, BookCase, BookEnds, BookTask, DueDispatch, HandledCase } from './book.ts'
import {
  addCounts,
  addHandled,
  type CallCounts,
  type DayCounts,
  type HandledCounts,
  larger,
  noCounts,
  noHandled,
  sumOfCounts,
} from './counts-of-day.ts'
import { shortAbandonMs } from './figures.ts'
import { dayIndexOf, type Period } from './period.ts'

/** All that the figures of a period are computed from. */
export interface Tally extends BookEnds {
  readonly period: Period
  readonly days: readonly DayCounts[]
  readonly total: DayCounts
  /** Both ends within the period. */
  readonly handling: HandledCounts
}

/** The topic that the seed's report counts by itself (REPORT.md). */
const epidemic = 'epidemic'

const internet: readonly unknown[] = ['web', 'wechat', 'app', 'email']
const satisfied: readonly unknown[] = ['satisfied', 'basically_satisfied']

/** Whether one of the tags, separated by semicolons, is this one, whole. */
export const hasTag = (tags: string | null, tag: string): boolean =>
  tags?.includes(tag) === true && tags.split(';').some(each => each.trim() === tag)

const isConsultation = (kind: HistoryClass | null) => kind === 'consultation'

const countInbound = (counts: CallCounts, { arrivedAt, answeredAt, endedAt, endCause }: BookCall): void => {
  const isOffered = endCause !== 'rejected'
  if (isOffered) counts.offered += 1
  if (answeredAt !== null) {
    const waitMs = answeredAt - arrivedAt
    counts.answered += 1
    counts.waitMs += waitMs
    if (isOffered) {
      const second = Math.ceil(waitMs / 1_000)
      counts.answersBySecond.set(second, (counts.answersBySecond.get(second) ?? 0) + 1)
    }
    if (endedAt === null) return
    counts.talks += 1
    counts.talkMs += endedAt - answeredAt
    counts.longestTalkMs = larger(counts.longestTalkMs, endedAt - answeredAt)
    return
  }
  if (!isOffered) return
  if (endCause === 'abandoned') {
    counts.abandoned += 1
    if (endedAt !== null && endedAt - arrivedAt <= shortAbandonMs) counts.abandonedShort += 1
  } else if (endCause === 'overflow') counts.overflowed += 1
  else if (endCause === 'failed') counts.failed += 1
  else if (endCause === null && endedAt === null) counts.stillWaiting += 1
  else counts.unexplained += 1
}

const countCase = (day: DayCounts, { channel, class: kind, path, tags, dispatched, rating }: BookCase): void => {
  const counts = day.cases
  counts.accepted += 1
  if (channel === 'phone') counts.phone += 1
  else if (channel === 'other') counts.otherChannel += 1
  else if (internet.includes(channel)) counts.internet += 1
  if (dispatched) counts.dispatched += 1
  else counts.online += 1
  if (path !== null && (path === 'dispatched') !== dispatched) counts.pathDiffers += 1
  if (isConsultation(kind)) counts.consultation += 1
  else if (kind !== null) counts.nonConsultation += 1
  if (hasTag(tags, epidemic)) counts.epidemic += 1
  if (rating?.source !== 'callback') return
  const isSatisfied = satisfied.includes(rating.score)
  counts.rated += 1
  if (isSatisfied) counts.satisfied += 1
  if (rating.adjudication === 'excluded') return
  counts.ratedAdjusted += 1
  if (isSatisfied || rating.adjudication === 'recoded_satisfied') counts.satisfiedAdjusted += 1
}

/** What was first given to a unit and completed within the period. */
const handledIn = ({ firstDay, lastDay }: Period, days: readonly DayCounts[]): HandledCounts => {
  const sum = noHandled()
  for (const { handled } of days)
    for (const [completed, counts] of handled)
      if (completed >= firstDay && completed <= lastDay) addHandled(sum, counts)
  return sum
}

/** Rises with every change of what is counted: counts that were kept before are worth nothing then. */
export const tallyVersion = 1

/**
 * Counts the rows of a period, in any order; rows of other periods are passed over. Definitions: REPORT.md, one by one in `metrics/`.
 */
export const createTally = (period: Period) => {
  const days = Array.from({ length: period.starts.length - 1 }, noCounts)
  const dayOf = (at: number): DayCounts | undefined => days[dayIndexOf(period, at)]
  return {
    call(call: BookCall): void {
      const day = dayOf(call.arrivedAt)
      if (!day) return
      if (call.direction === 'inbound') {
        if (call.purpose === 'hotline') countInbound(day.calls, call)
      } else if (call.purpose === 'satisfaction_visit' && call.answeredAt !== null && call.endedAt !== null) {
        const talkMs = call.endedAt - call.answeredAt
        day.visits.talks += 1
        day.visits.talkMs += talkMs
        day.visits.longestTalkMs = larger(day.visits.longestTalkMs, talkMs)
      }
    },
    case(row: BookCase): void {
      const day = dayOf(row.acceptedAt)
      if (day) countCase(day, row)
    },
    handled({ class: kind, firstDispatchedAt, completedAt }: HandledCase): void {
      const day = dayOf(firstDispatchedAt)
      const completed = completedAt === null ? -1 : dayIndexOf(period, completedAt)
      if (kind === null || completedAt === null || !day || completed === -1) return
      const counts = day.handled.get(period.firstDay + completed) ?? noHandled()
      day.handled.set(period.firstDay + completed, counts)
      const sum = isConsultation(kind) ? counts.consultation : counts.nonConsultation
      sum.cases += 1
      sum.ms += completedAt - firstDispatchedAt
    },
    task({ createdAt, reached, rated }: BookTask): void {
      const day = dayOf(createdAt)
      if (!day) return
      day.tasks.tasks += 1
      if (reached) day.tasks.reached += 1
      if (rated) day.tasks.rated += 1
    },
    due({ dueAt, repliedAt, returned }: DueDispatch): void {
      const day = dayOf(dueAt)
      if (!day || returned) return
      day.dues.due += 1
      if (repliedAt !== null && repliedAt < dueAt) day.dues.onTime += 1
    },
    /** What was counted of a whole day before, of other rows than are given here. */
    day(number: DayNumber, counts: DayCounts): void {
      const day = days[number - period.firstDay]
      if (day) addCounts(day, counts)
    },
    /** The tally, once all rows were given. */
    end: (ends: BookEnds): Tally => ({
      ...ends,
      period,
      days,
      total: sumOfCounts(days),
      handling: handledIn(period, days),
    }),
  }
}
