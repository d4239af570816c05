import type { PersonAttachment, PersonMessage } from '../../../engine/privacy/person-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, gte, inArray, lt, or, type SQL, sql } from '../drizzle.ts'
import { inParts } from './in-parts.ts'

/** What lies beside cases and is about the same person: files and messages. */
export const besideCases = ({ dialect, db, tables }: Builder) => {
  const { attachments, facts, outbox } = tables
  const { id, name, type, bytes, sha256, uploadedAt, caseNo, erasedAt, seq } = attachments
  const file = { id, name, type, bytes, sha256, uploadedAt, caseNo, erasedAt }

  /** The files that these took the place of, which belong to no case themselves. */
  const replacedBy = async (seqs: readonly number[]): Promise<readonly string[]> => {
    const bodies = await inParts(seqs, part =>
      db.select({ body: facts.body }).from(facts).where(inArray(facts.seq, part)),
    )
    return bodies
      .map(({ body }) => (JSON.parse(body) as { readonly insteadOf?: string | null }).insteadOf)
      .filter(each => typeof each === 'string')
  }

  const keysOf = (of: string): SQL | undefined => {
    const prefix = `notice-${of}-`
    // PostgreSQL may order letters by a language, where a range of keys is none of beginnings
    return dialect === 'sqlite'
      ? and(gte(outbox.key, prefix), lt(outbox.key, `notice-${of}.`))
      : sql`starts_with(${outbox.key}, ${prefix})`
  }

  return {
    /** All files of these cases, also those that are gone, with what they took the place of. */
    async attachmentsOf(caseNos: readonly string[]): Promise<readonly PersonAttachment[]> {
      const own = await inParts(caseNos, part =>
        db
          .select({ ...file, seq })
          .from(attachments)
          .where(inArray(caseNo, part))
          .orderBy(asc(attachments.position), asc(id)),
      )
      const all = new Map(own.map(row => [row.id, row]))
      for (let next = own; next.length > 0; ) {
        const before = await replacedBy(next.flatMap(row => (row.seq === null ? [] : [row.seq])))
        const unknown = before.filter(each => !all.has(each))
        next = await inParts(unknown, part =>
          db
            .select({ ...file, seq })
            .from(attachments)
            .where(inArray(id, part)),
        )
        for (const row of next) all.set(row.id, row)
      }
      return [...all.values()].map(({ seq: _, ...row }) => row)
    },

    /** Places in the ledger of what names these files. */
    seqsOfAttachments: async (ids: readonly string[]): Promise<readonly number[]> =>
      (await inParts(ids, part => db.select({ seq }).from(attachments).where(inArray(id, part)))).flatMap(row =>
        row.seq === null ? [] : [row.seq],
      ),

    /** Messages about these cases, and all that went to this number. */
    async messagesOf(caseNos: readonly string[], number: string | null): Promise<readonly PersonMessage[]> {
      const { key, kind, recipient, subject, text, createdAt, state, endedAt } = outbox
      const columns = { key, kind, recipient, subject, text, createdAt, state, endedAt }
      const found = await Promise.all([
        ...(number === null ? [] : [db.select(columns).from(outbox).where(eq(recipient, number))]),
        inParts(caseNos, part =>
          db
            .select(columns)
            .from(outbox)
            .where(or(...part.map(keysOf))),
        ),
      ])
      return [...new Map(found.flat().map(row => [row.key, row])).values()].sort((a, b) => a.createdAt - b.createdAt)
    },
  }
}
