import { shortAbandonMs } from '../figures.ts'
import { dayIndexOf, type Period } from '../period.ts'
import { asArrival, lowestRollingDay, type RollingDay } from './rolling-day.ts'
import type { ArrivedCall } from './rows.ts'

/** What became of the calls that arrived: each is in exactly one, an answered one in `answered` whatever else is said of it. */
export interface LossTree {
  answered: number
  /** Abandoned: by where the caller gave up. */
  inAnnouncement: number
  inQueue: number
  ringing: number
  stageUnknown: number
  /** Overflowed: by why. */
  queueFull: number
  longestWait: number
  placeKept: number
  overflowUnknown: number
  failed: number
  /** Blacklist and restrictions. */
  refused: number
  stillWaiting: number
  /** Neither answered, nor ended by a cause that a call can have; must be 0. */
  unexplained: number
}

/** The clock hour with the most offered calls; of several the first. */
export interface BusiestHour {
  readonly from: number
  readonly offered: number
}

/** What the dictionary counts of the inbound calls of a period. Waits in ms, ascending. */
export interface ArrivalCounts {
  readonly arrived: number
  readonly offered: number
  readonly answeredOfOffered: number
  readonly abandonedShort: number
  /** Of these: those who gave up after the announcement; null where the stage of one is not known. */
  readonly shortAfterAnnouncement: number | null
  readonly tree: Readonly<LossTree>
  readonly answeredWaits: Float64Array
  /** From when the call came into the queue, of answered calls of which that is known. */
  readonly queueWaits: Float64Array
  readonly abandonedWaits: Float64Array
  readonly busiestHour: BusiestHour | null
  readonly lowestDay: RollingDay | null
}

const hourMs = 3_600_000

const noTree = (): LossTree => ({
  answered: 0,
  inAnnouncement: 0,
  inQueue: 0,
  ringing: 0,
  stageUnknown: 0,
  queueFull: 0,
  longestWait: 0,
  placeKept: 0,
  overflowUnknown: 0,
  failed: 0,
  refused: 0,
  stillWaiting: 0,
  unexplained: 0,
})

const stages = { announcement: 'inAnnouncement', queue: 'inQueue', ringing: 'ringing' } as const
const reasons = { queue_full: 'queueFull', max_wait: 'longestWait', place_kept: 'placeKept' } as const

/** Where a call stands in the tree. */
const leafOf = ({ answeredAt, endedAt, endCause, stage, reason }: ArrivedCall): keyof LossTree => {
  if (answeredAt !== null) return 'answered'
  if (endCause === 'rejected') return 'refused'
  if (endCause === 'abandoned') return stage === null ? 'stageUnknown' : stages[stage]
  if (endCause === 'overflow') return reason === null ? 'overflowUnknown' : reasons[reason]
  if (endCause === 'failed') return 'failed'
  return endCause === null && endedAt === null ? 'stillWaiting' : 'unexplained'
}

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort()

/** Counts the inbound calls of a period, in any order; calls of other periods are passed over. Of a period that is not over `until` says up to when the books can know anything (UTC ms). */
export const createArrivalTally = (period: Period, until: number) => {
  const tree = noTree()
  const waits = { answered: [] as number[], queue: [] as number[], abandoned: [] as number[] }
  const offered: number[] = []
  const hours = new Map<number, number>()
  let [answeredOfOffered, short, shortLater] = [0, 0, 0]

  const countHour = (at: number, day: number): void => {
    const start = period.starts[day] ?? 0
    const hour = start + Math.floor((at - start) / hourMs) * hourMs
    hours.set(hour, (hours.get(hour) ?? 0) + 1)
  }
  return {
    arrived(call: ArrivedCall): void {
      const { arrivedAt, queuedAt, answeredAt, endedAt, stage } = call
      const day = dayIndexOf(period, arrivedAt)
      if (day === -1) return
      const leaf = leafOf(call)
      tree[leaf] += 1
      if (call.endCause !== 'rejected') {
        offered.push(asArrival(arrivedAt, answeredAt !== null))
        countHour(arrivedAt, day)
        if (answeredAt !== null) answeredOfOffered += 1
      }
      if (answeredAt !== null) {
        waits.answered.push(answeredAt - arrivedAt)
        if (queuedAt !== null) waits.queue.push(answeredAt - queuedAt)
      } else if (call.endCause === 'abandoned' && endedAt !== null) {
        waits.abandoned.push(endedAt - arrivedAt)
        if (endedAt - arrivedAt > shortAbandonMs) return
        short += 1
        if (stage !== 'announcement') shortLater += 1
      }
    },
    end(): ArrivalCounts {
      let busiest: BusiestHour | null = null
      for (const [from, count] of hours)
        if (busiest === null || count > busiest.offered || (count === busiest.offered && from < busiest.from))
          busiest = { from, offered: count }
      return {
        arrived: Object.values(tree).reduce((sum, count) => sum + count, 0),
        offered: offered.length,
        answeredOfOffered,
        abandonedShort: short,
        shortAfterAnnouncement: tree.stageUnknown > 0 ? null : shortLater,
        tree,
        answeredWaits: sorted(waits.answered),
        queueWaits: sorted(waits.queue),
        abandonedWaits: sorted(waits.abandoned),
        busiestHour: busiest,
        lowestDay: lowestRollingDay(sorted(offered), period.from, Math.min(period.to, until)),
      }
    },
  }
}
