import { fill } from '../query.ts'
import type { Projections } from './projections.ts'

/** How the facts of attachments change the table that is read; who opened one is in the ledger only. */
export const attachmentProjections: Projections = {
  attachment_kept: (fact, { write, seq }) => [fill(write.attachmentKept, { ...fact, seq })],
  attachment_attached: (fact, { write }) => [fill(write.attachmentAttached, fact)],
  attachment_erased: (fact, { write }) => [fill(write.attachmentErased, fact)],
}
