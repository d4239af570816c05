/** Reads of a view of bytes. What lies behind its end reads as 0, so that no file can make a reader stumble; whoever walks must look at the length. */

export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
export const u16 = (bytes: Uint8Array, at: number): number => u8(bytes, at) * 256 + u8(bytes, at + 1)
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2)
export const u64 = (bytes: Uint8Array, at: number): number => u32(bytes, at) * 2 ** 32 + u32(bytes, at + 4)
export const u16le = (bytes: Uint8Array, at: number): number => u8(bytes, at) + u8(bytes, at + 1) * 256
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + u16le(bytes, at + 2) * 65_536

/** The bytes from `at` on as text of one byte each. */
export const latin = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(0, at), Math.max(0, at + length)))

/** The bytes of a text of one byte each. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** Whether `text` stands at `at`. */
export const stands = (bytes: Uint8Array, at: number, text: string): boolean => {
  if (at < 0 || at + text.length > bytes.length) return false
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** Where `text` stands first in [from, to), or -1. */
export const find = (bytes: Uint8Array, text: string, from: number, to: number): number => {
  const end = Math.min(to, bytes.length) - text.length
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first, Math.max(0, from)); at !== -1 && at <= end; at = bytes.indexOf(first, at + 1))
    if (stands(bytes, at, text)) return at
  return -1
}

export const asU16 = (value: number): readonly number[] => [(value >>> 8) & 0xff, value & 0xff]
export const asU32 = (value: number): readonly number[] => [...asU16(value >>> 16), ...asU16(value & 0xffff)]
export const asU32le = (value: number): readonly number[] => [...asU32(value)].reverse()

/** A file as the pieces it is made of, most of them views of the one it came from. */
export type Pieces = readonly Uint8Array[]

export const lengthOf = (pieces: Pieces): number => pieces.reduce((sum, { length }) => sum + length, 0)

/** One view of all pieces. */
export const joined = (pieces: Pieces): Uint8Array => {
  const [only] = pieces
  if (pieces.length === 1 && only) return only
  const whole = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
