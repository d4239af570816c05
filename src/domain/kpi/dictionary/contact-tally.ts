import { dayIndexOf, type Period } from '../period.ts'

const dayMs = 86_400_000

/** An answered call is a repeat where another one of its number was answered within so long before it, ms (DOMAIN.md 2.2: 7 d). */
export const repeatMs = 7 * dayMs

/** A lost call is made good where its caller was rung or called again, and somebody answered, within so long after it, ms; a house rule. */
export const returnMs = dayMs

/** An answered call of the hotline from a known number, in the period of its `arrivedAt`. */
export interface NumberedCall {
  readonly arrivedAt: number
  readonly repeated: boolean
}

/** A call of the hotline from a known number that nobody answered and that has ended, in the period of its `arrivedAt`. */
export interface LostCall {
  readonly arrivedAt: number
  readonly returned: boolean
}

/** A task of a satisfaction visit, in the period of its `createdAt`. `attempted`: it was dialled at least once. */
export interface VisitTask {
  readonly createdAt: number
  readonly attempted: boolean
}

/** A dial of a satisfaction visit that is over, in the period of its `beganAt`. `answered`: by a person. */
export interface VisitDial {
  readonly beganAt: number
  readonly answered: boolean
}

/** How often citizens called again, were rung back, and were reached. */
export interface ContactCounts {
  readonly numbered: number
  readonly repeated: number
  readonly lost: number
  readonly returned: number
  readonly tasks: number
  readonly attempted: number
  readonly dials: number
  readonly answeredDials: number
}

/** Counts contacts of a period, in any order; rows of other periods are passed over. */
export const createContactTally = (period: Period) => {
  const counts = {
    ...{ numbered: 0, repeated: 0, lost: 0, returned: 0 },
    ...{ tasks: 0, attempted: 0, dials: 0, answeredDials: 0 },
  }
  const take = (at: number, all: keyof ContactCounts, some: keyof ContactCounts, isSome: boolean): void => {
    if (dayIndexOf(period, at) === -1) return
    counts[all] += 1
    if (isSome) counts[some] += 1
  }
  return {
    numbered: ({ arrivedAt, repeated }: NumberedCall): void => take(arrivedAt, 'numbered', 'repeated', repeated),
    lost: ({ arrivedAt, returned }: LostCall): void => take(arrivedAt, 'lost', 'returned', returned),
    task: ({ createdAt, attempted }: VisitTask): void => take(createdAt, 'tasks', 'attempted', attempted),
    dial: ({ beganAt, answered }: VisitDial): void => take(beganAt, 'dials', 'answeredDials', answered),
    end: (): ContactCounts => counts,
  }
}
