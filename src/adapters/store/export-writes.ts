import type { ExportWrites } from '../../engine/export/export-store.ts'
import type { Backend } from './backend.ts'
import { clean } from './clean.ts'
import type { Builder } from './db.ts'
import { and, eq, isNull, lt } from './drizzle.ts'
import { built } from './template.ts'

/** Exported days and their deliveries. Each write is a transaction of its own that only the server with the lease can commit. */
export const exportWrites = (
  { db, tables: { dayVersions, dayDeliveries } }: Builder,
  commit: Backend['commit'],
): ExportWrites => ({
  async addDayVersion({ day, version, standing, content, madeAt, headSeq, headHash, files }, deliveries) {
    const row = { day, version, standing, content, madeAt, headSeq, headHash, files }
    const added = await commit([
      built(db.insert(dayVersions).values(row).onConflictDoNothing().returning({ version: dayVersions.version })),
      built(
        db
          .update(dayDeliveries)
          .set({ state: 'superseded', endedAt: madeAt })
          .where(and(eq(dayDeliveries.day, day), lt(dayDeliveries.version, version), isNull(dayDeliveries.endedAt))),
      ),
      ...deliveries.map(delivery => built(db.insert(dayDeliveries).values(clean(delivery)).onConflictDoNothing())),
    ])
    return added[0]?.length === 1
  },

  async moveDelivery(from, to) {
    const { state, nextAt, tries, lastError, endedAt } = clean(to)
    const moved = await commit([
      built(
        db
          .update(dayDeliveries)
          .set({ state, nextAt, tries, lastError, endedAt })
          .where(
            and(
              eq(dayDeliveries.day, from.day),
              eq(dayDeliveries.version, from.version),
              eq(dayDeliveries.target, from.target),
              eq(dayDeliveries.state, from.state),
              eq(dayDeliveries.tries, from.tries),
            ),
          )
          .returning({ id: dayDeliveries.id }),
      ),
    ])
    return moved[0]?.length === 1
  },
})
