import type { Writes } from '../../engine/store.ts'
import type { Backend } from './backend.ts'
import { clean } from './clean.ts'
import type { Builder } from './db.ts'
import { eq, lte, sql } from './drizzle.ts'
import { built } from './template.ts'

/** Settings and sign-ins. What is saved again under its id (a user: under his name) takes the place of the old. */
export const writes = (
  { db, tables: { queues, agents, users, sessions } }: Builder,
  commit: Backend['commit'],
): Writes => ({
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

  async saveAgent(agent) {
    const { group, ...rest } = clean(agent)
    const row = { ...rest, groupName: group }
    const { id: _, ...changed } = row
    await commit([built(db.insert(agents).values(row).onConflictDoUpdate({ target: agents.id, set: changed }))])
  },

  async saveUser(user) {
    const row = clean(user)
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
})
