import { asU32le, bytesOf, latin, lengthOf, type Pieces, stands, u8, u32le } from './bytes.ts'
import { onlyOrientation, readExif } from './exif.ts'
import type { StrippedPhoto } from './jpeg.ts'

/** More than any program writes. */
const mostChunks = 100_000

interface Chunk {
  readonly type: string
  readonly from: number
  /** The end of its data; one more byte follows where that is uneven. */
  readonly to: number
}

const padded = (at: number): number => at + (at & 1)

/** The chunks from `from` to `end`; null where they do not fill it. */
const chunksOf = (bytes: Uint8Array, from: number, end: number): readonly Chunk[] | null => {
  const chunks: Chunk[] = []
  let at = from
  while (at + 8 <= end && chunks.length < mostChunks) {
    const to = at + 8 + u32le(bytes, at + 4)
    if (to > end) return null
    chunks.push({ type: latin(bytes, at, 4), from: at, to })
    at = at + padded(to - at)
  }
  return at >= end ? chunks : null
}

const chunkOf = (type: string, data: Pieces): Pieces => {
  const length = lengthOf(data)
  const head = Uint8Array.from([...bytesOf(type), ...asU32le(length)])
  return [head, ...data, ...(length & 1 ? [Uint8Array.of(0)] : [])]
}

const pictures = new Set(['VP8 ', 'VP8L', 'ANMF'])
const asTheyAre = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP'])
const exifFlag = 0x08
const xmpFlag = 0x04
const frameHead = 16

/** Takes a WebP apart; null where it is none (RFC 9649). EXIF, XMP and chunks that nobody knows go, those inside of frames too. */
export const stripWebp = (bytes: Uint8Array): StrippedPhoto | null => {
  if (!stands(bytes, 0, 'RIFF') || !stands(bytes, 8, 'WEBP')) return null
  const end = 8 + u32le(bytes, 4)
  const chunks = end <= bytes.length ? chunksOf(bytes, 12, end) : null
  if (!chunks?.some(({ type }) => pictures.has(type))) return null
  const found = chunks.find(({ type }) => type === 'EXIF')
  const exif = readExif(found ? tiffOf(bytes.subarray(found.from + 8, found.to)) : new Uint8Array(0))
  const extended = chunks.some(({ type }) => type === 'VP8X')
  const turned = extended && exif.orientation !== 1
  const data = (chunk: Chunk) => bytes.subarray(chunk.from + 8, chunk.to)
  const keep = (chunk: Chunk): Pieces => {
    const { type } = chunk
    if (asTheyAre.has(type)) return chunkOf(type, [data(chunk)])
    if (type === 'VP8X' && chunk.to - chunk.from >= 18) {
      const flags = (u8(bytes, chunk.from + 8) & ~(exifFlag | xmpFlag)) | (turned ? exifFlag : 0)
      return chunkOf(type, [Uint8Array.of(flags), data(chunk).subarray(1, 10)])
    }
    if (type !== 'ANMF') return []
    const from = chunk.from + 8 + frameHead
    const inner = chunksOf(bytes, from, chunk.to) ?? []
    const frames = inner.filter(each => asTheyAre.has(each.type)).flatMap(each => chunkOf(each.type, [data(each)]))
    return chunkOf(type, [bytes.subarray(chunk.from + 8, from), ...frames])
  }
  const body = [...chunks.flatMap(keep), ...(turned ? chunkOf('EXIF', [onlyOrientation(exif.orientation)]) : [])]
  const head = [bytesOf('RIFF'), Uint8Array.from(asU32le(4 + lengthOf(body))), bytesOf('WEBP')]
  return { ...exif, pieces: [...head, ...body], whole: bytes.subarray(0, end), rest: bytes.subarray(end) }
}

/** Some programs write the head of JPEG's EXIF into it. */
const tiffOf = (exif: Uint8Array): Uint8Array => (stands(exif, 0, 'Exif\0\0') ? exif.subarray(6) : exif)
