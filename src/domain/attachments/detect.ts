import { find, type Pieces, stands, u16 } from './bytes.ts'
import type { Place } from './exif.ts'
import { isIsoMedia, isoMediaType, stripIsoMedia } from './iso-media.ts'
import { type StrippedPhoto, stripJpeg } from './jpeg.ts'
import {
  type AttachmentKind,
  type AttachmentType,
  type FileRefusal,
  kindOf,
  mostBytes,
  mostTextBytes,
} from './kinds.ts'
import { officeType } from './office.ts'
import { stripPng } from './png.ts'
import { isAmr, stripWav } from './sound.ts'
import { plainText } from './text.ts'
import { stripWebp } from './webp.ts'
import { zipEnd } from './zip.ts'

/** A file that is taken. */
export interface Accepted {
  readonly type: AttachmentType
  /** What is kept of it: all that it shows, and of what it tells beside that nothing. Documents stay as they are. */
  readonly stripped: Pieces
  /** What is kept where the house wishes that photos tell when and where they were taken. */
  readonly whole: Pieces
  /** Whether `stripped` tells nothing of its author and place; false of documents, which are not changed. */
  readonly tellsNothing: boolean
  readonly place: Place | null
}

export type Judged = Accepted | { readonly refused: FileRefusal }

const refused = (why: FileRefusal): Judged => ({ refused: why })

/** Beginnings of what could be run or unpacked, were it cut off from the photo that it stands behind. */
const foreign = [
  'PK\x03\x04',
  '%PDF',
  'MZ',
  '\x7fELF',
  'Rar!',
  '7z\xbc\xaf',
  '<?',
  '<!',
  '<html',
  '<svg',
  '<script',
  '#!',
]

const photo = (type: AttachmentType, found: StrippedPhoto | null): Judged => {
  if (found === null) return refused('damaged')
  // phones hang films and their own data behind a photo, which are cut off; another file there is an attack
  if (foreign.some(beginning => stands(found.rest, 0, beginning)) || zipEnd(found.rest) !== -1)
    return refused('disguised')
  return { type, stripped: found.pieces, whole: [found.whole], tellsNothing: true, place: found.place }
}

const asItIs = (type: AttachmentType, bytes: Uint8Array, tellsNothing = false): Judged => ({
  type,
  stripped: [bytes],
  whole: [bytes],
  tellsNothing,
  place: null,
})

const film = (bytes: Uint8Array): Judged => {
  const found = isoMediaType(bytes)
  if (found !== 'mp4' && found !== 'mov' && found !== 'm4a') return refused(found)
  const stripped = stripIsoMedia(bytes)
  return stripped ? { ...asItIs(found, bytes, true), stripped } : refused('damaged')
}

const document = (bytes: Uint8Array): Judged => {
  const found = officeType(bytes)
  return found === 'docx' || found === 'xlsx' ? asItIs(found, bytes) : refused(found)
}

/** Behind its end mark a PDF may have some empty lines. */
const pdfTail = 1_024

const pdf = (bytes: Uint8Array): Judged => {
  const end = find(bytes, '%%EOF', bytes.length - pdfTail, bytes.length)
  if (end === -1) return refused('damaged')
  const runs = ['/JavaScript', '/Launch', '/RichMedia'].some(name => find(bytes, name, 0, bytes.length) !== -1)
  if (runs) return refused('active')
  const isMarkup = ['<html', '<HTML', '<script', '<svg'].some(name => find(bytes, name, 0, pdfTail) !== -1)
  return isMarkup ? refused('disguised') : asItIs('pdf', bytes)
}

