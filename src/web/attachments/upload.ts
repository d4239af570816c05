import {
  type AttachmentKind,
  type AttachmentView,
  attachmentExtensions,
  largestAttachment,
} from '../../wire/attachments.ts'
import { codeOf } from '../api/api.ts'

/** Where the photo says that it was taken, WGS 84. */
export interface PhotoPlace {
  readonly latitude: number
  readonly longitude: number
}

export type UploadResult =
  | { readonly attachment: AttachmentView; readonly place: PhotoPlace | null }
  | { readonly refused: string }

/** What a file picker offers to choose. */
export const acceptedFiles: string = [
  'image/jpeg,image/png,image/webp,application/pdf,video/mp4,video/quicktime',
  ...Object.values(attachmentExtensions).flatMap(names => names.map(name => `.${name}`)),
].join(',')

const kindOf = (file: Pick<File, 'name'>): AttachmentKind | null => {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  const kinds = Object.keys(attachmentExtensions) as AttachmentKind[]
  return kinds.find(kind => attachmentExtensions[kind].includes(extension)) ?? null
}

/** What is known to be refused before a byte of it is sent; the server judges by the content all the same. */
export const refuseFile = (file: Pick<File, 'name' | 'size'>): string | null => {
  if (file.size === 0) return 'attachment_empty'
  if (/\.hei[cf]$/i.test(file.name)) return 'attachment_heic'
  const kind = kindOf(file)
  const most = kind === null ? Math.max(...Object.values(largestAttachment)) : largestAttachment[kind]
  return file.size > most ? 'attachment_too_large' : null
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isUploaded = (body: unknown): body is { attachment: AttachmentView; place: PhotoPlace | null } =>
  typeof body === 'object' && body !== null && 'attachment' in body

/** Sends one file. `onShare`: told how much of it is on its way, 0 to 1. `fetch` cannot say that. */
export const uploadFile = (
  url: string,
  file: File,
  onShare: (share: number) => void,
): { readonly result: Promise<UploadResult>; cancel(): void } => {
  const request = new XMLHttpRequest()
  const result = new Promise<UploadResult>(resolve => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const body = parsed(request.responseText)
      resolve(request.status === 201 && isUploaded(body) ? body : { refused: codeOf(body) })
    }
    request.onerror = () => resolve({ refused: 'unreachable' })
    request.onabort = () => resolve({ refused: 'unreachable' })
  })
  request.open('POST', url)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed?.() ?? file.name))
  request.send(file)
  return { result, cancel: () => request.abort() }
}
