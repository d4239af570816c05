import { createArrivalTally } from '../../../domain/kpi/dictionary/arrival-tally.ts'
import type { DictionaryCounts } from '../../../domain/kpi/dictionary/entry.ts'
import type { Period } from '../../../domain/kpi/period.ts'
import { arrivedQuery } from './dictionary-sql.ts'
import { look } from './read-book.ts'
import { feedOf } from './read-breakdown.ts'
import type { Snapshot } from './snapshots.ts'

/** What the dictionary of a period counts, out of one snapshot. */
export const readDictionary = async (snapshot: Snapshot, period: Period, until: number): Promise<DictionaryCounts> => {
  const { sight } = await look(snapshot)
  const feed = feedOf(snapshot, period)
  const arrivals = createArrivalTally(period, until)
  await feed(arrivedQuery(sight), arrivals.arrived)
  return { arrivals: arrivals.end() }
}
