import type { AttachmentReads } from '../../../engine/attachments/attachment-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, columnsOf, desc, eq, inArray, isNull, lt } from '../drizzle.ts'

/** Attachments by id, by case, and those that belong to none. */
export const attachmentReads = ({ db, tables: { attachments } }: Builder): AttachmentReads => {
  const { seq: _seq, ...row } = columnsOf(attachments)
  const isWaiting = and(isNull(attachments.caseNo), isNull(attachments.erasedAt))
  return {
    attachment: async id => (await db.select(row).from(attachments).where(eq(attachments.id, id)))[0] ?? null,

    attachmentsOfCase: caseNo =>
      db
        .select(row)
        .from(attachments)
        .where(and(eq(attachments.caseNo, caseNo), isNull(attachments.erasedAt)))
        .orderBy(asc(attachments.position), asc(attachments.id)),

    attachmentsWaiting: ({ kind, id }, limit) =>
      db
        .select(row)
        .from(attachments)
        .where(and(eq(attachments.uploader, id), eq(attachments.uploaderKind, kind), isWaiting))
        .orderBy(desc(attachments.uploadedAt), desc(attachments.id))
        .limit(limit),

    attachmentsLeft: (before, limit, of) =>
      db
        .select(row)
        .from(attachments)
        .where(and(lt(attachments.uploadedAt, before), of && eq(attachments.uploaderKind, of), isWaiting))
        .orderBy(asc(attachments.uploadedAt), asc(attachments.id))
        .limit(limit),

    async attachmentsAmong(ids) {
      if (ids.length === 0) return []
      const found = await db
        .select({ id: attachments.id })
        .from(attachments)
        .where(and(inArray(attachments.id, [...ids]), isNull(attachments.erasedAt)))
      return found.map(({ id }) => id)
    },
  }
}
