import type { Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, inArray, sql } from '../drizzle.ts'

/** Settings and sign-ins. */
export const settingReads = ({
  db,
  tables: { queues, agents, users, sessions, directory, settings: kept },
}: Builder): Pick<
  Reads,
  | 'queues'
  | 'agents'
  | 'directory'
  | 'accountsOf'
  | 'userByName'
  | 'userById'
  | 'session'
  | 'settings'
  | 'settingHistory'
> => ({
  async queues() {
    const rows = await db.select({ document: queues.document }).from(queues).orderBy(asc(queues.id))
    // those stored before the switches came have none
    return rows.map(row => ({ ...{ overflowOpen: false, announcement: null }, ...row.document }))
  },
  async agents() {
    const rows = await db.select().from(agents).orderBy(asc(agents.id))
    return rows.map(({ groupName, ...agent }) => ({ ...agent, group: groupName }))
  },
  async directory() {
    const rows = await db.select({ document: directory.document }).from(directory).orderBy(asc(directory.id))
    return rows.map(row => row.document)
  },
  async settings() {
    const { kind, key, version, document, by, at } = kept
    const latest = sql`(select max(later.version) from settings as later where later.kind = ${kind} and later.key = ${key})`
    const rows = await db.select({ kind, key, version, document, by, at }).from(kept).where(eq(version, latest))
    return rows.sort((a, b) => (`${a.kind}\n${a.key}` < `${b.kind}\n${b.key}` ? -1 : 1))
  },
  async settingHistory(ofKind, ofKey) {
    const { kind, key, version, document, by, at } = kept
    return db
      .select({ kind, key, version, document, by, at })
      .from(kept)
      .where(and(eq(kind, ofKind), eq(key, ofKey)))
      .orderBy(asc(version))
  },
  accountsOf: async units =>
    (
      await db
        .select({ name: users.name })
        .from(users)
        .where(inArray(users.unitId, [...units]))
    ).map(({ name }) => name),
  userByName: async name => (await db.select().from(users).where(eq(users.name, name)))[0] ?? null,
  userById: async id => (await db.select().from(users).where(eq(users.id, id)))[0] ?? null,
  session: async tokenHash => (await db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)))[0] ?? null,
})
