import type { Uploader } from '../../domain/attachments/attachment-facts.ts'
import type { AttachmentAnswer, AttachmentDesk } from '../attachments/attachment-desk.ts'
import type { AttachmentRow } from '../attachments/attachment-store.ts'
import type { CaseReads } from '../cases/case-store.ts'
import type { Clock } from '../ports.ts'
import type { Asker } from './citizen-service.ts'
import { createTries } from './tries.ts'

type Desk = Pick<AttachmentDesk, 'keep' | 'find' | 'erase'>
type Kept = Awaited<ReturnType<Desk['keep']>>

/** Photos of the page, which belong to one wish until it is sent: who knows the wish may take them back and nobody may see them. */
export interface CitizenPhotos {
  /** Whose a photo for this wish would be, or why none is taken. Asked before a byte of it is read. */
  admit(asker: Asker, requestId: string): Promise<AttachmentAnswer<Uploader>>
  keep(asker: Asker, bytes: Uint8Array, name: string, uploader: Uploader): Promise<Kept>
  /** Erases one that is not sent yet. */
  takeBack(requestId: string, id: string): Promise<AttachmentAnswer<null>>
}

interface Parts {
  readonly desk: Desk
  readonly reads: Pick<CaseReads, 'caseOfRequest'>
  hashOfWish(wish: string): string
  /** Photos that the people of one address may send in a day. */
  readonly photosADay: number
  readonly clock: Clock
}

const dayMs = 86_400_000

/** The name of a wish of the page: the address it comes from may change between two tries. */
export const pageWish = (requestId: string): string => `page ${requestId}`

/** Takes photos for wishes that are not fulfilled yet. */
export const createCitizenPhotos = ({ desk, reads, hashOfWish, photosADay, clock }: Parts): CitizenPhotos => {
  const sent = createTries(photosADay, dayMs, clock)
  const ownerOf = (requestId: string): Uploader => ({ kind: 'citizen', id: hashOfWish(pageWish(requestId)) })
  const isHis = (row: AttachmentRow | null, { id, kind }: Uploader): row is AttachmentRow =>
    row?.caseNo === null && row.uploader === id && row.uploaderKind === kind
  return {
    admit: async ({ key }, requestId) => {
      if (sent.used(key)) return { refused: 'photos_too_often' }
      const owner = ownerOf(requestId)
      // what was sent with this wish is a case already: nothing would ever take the photo
      return (await reads.caseOfRequest(owner.id)) ? { refused: 'photo_gone' } : { done: owner }
    },
    keep: async ({ key }, bytes, name, uploader) => {
      const kept = await desk.keep(bytes, name, uploader)
      if ('done' in kept) sent.count(key)
      return kept
    },
    takeBack: async (requestId, id) => {
      const row = await desk.find(id)
      return isHis(row, ownerOf(requestId)) ? desk.erase(id, 'removed', null) : { refused: 'attachment_gone' }
    },
  }
}
