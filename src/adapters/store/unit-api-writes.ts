import type { NoticeWrites } from '../../engine/cases/notice-store.ts'
import type { UnitApiWrites } from '../../engine/unit-api/unit-store.ts'
import type { Backend } from './backend.ts'
import { clean } from './clean.ts'
import type { Builder } from './db.ts'
import { and, eq, isNull, lt } from './drizzle.ts'
import { placeOf } from './reads/notice-reads.ts'
import { built } from './template.ts'

/** What is written for notices and for units' own systems. Each write is a transaction of its own that only the server with the lease can commit. */
export const unitApiWrites = (
  { db, tables: { noticeProgress, unitKeys, unitRequests, webhookTargets } }: Builder,
  commit: Backend['commit'],
): NoticeWrites & UnitApiWrites => ({
  async saveNoticeProgress(of, seq) {
    await commit([
      built(
        db
          .insert(noticeProgress)
          .values({ id: placeOf[of], seq })
          .onConflictDoUpdate({ target: noticeProgress.id, set: { seq } }),
      ),
    ])
  },

  async addUnitKey(key) {
    await commit([built(db.insert(unitKeys).values(clean(key)))])
  },

  async revokeUnitKey(id, at, by) {
    const revoked = await commit([
      built(
        db
          .update(unitKeys)
          .set(clean({ revokedAt: at, revokedBy: by }))
          .where(and(eq(unitKeys.id, id), isNull(unitKeys.revokedAt)))
          .returning({ id: unitKeys.id }),
      ),
    ])
    return revoked[0]?.length === 1
  },

  async unitKeyUsed(id, at) {
    await commit([built(db.update(unitKeys).set({ lastUsedAt: at }).where(eq(unitKeys.id, id)))])
  },

  async claimUnitRequest(request, forgetBefore) {
    const claimed = await commit([
      built(db.delete(unitRequests).where(lt(unitRequests.at, forgetBefore))),
      built(db.insert(unitRequests).values(clean(request)).onConflictDoNothing().returning({ id: unitRequests.id })),
    ])
    return claimed[1]?.length === 1
  },

  async answerUnitRequest(id, status, body) {
    await commit([built(db.update(unitRequests).set(clean({ status, body })).where(eq(unitRequests.id, id)))])
  },

  async removeWebhookTarget(id) {
    const gone = await commit([
      built(db.delete(webhookTargets).where(eq(webhookTargets.id, id)).returning({ id: webhookTargets.id })),
    ])
    return gone[0]?.length === 1
  },
})
