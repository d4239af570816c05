import { attachmentTypes } from '../../domain/attachments/kinds.ts'
import type { AttachmentRow } from '../../engine/attachments/attachment-store.ts'

/** What RFC 5987 lets stand as it is in an encoded value; encodeURIComponent leaves more. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*!]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** RFC 6266: the name as it is, and for what is very old a name of plain letters. */
export const contentDisposition = (how: 'inline' | 'attachment', name: string): string => {
  const extension = /\.[a-z0-9]+$/.exec(name)?.[0] ?? ''
  const plain = /^[A-Za-z0-9 ._-]+$/.test(name) ? name : `file${extension}`
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`
}

/** A file is never a page of ours: nothing in it runs, loads, or is put into a frame. */
const closed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Browsers draw a PDF by a program of their own, which `sandbox` and `default-src` would keep from starting. */
const ofPdf = "script-src 'none'; connect-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** The headers of an attachment that is sent. `download`: it is to be saved. */
export const fileHeaders = ({ type, name }: AttachmentRow, download: boolean): Readonly<Record<string, string>> => {
  const { inline, mediaType, kind } = attachmentTypes[type]
  // what plays within a page is asked for by the page; opened by itself it is saved
  const shown = !download && inline
  return {
    'content-type': type === 'text' ? 'text/plain; charset=utf-8' : mediaType,
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
    'content-security-policy':
      type === 'pdf' ? ofPdf : `${closed}; sandbox${kind === 'photo' ? "; img-src 'self'" : ''}`,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  }
}
