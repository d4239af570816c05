import type { Uploader } from '../../../domain/attachments/attachment-facts.ts'
import type { AttachmentType } from '../../../domain/attachments/kinds.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/** Attachments of cases; a projection of the ledger. The files and their keys are files (src/adapters/files/attachments). */
export const defineAttachments = ({ table, index, text, int, instant, flag }: Dialect) => {
  const attachments = table(
    'attachments',
    {
      id: text().primaryKey(),
      name: text().notNull(),
      type: text().$type<AttachmentType>().notNull(),
      bytes: int().notNull(),
      sha256: text().notNull(),
      uploader: text().notNull(),
      uploaderKind: text().$type<Uploader['kind']>().notNull(),
      uploadedAt: instant().notNull(),
      caseNo: text(),
      attachedAt: instant(),
      position: int(),
      /** Whether it tells nothing of its author and place. */
      stripped: flag().notNull(),
      erasedAt: instant(),
      /** The place in the ledger of what says its name, so that an erasure finds it. */
      seq: int(),
    },
    t => [
      index('attachments_case').on(t.caseNo, t.position, t.id).where(sql`${t.caseNo} is not null`),
      index('attachments_left').on(t.uploadedAt, t.id).where(sql`${t.caseNo} is null and ${t.erasedAt} is null`),
      index('attachments_waiting')
        .on(t.uploader, t.uploaderKind, t.uploadedAt, t.id)
        .where(sql`${t.caseNo} is null and ${t.erasedAt} is null`),
    ],
  )
  return { attachments }
}
