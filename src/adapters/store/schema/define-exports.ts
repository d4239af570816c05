import type { DayStanding } from '../../../domain/export/day-version.ts'
import type { DeliveryState } from '../../../domain/export/delivery-table.ts'
import type { ExportedFile } from '../../../engine/export/ports.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/** What was exported of each day, and where it was brought. No projection of the ledger: it tells what was made of it. Days are counted from 1970-01-01. */
export const defineExports = ({ table, index, unique, text, int, id, instant, json }: Dialect) => {
  const dayVersions = table(
    'day_versions',
    {
      id: id().primaryKey(),
      day: int().notNull(),
      version: int().notNull(),
      standing: text().$type<DayStanding>().notNull(),
      content: text().notNull(),
      madeAt: instant().notNull(),
      headSeq: int().notNull(),
      headHash: text().notNull(),
      files: json<readonly ExportedFile[]>().notNull(),
    },
    t => [unique('day_versions_day').on(t.day, t.version)],
  )

  const dayDeliveries = table(
    'day_deliveries',
    {
      id: id().primaryKey(),
      day: int().notNull(),
      version: int().notNull(),
      target: text().notNull(),
      state: text().$type<DeliveryState>().notNull(),
      nextAt: instant().notNull(),
      tries: int().notNull(),
      lastError: text(),
      endedAt: instant(),
    },
    t => [
      unique('day_deliveries_target').on(t.day, t.version, t.target),
      index('day_deliveries_open').on(t.day, t.version, t.target).where(sql`${t.endedAt} is null`),
    ],
  )

  return { dayVersions, dayDeliveries }
}
