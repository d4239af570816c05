import { asU16, bytesOf, type Pieces, stands, u8, u16 } from './bytes.ts'
import { type Exif, onlyOrientation, readExif } from './exif.ts'

/** A photo without what it tells beside its picture. `rest`: what lay behind its end, which is not part of `pieces`. */
export interface StrippedPhoto extends Exif {
  readonly pieces: Pieces
  /** The same picture with all it tells, without what lay behind its end. */
  readonly whole: Uint8Array
  readonly rest: Uint8Array
}

interface Segment {
  readonly marker: number
  readonly from: number
  readonly to: number
}

/** More than any camera or program writes. */
const mostSegments = 10_000

const app0 = 0xe0
const app1 = 0xe1
const app2 = 0xe2
const app14 = 0xee
const comment = 0xfe
const startOfScan = 0xda
const endOfImage = 0xd9

const isApplication = (marker: number): boolean => marker >= app0 && marker <= 0xef
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Where the next marker stands after coded picture data; -1: there is none. */
const afterScan = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return -1
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at
  }
  return -1
}

/** The parts of a JPEG in order, each with its marker, a scan with its coded data; null where they do not hold together (ITU T.81). */
const segmentsOf = (bytes: Uint8Array): readonly Segment[] | null => {
  const segments: Segment[] = []
  let at = 2
  while (segments.length < mostSegments) {
    // markers may be filled up with 0xff
    while (u8(bytes, at) === 0xff && u8(bytes, at + 1) === 0xff) at += 1
    if (at + 2 > bytes.length || u8(bytes, at) !== 0xff) return null
    const marker = u8(bytes, at + 1)
    if (marker === endOfImage) return [...segments, { marker, from: at, to: at + 2 }]
    if (marker < 0xc0 || isRestart(marker) || marker === 0xd8) return null
    const length = u16(bytes, at + 2)
    let to = at + 2 + length
    if (length < 2 || to > bytes.length) return null
    if (marker === startOfScan) to = afterScan(bytes, to)
    if (to === -1) return null
    segments.push({ marker, from: at, to })
    at = to
  }
  return null
}

const exifHead = 'Exif\0\0'
const jfif = Uint8Array.from([0xff, app0, 0, 16, ...bytesOf('JFIF\0')])
const adobeBytes = 2 + 2 + 12

/** What is kept of a segment: all that a picture needs to look the same, nothing that tells of it. */
const keep = (bytes: Uint8Array, { marker, from, to }: Segment): Pieces => {
  if (marker === app0 && stands(bytes, from + 4, 'JFIF\0') && to - from >= 18)
    // its density stays, its thumbnail goes
    return [jfif, bytes.subarray(from + 9, from + 16), Uint8Array.of(0, 0)]
  if (marker === app2 && stands(bytes, from + 4, 'ICC_PROFILE\0')) return [bytes.subarray(from, to)]
  // how its colours are coded: without it they are wrong
  if (marker === app14 && stands(bytes, from + 4, 'Adobe') && to - from >= adobeBytes)
    return [Uint8Array.from([0xff, app14, ...asU16(adobeBytes - 2)]), bytes.subarray(from + 4, from + adobeBytes)]
  return isApplication(marker) || marker === comment ? [] : [bytes.subarray(from, to)]
}

const orientationSegment = (orientation: number): Uint8Array => {
  const tiff = onlyOrientation(orientation)
  return Uint8Array.from([0xff, app1, ...asU16(2 + exifHead.length + tiff.length), ...bytesOf(exifHead), ...tiff])
}

/** Takes a JPEG apart; null where it is none. EXIF, XMP, IPTC, comments, thumbnails and makers' data go; how it is turned and its colours stay. */
export const stripJpeg = (bytes: Uint8Array): StrippedPhoto | null => {
  if (u16(bytes, 0) !== 0xffd8) return null
  const segments = segmentsOf(bytes)
  if (!segments?.some(({ marker }) => isFrame(marker)) || !segments.some(({ marker }) => marker === startOfScan))
    return null
  const found = segments.find(({ marker, from }) => marker === app1 && stands(bytes, from + 4, exifHead))
  const exif = readExif(found ? bytes.subarray(found.from + 4 + exifHead.length, found.to) : new Uint8Array(0))
  const end = segments.at(-1)?.to ?? 0
  const [first] = segments
  const isJfif = first?.marker === app0 && stands(bytes, first.from + 4, 'JFIF\0')
  const turned = exif.orientation === 1 ? [] : [orientationSegment(exif.orientation)]
  const kept = segments.map(segment => keep(bytes, segment))
  const [head = [], ...others] = kept
  return {
    ...exif,
    // JFIF wants to be first where it is there
    pieces: [bytes.subarray(0, 2), ...(isJfif ? [...head, ...turned] : [...turned, ...head]), ...others.flat()],
    whole: bytes.subarray(0, end),
    rest: bytes.subarray(end),
  }
}
