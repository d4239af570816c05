import { dayIndexOf, type Period } from '../period.ts'
import type { UnitDue, UnitOrder, UnitRating, UnitSigning } from './rows.ts'

/** What is counted of one unit in a period. Sums of time in ms. */
export interface UnitCounts {
  /** Cases that it was first given in the period and did not return. */
  orders: number
  /** Cases that it was first given in the period and returned each time. */
  returned: number
  /** Of the orders: those replied to within the period, and how long that took together. */
  replied: number
  replyMs: number
  /** Of the orders: those that it had in a later round once more. */
  redone: number
  due: number
  onTime: number
  /** What had to be signed for by a limit that is known. */
  signDue: number
  signedOnTime: number
  /** Ratings as they were given. */
  rated: number
  satisfied: number
}

const noCounts = (): UnitCounts => ({
  orders: 0,
  returned: 0,
  replied: 0,
  replyMs: 0,
  redone: 0,
  due: 0,
  onTime: 0,
  signDue: 0,
  signedOnTime: 0,
  rated: 0,
  satisfied: 0,
})

/** Counts the rows of a period by unit, in any order; rows of other periods are passed over. */
export const createUnitTally = (period: Period) => {
  const units = new Map<string, UnitCounts>()
  const isWithin = (at: number): boolean => dayIndexOf(period, at) !== -1
  const of = (unit: string): UnitCounts => {
    const counts = units.get(unit) ?? noCounts()
    units.set(unit, counts)
    return counts
  }
  return {
    order({ unit, firstAt, repliedAt, kept, redone }: UnitOrder): void {
      if (!isWithin(firstAt)) return
      const counts = of(unit)
      if (!kept) {
        counts.returned += 1
        return
      }
      counts.orders += 1
      if (redone) counts.redone += 1
      if (repliedAt === null || !isWithin(repliedAt)) return
      counts.replied += 1
      counts.replyMs += repliedAt - firstAt
    },
    due({ unit, dueAt, repliedAt, returned }: UnitDue): void {
      if (returned || !isWithin(dueAt)) return
      const counts = of(unit)
      counts.due += 1
      if (repliedAt !== null && repliedAt < dueAt) counts.onTime += 1
    },
    signing({ unit, signBy, signedAt, returned }: UnitSigning): void {
      if (returned || !isWithin(signBy)) return
      const counts = of(unit)
      counts.signDue += 1
      if (signedAt !== null && signedAt < signBy) counts.signedOnTime += 1
    },
    rating({ unit, acceptedAt, score }: UnitRating): void {
      if (!isWithin(acceptedAt)) return
      const counts = of(unit)
      counts.rated += 1
      if (score === 'satisfied' || score === 'basically_satisfied') counts.satisfied += 1
    },
    end: (): ReadonlyMap<string, UnitCounts> => units,
  }
}
