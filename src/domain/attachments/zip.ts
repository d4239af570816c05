import { latin, stands, u16le, u32le } from './bytes.ts'

/** One file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: number
}

const local = 'PK\x03\x04'
const central = 'PK\x01\x02'
const endMark = 'PK\x05\x06'
const endBytes = 22
const localBytes = 30
const centralBytes = 46
/** The longest note behind an archive; readers look for its end so far back. */
const mostNote = 65_535
const mostEntries = 2_000
/** After the data of an entry its sums may follow once more: 24 bytes at most. */
const mostSums = 24
const isEncrypted = 1

/** Where an archive ends that a reader would find in this file, whatever else it is; -1: there is none. */
export const zipEnd = (bytes: Uint8Array): number => {
  const least = Math.max(0, bytes.length - endBytes - mostNote)
  for (let at = bytes.length - endBytes; at >= least; at -= 1)
    if (stands(bytes, at, endMark) && at + endBytes + u16le(bytes, at + 20) === bytes.length) return at
  return -1
}

/**
 * The entries of an archive that is nothing but one: no byte before, between or behind its files that no entry names, nothing encrypted, no name that leads out
 * of a folder (APPNOTE 6.3.10). null: it is none, or not such a one.
 */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] | null => {
  const end = zipEnd(bytes)
  if (end === -1 || u16le(bytes, end + 20) !== 0) return null
  const count = u16le(bytes, end + 10)
  const from = u32le(bytes, end + 16)
  if (count === 0 || count > mostEntries || from + u32le(bytes, end + 12) !== end) return null
  const entries: ZipEntry[] = []
  const stretches: { readonly from: number; readonly to: number }[] = []
  let at = from
  for (let index = 0; index < count; index += 1) {
    if (!stands(bytes, at, central) || at + centralBytes > end) return null
    const nameBytes = u16le(bytes, at + 28)
    const start = u32le(bytes, at + 42)
    const name = latin(bytes, at + centralBytes, nameBytes)
    const isOutside = /\\|^\/|(^|\/)\.\.(\/|$)|\0/.test(name)
    if (u16le(bytes, at + 8) & isEncrypted || isOutside || !stands(bytes, start, local)) return null
    if (latin(bytes, start + localBytes, u16le(bytes, start + 26)) !== name) return null
    const data = start + localBytes + u16le(bytes, start + 26) + u16le(bytes, start + 28)
    stretches.push({ from: start, to: data + u32le(bytes, at + 20) })
    entries.push({ name, bytes: u32le(bytes, at + 24) })
    at += centralBytes + nameBytes + u16le(bytes, at + 30) + u16le(bytes, at + 32)
  }
  if (at !== end) return null
  let reached = 0
  for (const stretch of stretches.sort((a, b) => a.from - b.from)) {
    const gap = stretch.from - reached
    if (gap < 0 || gap > (reached === 0 ? 0 : mostSums)) return null
    reached = stretch.to
  }
  return from - reached >= 0 && from - reached <= mostSums ? entries : null
}
