import type { UnitApiReads } from '../../../engine/unit-api/unit-store.ts'
import type { Builder } from '../db.ts'
import { asc, desc, eq } from '../drizzle.ts'

/** Keys of units' own systems, what they asked for, and where they are told. */
export const unitApiReads = ({ db, tables: { unitKeys, unitRequests, webhookTargets } }: Builder): UnitApiReads => ({
  unitKeys: () => db.select().from(unitKeys).orderBy(desc(unitKeys.createdAt), asc(unitKeys.id)),
  unitKeyByHash: async hash => (await db.select().from(unitKeys).where(eq(unitKeys.hash, hash)))[0] ?? null,
  unitRequest: async id => (await db.select().from(unitRequests).where(eq(unitRequests.id, id)))[0] ?? null,
  webhookTargets: () => db.select().from(webhookTargets).orderBy(asc(webhookTargets.id)),
})
