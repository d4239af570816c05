import type { Writes } from '../../engine/store.ts'
import type { Backend } from './backend.ts'
import { clean } from './clean.ts'
import type { Builder } from './db.ts'
import { eq, lt, lte, sql } from './drizzle.ts'
import { exportWrites } from './export-writes.ts'
import { messageWrites } from './message-writes.ts'
import { built } from './template.ts'
import { unitApiWrites } from './unit-api-writes.ts'

const keepDraftsMs = 7 * 86_400_000

/** Settings, sign-ins and drafts. What is saved again under its id (a user: under his name) takes the place of the old. */
export const writes = (builder: Builder, commit: Backend['commit']): Writes => {
  const {
    db,
    tables: { queues, agents, users, sessions, drafts, directory },
  } = builder
  return {
    ...exportWrites(builder, commit),
    ...messageWrites(builder, commit),
    ...unitApiWrites(builder, commit),

    async saveQueue(queue) {
      const document = clean(queue)
      await commit([
        built(
          db
            .insert(queues)
            .values({ id: document.id, document })
            .onConflictDoUpdate({
              target: queues.id,
              set: { document: sql`excluded.document`, version: sql`${queues.version} + 1` },
            }),
        ),
      ])
    },

    async saveDirectoryEntry(entry) {
      const document = clean(entry)
      await commit([
        built(
          db
            .insert(directory)
            .values({ id: document.id, document })
            .onConflictDoUpdate({ target: directory.id, set: { document: sql`excluded.document` } }),
        ),
      ])
    },

    async removeDirectoryEntry(id) {
      await commit([built(db.delete(directory).where(eq(directory.id, id)))])
    },

    async saveAgent(agent) {
      const { group, ...rest } = clean(agent)
      const row = { ...rest, groupName: group }
      const { id: _, ...changed } = row
      await commit([built(db.insert(agents).values(row).onConflictDoUpdate({ target: agents.id, set: changed }))])
    },

    async savePhoneWishes(agentId, { wantsStandingLeg, autoAccept }) {
      await commit([built(db.update(agents).set({ wantsStandingLeg, autoAccept }).where(eq(agents.id, agentId)))])
    },

    async saveUser(user) {
      const row = clean({ alsoRoles: null, unitId: null, ...user })
      const { name: _, ...changed } = row
      const saved = await commit([
        built(
          db
            .insert(users)
            .values(row)
            .onConflictDoUpdate({ target: users.name, set: changed })
            .returning({ id: users.id }),
        ),
      ])
      return { ...row, id: Number(saved[0]?.[0]?.[0]) }
    },

    async addSession(session) {
      await commit([
        built(db.delete(sessions).where(lte(sessions.expiresAt, session.createdAt))),
        built(db.insert(sessions).values(session)),
      ])
    },

    async endSession(tokenHash) {
      await commit([built(db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))])
    },

    async saveDraft({ now, basedOn, callId, agentId, fields: written }) {
      const { text = '', ...fields } = written
      const saved = await commit([
        built(db.delete(drafts).where(lt(drafts.updatedAt, now - keepDraftsMs))),
        built(
          db
            .insert(drafts)
            .values({ ...clean({ callId, agentId, text, fields }), updatedAt: now })
            .onConflictDoUpdate({
              target: [drafts.callId, drafts.agentId],
              set: {
                text: sql`excluded.text`,
                fields: sql`excluded.fields`,
                updatedAt: sql`case when ${drafts.updatedAt} < excluded.updated_at then excluded.updated_at else ${drafts.updatedAt} + 1 end`,
              },
              setWhere: eq(drafts.updatedAt, basedOn ?? -1),
            })
            .returning({ updatedAt: drafts.updatedAt }),
        ),
      ])
      const updatedAt = saved[1]?.[0]?.[0]
      return updatedAt === undefined ? null : Number(updatedAt)
    },
  }
}
