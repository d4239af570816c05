import type { Reads } from '../store.ts'
import { leads, type Viewer } from '../viewer.ts'
import type { AttachmentRow } from './attachment-store.ts'

/** Says who may see an attachment. */
export interface AttachmentReaders {
  mayRead(viewer: Viewer, attachment: AttachmentRow): Promise<boolean>
}

/** Whether it is this user's own upload, which no case has yet: nobody else sees it. */
export const isOwnUpload = ({ name }: Pick<Viewer, 'name'>, row: AttachmentRow): boolean =>
  row.caseNo === null && row.uploaderKind === 'user' && row.uploader === name

/** His own uploads; attachments of a case for whoever may read that (DOMAIN.md 3.1: confidential ones are for those who lead and for its agent). */
export const caseReaders = (reads: Pick<Reads, 'caseByNo'>): AttachmentReaders => ({
  mayRead: async (viewer, attachment) => {
    if (attachment.uploaderKind === 'user' && attachment.uploader === viewer.name) return true
    if (attachment.caseNo === null) return false
    const found = await reads.caseByNo(attachment.caseNo)
    if (!found) return false
    const { confidential, agentId } = found.case
    return !confidential || leads(viewer.role) || agentId === viewer.agentId
  },
})