const judge = (bytes: Uint8Array): Judged => {
  if (u16(bytes, 0) === 0xffd8) return photo('jpeg', stripJpeg(bytes))
  if (stands(bytes, 0, '\x89PNG')) return photo('png', stripPng(bytes))
  if (stands(bytes, 0, 'RIFF') && stands(bytes, 8, 'WEBP')) return photo('webp', stripWebp(bytes))
  if (stands(bytes, 0, 'RIFF') && stands(bytes, 8, 'WAVE')) {
    const sound = stripWav(bytes)
    return sound ? { ...asItIs('wav', bytes, true), stripped: sound, whole: sound } : refused('damaged')
  }
  if (stands(bytes, 0, '%PDF-')) return pdf(bytes)
  if (stands(bytes, 0, 'PK')) return document(bytes)
  if (isIsoMedia(bytes)) return film(bytes)
  if (stands(bytes, 0, '#!AMR')) return isAmr(bytes) ? asItIs('amr', bytes, true) : refused('damaged')
  const text = bytes.length > mostTextBytes ? 'large' : plainText(bytes)
  if (text === 'large') return refused(bytes.subarray(0, 4_096).includes(0) ? 'unknown' : 'too_large')
  if (text === 'active') return refused('active')
  return text === 'text' ? asItIs('text', bytes) : refused('unknown')
}

const extensions: readonly (readonly [AttachmentKind | 'active', string])[] = [
  ['photo', 'jpg jpeg jpe jfif png webp heic heif gif bmp tif tiff'],
  ['document', 'pdf doc docx xls xlsx txt csv log md rtf ppt pptx wps et'],
  ['sound', 'm4a wav amr mp3 aac ogg opus'],
  ['video', 'mp4 m4v mov 3gp avi mkv wmv'],
  [
    'active',
    'svg svgz html htm xhtml xml mhtml hta js mjs vbs vbe wsf ps1 bat cmd com exe scr msi dll cpl lnk jar apk',
  ],
  ['active', 'ipa sh php jsp asp aspx py pl swf iso img docm xlsm pptm xlam reg url chm'],
]

const claims = new Map(extensions.flatMap(([kind, names]) => names.split(' ').map(name => [name, kind] as const)))

/** What a name says that the file is: by what follows its last point. */
const claimOf = (name: string): AttachmentKind | 'active' | null => {
  const trimmed = name.slice(-200).replace(/[\s.]+$/, '')
  const extension = /\.([^.\\/]{1,12})$/.exec(trimmed)?.[1] ?? ''
  return claims.get(extension.toLowerCase()) ?? null
}

/** Films without a picture are sounds, whatever they are called. */
const fits = (claim: AttachmentKind, kind: AttachmentKind): boolean =>
  claim === kind || (claim === 'video' && kind === 'sound')

/**
 * Says by its content what a file is, and whether it is taken. What it is called only counts against it: a photo may be called by another photo's extension, a
 * text not by a photo's.
 */
export const judgeFile = (bytes: Uint8Array, name: string): Judged => {
  if (bytes.length === 0) return refused('empty')
  const begins = kindByBeginning(bytes)
  if (begins !== null && bytes.length > mostBytes[begins]) return refused('too_large')
  const claim = claimOf(name)
  const judged = judge(bytes)
  if ('refused' in judged) {
    const isOther = judged.refused === 'unknown' || judged.refused === 'active'
    return isOther && claim !== null && claim !== 'active' && claim !== 'document' ? refused('disguised') : judged
  }
  const kind = kindOf(judged.type)
  if (bytes.length > mostBytes[kind]) return refused('too_large')
  if (claim === 'active') return refused('active')
  if (claim !== null && !fits(claim, kind)) return refused('disguised')
  // the end of an archive is looked for from behind: what has one is one, whatever it begins with
  const isArchive = judged.type === 'docx' || judged.type === 'xlsx'
  if (!isArchive && zipEnd(bytes) !== -1) return refused('disguised')
  return judged
}

/** The kind of a file as far as its first bytes tell, so that one that is too large for it need not be read to its end; null: not told yet. */
export const kindByBeginning = (bytes: Uint8Array): AttachmentKind | null => {
  if (u16(bytes, 0) === 0xffd8 || stands(bytes, 0, '\x89PNG')) return 'photo'
  if (stands(bytes, 0, 'RIFF') && bytes.length >= 12) return stands(bytes, 8, 'WEBP') ? 'photo' : 'sound'
  if (stands(bytes, 0, '%PDF') || stands(bytes, 0, 'PK\x03\x04')) return 'document'
  if (stands(bytes, 0, '#!AMR')) return 'sound'
  return null
}
