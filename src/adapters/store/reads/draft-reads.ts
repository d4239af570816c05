import type { Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, eq } from '../drizzle.ts'

/** What agents have written during their calls. */
export const draftReads = ({ db, tables: { drafts } }: Builder): Pick<Reads, 'draft'> => ({
  async draft(callId, agentId) {
    const { text, fields, updatedAt } = drafts
    const own = and(eq(drafts.callId, callId), eq(drafts.agentId, agentId))
    const found = (await db.select({ text, fields, updatedAt }).from(drafts).where(own))[0]
    return found ? { fields: { ...found.fields, text: found.text }, updatedAt: found.updatedAt } : null
  },
})
