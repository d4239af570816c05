import type { HistoryClass } from '../history/history.ts'
import type { BookCall, BookCase, BookEnds, BookTask, DueDispatch, HandledCase } from './book.ts'
import { type CallCounts, type DayCounts, larger, noCounts, sumOfCounts } from './counts-of-day.ts'
import { shortAbandonMs } from './figures.ts'
import { dayIndexOf, type Period } from './period.ts'

/** Cases that were handled within the period, and how long that took together, in ms. */
export interface Handling {
  cases: number
  ms: number
}

/** All that the figures of a period are computed from. */
export interface Tally extends BookEnds {
  readonly period: Period
  readonly days: readonly DayCounts[]
  readonly total: DayCounts
  readonly handling: { readonly consultation: Handling; readonly nonConsultation: Handling }
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
  else counts.rejected += 1
  if (answeredAt !== null) {
    const waitMs = answeredAt - arrivedAt
    counts.answered += 1
    counts.waitMs += waitMs
    if (isOffered) {
      counts.answeredOffered += 1
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

/**
 * Counts the rows of a period, in any order; rows of other periods are passed over. Definitions: REPORT.md, one by one in `metrics/`.
 */
export const createTally = (period: Period) => {
  const days = Array.from({ length: period.starts.length - 1 }, noCounts)
  const handling = { consultation: { cases: 0, ms: 0 }, nonConsultation: { cases: 0, ms: 0 } }
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
      if (kind === null || completedAt === null || !dayOf(firstDispatchedAt) || !dayOf(completedAt)) return
      const sum = isConsultation(kind) ? handling.consultation : handling.nonConsultation
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
    /** The tally, once all rows were given. */
    end: (ends: BookEnds): Tally => ({ ...ends, period, days, total: sumOfCounts(days), handling }),
  }
}
