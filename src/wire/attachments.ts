/** What pages know of attachments before they ask: held to the rules of the house by a test. */

export type AttachmentKind = 'photo' | 'document' | 'sound' | 'video'

/** One attachment as pages see it. */
export interface AttachmentView {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly kind: AttachmentKind
  readonly bytes: number
}

const mega = 1024 * 1024

/** The largest file of each kind, in bytes, and most files at a time. */
export const largestAttachment: Readonly<Record<AttachmentKind, number>> = {
  photo: 10 * mega,
  document: 20 * mega,
  sound: 20 * mega,
  video: 50 * mega,
}
export const attachmentsAtATime = 9

/** What a file picker offers. HEIC is not in it: a phone that is not offered it sends JPEG. */
export const attachmentExtensions: Readonly<Record<AttachmentKind, readonly string[]>> = {
  photo: ['jpg', 'jpeg', 'png', 'webp'],
  document: ['pdf', 'docx', 'xlsx', 'txt'],
  sound: ['m4a', 'wav', 'amr'],
  video: ['mp4', 'mov'],
}
