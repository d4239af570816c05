import type { Period } from '../period.ts'
import type { TopicTally } from './topic-tally.ts'
import type { UnitCounts } from './unit-tally.ts'

/** Figures of a period by unit and topic. */
export interface Breakdown {
  readonly period: Period
  /** Null: nothing is known of dispatches. */
  readonly units: UnitsOfPeriod | null
  /** Null: nothing is known of cases. */
  readonly topics: TopicsOfPeriod | null
  /** What units and topics are called, by their id; one of a file is called what it is written as. */
  readonly names: { readonly units: ReadonlyMap<string, string>; readonly topics: ReadonlyMap<string, string> }
}

export interface UnitsOfPeriod {
  /** Of each unit of which anything was counted. */
  readonly counts: ReadonlyMap<string, UnitCounts>
  /** All that had been given a case before the end of the period, or could have been. */
  readonly known: ReadonlySet<string>
}

export interface TopicsOfPeriod {
  readonly now: TopicTally
  /** The same stretch a year before; null: nothing is known of it. */
  readonly before: TopicTally | null
}

/** What a unit or topic is called. */
export const nameOf = (names: ReadonlyMap<string, string>, id: string): string => names.get(id) ?? id
