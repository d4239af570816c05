import type { AttemptOutcome } from '../../domain/campaign/outcome.ts'
import { percent } from '../../domain/kpi/rate.ts'

/** Attempts of one outcome, as they are read; `outcome` null: not known yet. */
export interface AttemptGroup {
  readonly outcome: AttemptOutcome | null
  readonly count: number
  readonly reached: number
}

/** Attempts together. A rate is of those that are over, since one that runs has come to nothing yet. */
export interface AttemptTally {
  readonly attempts: number
  readonly open: number
  readonly reached: number
  readonly reachedPercent: number | null
  /** Those that there are, the most frequent first. */
  readonly outcomes: readonly { readonly outcome: AttemptOutcome; readonly count: number }[]
}

const sumOf = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((sum, row) => sum + of(row), 0)

/** Adds groups up, whatever else they are of. */
export const tallyOf = (groups: readonly AttemptGroup[]): AttemptTally => {
  const counts = new Map<AttemptOutcome, number>()
  for (const { outcome, count } of groups) if (outcome !== null) counts.set(outcome, (counts.get(outcome) ?? 0) + count)
  const attempts = sumOf(groups, ({ count }) => count)
  const reached = sumOf(groups, group => group.reached)
  const over = sumOf([...counts.values()], count => count)
  return {
    attempts,
    open: attempts - over,
    reached,
    reachedPercent: percent(reached, over),
    outcomes: [...counts]
      .map(([outcome, count]) => ({ outcome, count }))
      .sort((a, b) => b.count - a.count || (a.outcome < b.outcome ? -1 : 1)),
  }
}

/** The groups of each key, in the order of the keys. */
export const groupsBy = <T, Key extends number | string>(
  rows: readonly T[],
  keyOf: (row: T) => Key,
): readonly (readonly [Key, readonly T[]])[] =>
  [...Map.groupBy(rows, keyOf)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
