import { sightOf } from '../cases/case-sight.ts'
import type { Reads } from '../store.ts'
import type { Viewer } from '../viewer.ts'
import type { AttachmentRow } from './attachment-store.ts'

/** Says who may see an attachment. */
export interface AttachmentReaders {
  mayRead(viewer: Viewer, attachment: AttachmentRow): Promise<boolean>
}

/** Whether it is this user's own upload, which no case has yet: nobody else sees it. */
export const isOwnUpload = ({ name }: Pick<Viewer, 'name'>, row: AttachmentRow): boolean =>
  row.caseNo === null && row.uploaderKind === 'user' && row.uploader === name

/** His own uploads while no case has them; attachments of a case for whoever sees what it is about (DOMAIN.md 3.1, case-sight.ts). */
export const caseReaders = (reads: Pick<Reads, 'caseByNo'>): AttachmentReaders => ({
  mayRead: async (viewer, attachment) => {
    if (attachment.caseNo === null) return isOwnUpload(viewer, attachment)
    const found = await reads.caseByNo(attachment.caseNo)
    // the case is not in the database yet: it is still its uploader's
    if (found === null) return attachment.uploaderKind === 'user' && attachment.uploader === viewer.name
    const sight = sightOf(viewer, found.case)
    return sight === 'whole' || sight === 'content'
  },
})
