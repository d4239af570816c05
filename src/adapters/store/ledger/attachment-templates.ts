import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { eq, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** The statements that attachments' facts change their table with. */
export const attachmentTemplates = ({ db, tables: { attachments } }: Builder) => {
  const theOne = eq(attachments.id, hole('attachmentId'))
  return {
    attachmentKept: template<Of<'attachment_kept'> & { readonly seq: number }>(
      db
        .insert(attachments)
        .values({
          ...holes('name', 'type', 'bytes', 'sha256', 'uploader', 'uploaderKind', 'stripped', 'seq'),
          id: hole('attachmentId'),
          uploadedAt: hole('at'),
        })
        .onConflictDoNothing(),
    ),
    attachmentAttached: template<Of<'attachment_attached'>>(
      db
        .update(attachments)
        .set({
          caseNo: sql`${hole('caseNo')}`,
          attachedAt: sql`${hole('at')}`,
          position: sql`${hole('position')}`,
        })
        .where(theOne),
    ),
    attachmentErased: template<Of<'attachment_erased'>>(
      db
        .update(attachments)
        .set({ erasedAt: sql`${hole('at')}` })
        .where(theOne),
    ),
  }
}
