import type { Delivery } from '../../../domain/export/delivery-table.ts'
import type { ExportReads } from '../../../engine/export/export-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gt, gte, isNull, lt, lte, sql } from '../drizzle.ts'

/** What was exported of each day, and where it was brought. */
export const exportReads = ({
  db,
  tables: { dayVersions, dayDeliveries, calls, facts, historyCalls },
}: Builder): ExportReads => {
  const { day, version, standing, content, madeAt, headSeq, headHash, files } = dayVersions
  const ofVersion = { day, version, standing, content, madeAt, headSeq, headHash, files }
  const ofDelivery = {
    day: dayDeliveries.day,
    version: dayDeliveries.version,
    target: dayDeliveries.target,
    state: dayDeliveries.state,
    nextAt: dayDeliveries.nextAt,
    tries: dayDeliveries.tries,
    lastError: dayDeliveries.lastError,
    endedAt: dayDeliveries.endedAt,
  }
  return {
    async firstFactAt() {
      return (await db.select({ at: facts.at }).from(facts).orderBy(asc(facts.seq)).limit(1))[0]?.at ?? null
    },

    newestVersions: from =>
      db
        .select(ofVersion)
        .from(dayVersions)
        .where(
          and(
            gte(day, from),
            eq(version, sql`(select max(later.version) from day_versions as later where later.day = ${day})`),
          ),
        )
        .orderBy(asc(day)),

    async exportRuns(limit) {
      const versions = await db.select(ofVersion).from(dayVersions).orderBy(desc(day), desc(version)).limit(limit)
      const oldest = versions.at(-1)?.day
      const newest = versions[0]?.day
      if (oldest === undefined || newest === undefined) return []
      const found: readonly Delivery[] = await db
        .select(ofDelivery)
        .from(dayDeliveries)
        .where(and(gte(dayDeliveries.day, oldest), lte(dayDeliveries.day, newest)))
        .orderBy(asc(dayDeliveries.day), asc(dayDeliveries.version), asc(dayDeliveries.target))
      return versions.map(row => ({
        ...row,
        deliveries: found.filter(each => each.day === row.day && each.version === row.version),
      }))
    },

    async hasImportedCalls(from, to) {
      const { seq, arrivedAt } = historyCalls
      const found = await db
        .select({ seq })
        .from(historyCalls)
        .where(and(gte(arrivedAt, from), lt(arrivedAt, to)))
        .limit(1)
      return found.length > 0
    },

    async hasFactsOfCallsSince(after, from, to) {
      const found = await db
        .select({ seq: facts.seq })
        .from(facts)
        .innerJoin(calls, eq(calls.id, facts.callId))
        .where(and(gt(facts.seq, after), gte(calls.arrivedAt, from), lt(calls.arrivedAt, to)))
        .limit(1)
      return found.length > 0
    },

    openDeliveries: () =>
      db
        .select(ofDelivery)
        .from(dayDeliveries)
        .where(isNull(dayDeliveries.endedAt))
        .orderBy(asc(dayDeliveries.day), asc(dayDeliveries.version), asc(dayDeliveries.target)),
  }
}
