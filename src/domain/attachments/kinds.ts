/** What an attachment shows, which says how large it may be. */
export type AttachmentKind = 'photo' | 'document' | 'sound' | 'video'

const mega = 1024 * 1024

/** The largest file of each kind, in bytes. */
export const mostBytes: Readonly<Record<AttachmentKind, number>> = {
  photo: 10 * mega,
  document: 20 * mega,
  sound: 20 * mega,
  video: 50 * mega,
}

/** A text is read letter by letter, and nobody reads a longer one. */
export const mostTextBytes = 2 * mega

/** More than any kind may have. */
export const mostBytesOfAll: number = Math.max(...Object.values(mostBytes))

/** Most files of a case, and of one submission of a citizen, an agent or a unit. */
export const mostOfCase = 20
export const mostOfSubmission = 9

/** How long an upload waits to be attached to a case before it is erased, ms. */
export const waitsMs = 24 * 3_600_000

interface TypeOf {
  readonly kind: AttachmentKind
  readonly mediaType: string
  /** The extension that it is given, whatever it came with. */
  readonly extension: string
  /** Whether a browser may show it in a page of its own. */
  readonly inline: boolean
}

/** What is taken, found by content (detect.ts). Why these and no others: docs/decisions/0027. */
export const attachmentTypes = {
  jpeg: { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg', inline: true },
  png: { kind: 'photo', mediaType: 'image/png', extension: 'png', inline: true },
  webp: { kind: 'photo', mediaType: 'image/webp', extension: 'webp', inline: true },
  pdf: { kind: 'document', mediaType: 'application/pdf', extension: 'pdf', inline: true },
  docx: {
    kind: 'document',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    inline: false,
  },
  xlsx: {
    kind: 'document',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    inline: false,
  },
  text: { kind: 'document', mediaType: 'text/plain', extension: 'txt', inline: false },
  mp4: { kind: 'video', mediaType: 'video/mp4', extension: 'mp4', inline: false },
  mov: { kind: 'video', mediaType: 'video/quicktime', extension: 'mov', inline: false },
  m4a: { kind: 'sound', mediaType: 'audio/mp4', extension: 'm4a', inline: false },
  wav: { kind: 'sound', mediaType: 'audio/wav', extension: 'wav', inline: false },
  amr: { kind: 'sound', mediaType: 'audio/amr', extension: 'amr', inline: false },
} as const satisfies Record<string, TypeOf>

export type AttachmentType = keyof typeof attachmentTypes

export const kindOf = (type: AttachmentType): AttachmentKind => attachmentTypes[type].kind

/**
 * Why a file is not taken. `empty`: it has no bytes; `too_large` for its kind; `unknown`: of no type that is taken; `heic`: an iPhone's own photo
 * format; `disguised`: it is not what its name or its beginning says; `active`: it can run something (macros, programs); `damaged`: its beginning is of a known type,
 * the rest does not hold together.
 */
export type FileRefusal = 'empty' | 'too_large' | 'unknown' | 'heic' | 'disguised' | 'active' | 'damaged'
