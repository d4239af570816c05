import { localDay } from '../../calendar/day.ts'
import type { HistoryDispatch, HistoryRows } from '../../history/history.ts'
import { countingRatings, type RowsOfFiles } from '../in-memory-book.ts'
import { type Period, yearBefore } from '../period.ts'
import type { Breakdown } from './breakdown.ts'
import { createTopicTally, type TopicTally } from './topic-tally.ts'
import { createUnitTally } from './unit-tally.ts'

/** A case in the hands of each unit that was given it. */
const ordersOf = (dispatches: readonly HistoryDispatch[]) => {
  const orders = new Map<string, { unit: string; firstAt: number; kept: readonly HistoryDispatch[] }>()
  for (const dispatch of dispatches) {
    const { caseNo, unit, dispatchedAt, returned } = dispatch
    const key = JSON.stringify([caseNo, unit])
    const so = orders.get(key)
    orders.set(key, {
      unit,
      firstAt: Math.min(so?.firstAt ?? dispatchedAt, dispatchedAt),
      kept: returned ? (so?.kept ?? []) : [...(so?.kept ?? []), dispatch],
    })
  }
  return [...orders.values()].map(({ unit, firstAt, kept }) => {
    const replies = kept.flatMap(({ repliedAt }) => repliedAt ?? [])
    return {
      unit,
      firstAt,
      repliedAt: replies.length === 0 ? null : Math.max(...replies),
      kept: kept.length > 0,
      redone: new Set(kept.map(({ round }) => round)).size > 1,
    }
  })
}

/** The unit that was given a case last and did not return it; of two at the same instant the one that stands later. */
const lastUnits = (dispatches: readonly HistoryDispatch[]): ReadonlyMap<string, string> => {
  const last = new Map<string, HistoryDispatch>()
  for (const dispatch of dispatches) {
    const so = last.get(dispatch.caseNo)
    if (!dispatch.returned && (!so || dispatch.dispatchedAt >= so.dispatchedAt)) last.set(dispatch.caseNo, dispatch)
  }
  return new Map([...last].map(([caseNo, { unit }]) => [caseNo, unit]))
}

const topicsIn = (cases: readonly HistoryRows['cases'][], period: Period): TopicTally => {
  const tally = createTopicTally(period)
  for (const row of cases) tally.case(row)
  const first = cases.reduce<number | null>((so, { acceptedAt }) => Math.min(so ?? acceptedAt, acceptedAt), null)
  return tally.end(first === null ? null : localDay(first, period.zone))
}

/** The breakdown of rows that lie in memory: says what each join means, and is what every store must agree with. */
export const breakdownOfRows = (rows: RowsOfFiles, period: Period): Breakdown => {
  const { cases, dispatches, ratings = [] } = rows
  const tally = createUnitTally(period)
  for (const order of ordersOf(dispatches ?? [])) tally.order(order)
  for (const { unit, dueAt, repliedAt, returned } of dispatches ?? [])
    if (dueAt !== null) tally.due({ unit, dueAt, repliedAt, returned })
  const counting = countingRatings(ratings)
  const lastUnit = lastUnits(dispatches ?? [])
  for (const { caseNo, acceptedAt } of cases ?? []) {
    const [rating, unit] = [counting.get(caseNo), lastUnit.get(caseNo)]
    if (rating?.source === 'callback' && unit !== undefined) tally.rating({ ...rating, unit, acceptedAt })
  }
  const before = yearBefore(period)
  const topicsBefore = before === null ? null : topicsIn(cases ?? [], before)
  return {
    period,
    units:
      dispatches === undefined
        ? null
        : {
            counts: tally.end(),
            known: new Set(dispatches.flatMap(({ unit, dispatchedAt }) => (dispatchedAt < period.to ? unit : []))),
          },
    topics:
      cases === undefined
        ? null
        : { now: topicsIn(cases, period), before: topicsBefore?.cases === 0 ? null : topicsBefore },
    names: { units: new Map(), topics: new Map() },
  }
}
