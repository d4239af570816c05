import type { DayNumber } from '../calendar/day.ts'

/*
 * What is counted of one local day, by the attribution of REPORT.md: a call belongs to the day it arrived, a case to the day it was accepted, a task to
 * the day it was made, what is due to the day it is due. Every count of several days is the sum of theirs, each maximum the largest. Sums of time in ms.
 */

/** Inbound calls of the hotline. */
export interface CallCounts {
  offered: number
  answered: number
  abandoned: number
  abandonedShort: number
  overflowed: number
  failed: number
  stillWaiting: number
  /** Neither answered, nor ended by a cause that an offered call can have. */
  unexplained: number
  waitMs: number
  talks: number
  talkMs: number
  longestTalkMs: number | null
  /** Answers by whole seconds of wait, rounded up, so that any service level is exact: SL(t) takes those up to t. */
  readonly answersBySecond: Map<number, number>
}

/** Conversations of satisfaction visits that have ended, by when dialling began. */
export interface VisitCounts {
  talks: number
  talkMs: number
  longestTalkMs: number | null
}

export interface CaseCounts {
  accepted: number
  phone: number
  internet: number
  otherChannel: number
  online: number
  dispatched: number
  /** Cases whose path, as it is written, is not what their dispatches say. */
  pathDiffers: number
  consultation: number
  nonConsultation: number
  epidemic: number
  rated: number
  satisfied: number
  ratedAdjusted: number
  satisfiedAdjusted: number
}

export interface TaskCounts {
  tasks: number
  reached: number
  rated: number
}

export interface DueCounts {
  due: number
  onTime: number
}

/** Cases that were handled, and how long that took together, in ms. */
export interface Handling {
  cases: number
  ms: number
}

/** Cases that were first given to a unit on one day and completed on another. */
export interface HandledCounts {
  readonly consultation: Handling
  readonly nonConsultation: Handling
}

/** All counts of one day, or of several taken together. */
export interface DayCounts {
  readonly calls: CallCounts
  readonly visits: VisitCounts
  readonly cases: CaseCounts
  readonly tasks: TaskCounts
  readonly dues: DueCounts
  /** By the day of their completion: whether both ends lie in a period is known only with it. */
  readonly handled: Map<DayNumber, HandledCounts>
}

/** Nothing yet. */
export const noCounts = (): DayCounts => ({
  calls: {
    offered: 0,
    answered: 0,
    abandoned: 0,
    abandonedShort: 0,
    overflowed: 0,
    failed: 0,
    stillWaiting: 0,
    unexplained: 0,
    waitMs: 0,
    talks: 0,
    talkMs: 0,
    longestTalkMs: null,
    answersBySecond: new Map(),
  },
  visits: { talks: 0, talkMs: 0, longestTalkMs: null },
  cases: {
    accepted: 0,
    phone: 0,
    internet: 0,
    otherChannel: 0,
    online: 0,
    dispatched: 0,
    pathDiffers: 0,
    consultation: 0,
    nonConsultation: 0,
    epidemic: 0,
    rated: 0,
    satisfied: 0,
    ratedAdjusted: 0,
    satisfiedAdjusted: 0,
  },
  tasks: { tasks: 0, reached: 0, rated: 0 },
  dues: { due: 0, onTime: 0 },
  handled: new Map(),
})

/** No case was handled yet. */
export const noHandled = (): HandledCounts => ({
  consultation: { cases: 0, ms: 0 },
  nonConsultation: { cases: 0, ms: 0 },
})

/** The larger of a maximum so far and one more value; null: there is none yet. */
export const larger = (so: number | null, value: number | null): number | null =>
  so === null ? value : value === null ? so : Math.max(so, value)

type Part = Record<string, number | null | Map<number, number>>

const addPart = (sum: Part, part: Part): void => {
  for (const [name, value] of Object.entries(part)) {
    const so = sum[name]
    if (name.startsWith('longest')) sum[name] = larger(so as number | null, value as number | null)
    else if (typeof value === 'number') sum[name] = (so as number) + value
    else if (value instanceof Map && so instanceof Map)
      for (const [key, count] of value) so.set(key, (so.get(key) ?? 0) + count)
  }
}

/** Adds what was handled. */
export const addHandled = (sum: HandledCounts, more: HandledCounts): void => {
  for (const kind of ['consultation', 'nonConsultation'] as const) {
    sum[kind].cases += more[kind].cases
    sum[kind].ms += more[kind].ms
  }
}

/** Adds the counts of one day to others. */
export const addCounts = (sum: DayCounts, day: DayCounts): void => {
  for (const part of ['calls', 'visits', 'cases', 'tasks', 'dues'] as const)
    addPart(sum[part] as unknown as Part, day[part] as unknown as Part)
  for (const [completed, counts] of day.handled) {
    const so = sum.handled.get(completed) ?? noHandled()
    addHandled(so, counts)
    sum.handled.set(completed, so)
  }
}

/** The counts of several days taken together. */
export const sumOfCounts = (days: Iterable<DayCounts>): DayCounts => {
  const sum = noCounts()
  for (const day of days) addCounts(sum, day)
  return sum
}
