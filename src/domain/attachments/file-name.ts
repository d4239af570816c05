import { type AttachmentType, attachmentTypes } from './kinds.ts'

/** Longest name that is shown, in characters as readers count them. */
export const mostOfName = 120

/** Marks that turn the order of letters round (Unicode TR 9), or are not to be seen at all. */
const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /[\u0000-\u001f\u007f-\u009f]/g
/** What no file of Windows may have in its name, and what means something in a header or a page. */
const forbidden = /[<>:"|?*%;]/g
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i
const separators = /[/\\\u2044\u2215\u29f5\u29f8\uff0f\uff3c]/

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Characters as a reader counts them: a letter with its marks is one. */
const characters = (text: string): readonly string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/**
 * A name that can be shown and saved anywhere, from whatever a file came with: no path, nothing unseen, nothing that a system keeps for itself, at most 120
 * characters, and the extension of what the file was found to be.
 */
export const safeName = (given: string, type: AttachmentType): string => {
  const { extension } = attachmentTypes[type]
  // a name of many thousand characters need not be cut into them
  const last = given.toWellFormed().slice(-4_096).split(separators).at(-1) ?? ''
  const clean = last.normalize('NFC').replace(control, '').replace(unseen, '').replace(forbidden, '_')
  const stem = clean
    .replace(/\s+/g, ' ')
    .replace(/\.[^.]{0,12}$/, '')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const named =
    stem === '' || /^[\s.�_]*$/.test(stem) || reserved.test(stem.split('.')[0] ?? '') ? `file-${stem}` : stem
  const short = characters(named)
    .slice(0, mostOfName - extension.length - 1)
    .join('')
  // a letter may carry any number of marks
  const bounded = [...short].slice(0, 2 * mostOfName).join('')
  return `${bounded.replace(/[\s.-]+$/, '') || 'file'}.${extension}`
}
