import type { AttachmentType, FileRefusal } from './kinds.ts'
import { zipEntries } from './zip.ts'

/** What is unpacked from a document at most: more is a bomb. */
const mostUnpacked = 256 * 1024 * 1024

/** Macros, and programs that a document carries with it. */
const runs = /(vbaProject\.bin|vbaData\.xml|\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|jse|hta|msi|lnk|jar|swf|class|so))$/i
const embedded = /\/(activeX|embeddings)\/.*\.bin$/i

/** Which document of Office an archive is (ECMA-376), or why it is none that is taken. */
export const officeType = (bytes: Uint8Array): Extract<AttachmentType, 'docx' | 'xlsx'> | FileRefusal => {
  const entries = zipEntries(bytes)
  if (entries === null) return 'damaged'
  const names = new Set(entries.map(({ name }) => name))
  if (!names.has('[Content_Types].xml') || !names.has('_rels/.rels')) return 'unknown'
  const isWord = names.has('word/document.xml')
  const isExcel = names.has('xl/workbook.xml')
  if (isWord === isExcel) return 'unknown'
  if (entries.some(({ name }) => runs.test(name) || embedded.test(name))) return 'active'
  if (entries.reduce((sum, entry) => sum + entry.bytes, 0) > mostUnpacked) return 'damaged'
  return isWord ? 'docx' : 'xlsx'
}
