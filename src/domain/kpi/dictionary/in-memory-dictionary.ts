import { type RowsOfFiles, tallyRows } from '../in-memory-book.ts'
import type { Period } from '../period.ts'
import { createArrivalTally } from './arrival-tally.ts'
import type { DictionaryBook } from './entry.ts'
import type { ArrivedCall } from './rows.ts'

/** Rows of files, and what only the hotline's own ledger knows. */
export interface DictionaryRows extends RowsOfFiles {
  readonly arrived?: readonly ArrivedCall[]
}

/** The book of rows that lie in memory, of a time that is over: says what each join means, and is what every store must agree with. */
export const dictionaryOfRows = (
  { arrived = [], ...rows }: DictionaryRows,
  period: Period,
  until: number = period.to,
): DictionaryBook => {
  const arrivals = createArrivalTally(period, until)
  for (const call of rows.calls ?? [])
    if (call.direction === 'inbound' && call.purpose === 'hotline')
      arrivals.arrived({ ...call, stage: null, reason: null })
  for (const call of arrived) arrivals.arrived(call)
  return { tally: tallyRows(rows, period), arrivals: arrivals.end() }
}
