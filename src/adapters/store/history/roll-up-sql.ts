import { localDay } from '../../../domain/calendar/day.ts'
import { type PackedCounts, packCounts } from '../../../domain/kpi/packed-counts.ts'
import { type Period, periodOf } from '../../../domain/kpi/period.ts'
import { type Tally, tallyVersion } from '../../../domain/kpi/tally.ts'
import type { HistoryImport } from '../../../engine/history/history-store.ts'
import type { Row } from '../query.ts'
import type { Sight } from './book-sql.ts'
import { importOf, importsSql } from './import-sql.ts'
import type { Snapshot } from './snapshots.ts'

const namesOf = (whole: readonly HistoryImport[]): string => whole.map(({ id }) => id).join()

/** Whether the kept counts of days are those of exactly these imports, for this zone, by what is counted now. */
export const isRolledUp = async (
  snapshot: Snapshot,
  whole: readonly HistoryImport[],
  zone: string,
): Promise<boolean> => {
  const [row] = await snapshot.rows('select imports, zone, version from history_roll_ups')
  return row !== undefined && row[0] === namesOf(whole) && row[1] === zone && Number(row[2]) === tallyVersion
}

export const rolledDaysSql = (hole: Sight['hole']): string =>
  `select day, counts from history_days where day >= ${hole(1)} and day <= ${hole(2)}`

/** The counts in a row: SQLite gives a text, PostgreSQL what it says. */
export const packedOf = (counts: unknown): PackedCounts =>
  (typeof counts === 'string' ? JSON.parse(counts) : counts) as PackedCounts

/** First and last instant of anything that is counted. */
const extentSql = `select
  (select min(arrived_at) from history_calls), (select max(arrived_at) from history_calls),
  (select min(accepted_at) from history_cases), (select max(accepted_at) from history_cases),
  (select min(created_at) from history_tasks), (select max(created_at) from history_tasks),
  (select min(dispatched_at) from history_dispatches), (select max(due_at) from history_dispatches),
  (select max(replied_at) from history_dispatches), (select max(dispatched_at) from history_dispatches),
  (select min(due_at) from history_dispatches)`

/** Counts that are to be kept, and of what they are; null: they are kept already, or nothing is imported. */
export interface RollUp {
  readonly imports: string
  readonly version: number
  readonly days: readonly (readonly [day: number, counts: string])[]
}

/** Counts every day of what is imported, where that is not done. */
export const rollUpOf = async (
  snapshot: Snapshot,
  zone: string,
  count: (period: Period) => Promise<Tally['days']>,
): Promise<RollUp | null> => {
  const whole = (await snapshot.rows(importsSql)).map(importOf).filter(({ endedAt }) => endedAt !== null)
  if (await isRolledUp(snapshot, whole, zone)) return null
  const instants = ((await snapshot.rows(extentSql))[0] ?? []).flatMap((value: Row[number]) =>
    value === null ? [] : Number(value),
  )
  const about = { imports: namesOf(whole), version: tallyVersion }
  if (instants.length === 0) return { ...about, days: [] }
  const [first, last] = [Math.min(...instants), Math.max(...instants)].map(at => localDay(at, zone))
  const period = periodOf('', first ?? 0, last ?? 0, zone)
  // more than fifty years are a wrong year: reports count the rows themselves
  if (period === null) return null
  const days = await count(period)
  return {
    ...about,
    days: days.flatMap((counts, index) => {
      const packed = packCounts(counts)
      return packed === null ? [] : [[period.firstDay + index, JSON.stringify(packed)] as const]
    }),
  }
}
