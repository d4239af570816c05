import { asU32, bytesOf, latin, type Pieces, stands, u32 } from './bytes.ts'
import { onlyOrientation, readExif } from './exif.ts'
import type { StrippedPhoto } from './jpeg.ts'

const signature = '\x89PNG\r\n\x1a\n'

/** The chunks that a picture needs to look the same (PNG, third edition), moving ones among them. */
const kept = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI'],
  ...['bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'],
])

/** More than any program writes. */
const mostChunks = 100_000

interface Chunk {
  readonly type: string
  readonly from: number
  readonly to: number
}

const chunksOf = (bytes: Uint8Array): readonly Chunk[] | null => {
  const chunks: Chunk[] = []
  let at = signature.length
  while (at + 12 <= bytes.length && chunks.length < mostChunks) {
    const type = latin(bytes, at + 4, 4)
    const to = at + 12 + u32(bytes, at)
    if (to > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return null
    chunks.push({ type, from: at, to })
    if (type === 'IEND') return chunks
    at = to
  }
  return null
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** The checksum of a chunk's type and data (ISO 3309). */
const checksum = (bytes: Uint8Array): number => {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0)
  return ~sum >>> 0
}

const chunkOf = (type: string, data: Uint8Array): Uint8Array => {
  const body = Uint8Array.from([...bytesOf(type), ...data])
  return Uint8Array.from([...asU32(data.length), ...body, ...asU32(checksum(body))])
}

/** Takes a PNG apart; null where it is none. EXIF, texts, times and chunks that nobody knows go. */
export const stripPng = (bytes: Uint8Array): StrippedPhoto | null => {
  if (!stands(bytes, 0, signature)) return null
  const chunks = chunksOf(bytes)
  if (chunks?.[0]?.type !== 'IHDR' || !chunks.some(({ type }) => type === 'IDAT')) return null
  const found = chunks.find(({ type }) => type === 'eXIf')
  const exif = readExif(found ? bytes.subarray(found.from + 8, found.to - 4) : new Uint8Array(0))
  const turned = exif.orientation === 1 ? [] : [chunkOf('eXIf', onlyOrientation(exif.orientation))]
  const end = chunks.at(-1)?.to ?? 0
  const pieces: Pieces = chunks
    .filter(({ type }) => kept.has(type))
    .flatMap(({ type, from, to }) => [bytes.subarray(from, to), ...(type === 'IHDR' ? turned : [])])
  return {
    ...exif,
    pieces: [bytes.subarray(0, signature.length), ...pieces],
    whole: bytes.subarray(0, end),
    rest: bytes.subarray(end),
  }
}
