import type { HistoryKind, HistoryRows } from '../../../../src/domain/history/history.ts'
import { type RowsOfFiles, tallyRows } from '../../../../src/domain/kpi/in-memory-book.ts'
import { readPeriod } from '../../../../src/domain/kpi/period.ts'
import type { PeriodContent } from '../../../../src/engine/history/period-book.ts'

const year = readPeriod('2020', 'Asia/Shanghai')
if (year === null) throw new Error('2020 is a year')

/** What a store would say of the year 2020, out of rows that lie in memory, in pieces of this length. */
export const contentOf = (rows: RowsOfFiles, length = 1_000): PeriodContent => ({
  tally: tallyRows(rows, year),
  head: { seq: 7, hash: 'ab', received: Date.parse('2021-01-02T03:04:05.006Z') },
  async *rows<Kind extends HistoryKind>(kind: Kind) {
    const all: readonly HistoryRows[Kind][] = rows[kind] ?? []
    for (let at = 0; at < all.length; at += length) yield all.slice(at, at + length)
  },
})
