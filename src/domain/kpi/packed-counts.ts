import { type DayCounts, type HandledCounts, noCounts } from './counts-of-day.ts'

/** Counts of a day as they are kept: what is counted by something is a list of pairs. */
export interface PackedCounts extends Omit<DayCounts, 'calls' | 'handled'> {
  readonly calls: Omit<DayCounts['calls'], 'answersBySecond'> & {
    readonly answersBySecond: readonly (readonly [number, number])[]
  }
  readonly handled: readonly (readonly [number, HandledCounts])[]
}

/** Makes counts plain data; null: nothing happened on that day. */
export const packCounts = (counts: DayCounts): PackedCounts | null => {
  const packed = {
    ...counts,
    calls: { ...counts.calls, answersBySecond: [...counts.calls.answersBySecond] },
    handled: [...counts.handled],
  }
  return JSON.stringify(packed) === nothing ? null : packed
}

const nothing = JSON.stringify({ ...noCounts(), calls: { ...noCounts().calls, answersBySecond: [] }, handled: [] })

/** The counts again. */
export const unpackCounts = (packed: PackedCounts): DayCounts => ({
  ...packed,
  calls: { ...packed.calls, answersBySecond: new Map(packed.calls.answersBySecond) },
  handled: new Map(packed.handled),
})
