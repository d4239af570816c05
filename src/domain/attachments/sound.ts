import { asU32le, bytesOf, latin, lengthOf, type Pieces, stands, u8, u32le } from './bytes.ts'

const kept = new Set(['fmt ', 'fact', 'data'])

/** A WAV without what it tells beside its sound (RIFF: INFO, bext, iXML, ID3); null where it is none. */
export const stripWav = (bytes: Uint8Array): Pieces | null => {
  if (!stands(bytes, 0, 'RIFF') || !stands(bytes, 8, 'WAVE')) return null
  const chunks: { readonly type: string; readonly data: Uint8Array }[] = []
  const end = 8 + u32le(bytes, 4)
  if (end > bytes.length) return null
  let at = 12
  while (at + 8 <= end) {
    const length = u32le(bytes, at + 4)
    if (at + 8 + length > end) return null
    chunks.push({ type: latin(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length & 1)
  }
  if (chunks[0]?.type !== 'fmt ' || !chunks.some(({ type }) => type === 'data')) return null
  const body = chunks
    .filter(({ type }) => kept.has(type))
    .flatMap(({ type, data }) => [
      Uint8Array.from([...bytesOf(type), ...asU32le(data.length)]),
      data,
      new Uint8Array(data.length & 1),
    ])
  const head = [bytesOf('RIFF'), Uint8Array.from(asU32le(4 + lengthOf(body))), bytesOf('WAVE')]
  return [...head, ...body]
}

/** Bytes of a frame by its mode (RFC 4867, 5.3); 0: no mode. */
const narrow = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
const wide = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]

/** Whether it is AMR from its first byte to its last. It has no room for anything that tells of it. */
export const isAmr = (bytes: Uint8Array): boolean => {
  const isWide = stands(bytes, 0, '#!AMR-WB\n')
  if (!isWide && !stands(bytes, 0, '#!AMR\n')) return false
  let at = isWide ? 9 : 6
  const first = at
  while (at < bytes.length) {
    const head = u8(bytes, at)
    const length = (isWide ? wide : narrow)[(head >> 3) & 15] ?? 0
    if (length === 0 || (head & 0x83) !== 0) return false
    at += length
  }
  return at === bytes.length && at > first
}
