import type { MessageWrites } from '../../engine/messages/message-store.ts'
import type { Backend } from './backend.ts'
import { clean } from './clean.ts'
import type { Builder } from './db.ts'
import { and, asc, eq, inArray, isNotNull, lt } from './drizzle.ts'
import { built } from './template.ts'

/** Messages on their way out. Each write is a transaction of its own that only the server with the lease can commit. */
export const messageWrites = (
  { db, tables: { outbox, webhookTargets } }: Builder,
  commit: Backend['commit'],
): MessageWrites => ({
  async addMessage(entry) {
    const added = await commit([
      built(db.insert(outbox).values(clean(entry)).onConflictDoNothing().returning({ key: outbox.key })),
    ])
    return added[0]?.length === 1
  },

  async moveMessage(from, to) {
    const { state, dueAt, nextAt, tries, lastError, endedAt, receipt } = clean(to)
    const moved = await commit([
      built(
        db
          .update(outbox)
          .set({ state, dueAt, nextAt, tries, lastError, endedAt, receipt })
          .where(and(eq(outbox.key, from.key), eq(outbox.state, from.state), eq(outbox.tries, from.tries)))
          .returning({ key: outbox.key }),
      ),
    ])
    return moved[0]?.length === 1
  },

  async forgetMessages(endedBefore, limit) {
    const old = db
      .select({ key: outbox.key })
      .from(outbox)
      .where(and(isNotNull(outbox.endedAt), lt(outbox.endedAt, endedBefore)))
      .orderBy(asc(outbox.endedAt))
      .limit(limit)
    const gone = await commit([built(db.delete(outbox).where(inArray(outbox.key, old)).returning({ key: outbox.key }))])
    return gone[0]?.length ?? 0
  },

  async saveWebhookTarget(target) {
    const row = clean(target)
    const { id: _, ...changed } = row
    await commit([
      built(db.insert(webhookTargets).values(row).onConflictDoUpdate({ target: webhookTargets.id, set: changed })),
    ])
  },

  async disableWebhookTarget({ id, url }, at, why) {
    await commit([
      built(
        db
          .update(webhookTargets)
          .set(clean({ disabledAt: at, disabledWhy: why }))
          .where(and(eq(webhookTargets.id, id), eq(webhookTargets.url, url))),
      ),
    ])
  },
})
