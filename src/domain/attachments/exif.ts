import { bytesOf, stands, u16, u16le, u32, u32le } from './bytes.ts'

/** A place on earth, WGS 84, in degrees. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** What a photo's EXIF says that matters here. `orientation`: 1 to 8, 1 where none is told. */
export interface Exif {
  readonly orientation: number
  readonly place: Place | null
}

const nothing: Exif = { orientation: 1, place: null }

const tagOrientation = 0x0112
const tagGps = 0x8825
const short = 3
const ascii = 2
const rational = 5
const mostEntries = 512

/** Reads EXIF from its TIFF head on (EXIF 2.32). What is damaged says nothing. */
export const readExif = (tiff: Uint8Array): Exif => {
  const little = stands(tiff, 0, 'II')
  if (!little && !stands(tiff, 0, 'MM')) return nothing
  const short16 = little ? u16le : u16
  const long32 = little ? u32le : u32
  if (short16(tiff, 2) !== 42) return nothing

  /** Where the entry of a tag lies, or null. */
  const entry = (folder: number, tag: number): number | null => {
    if (folder < 8 || folder + 2 > tiff.length) return null
    const count = Math.min(short16(tiff, folder), mostEntries)
    for (let index = 0; index < count; index += 1) {
      const at = folder + 2 + 12 * index
      if (at + 12 > tiff.length) return null
      if (short16(tiff, at) === tag) return at
    }
    return null
  }
  const first = long32(tiff, 4)
  const turned = entry(first, tagOrientation)
  const orientation = turned !== null && short16(tiff, turned + 2) === short ? short16(tiff, turned + 8) : 1
  const gps = entry(first, tagGps)

  /** Degrees, minutes and seconds as degrees; null where they are none. */
  const degrees = (folder: number, tag: number, signTag: number, negative: string, most: number): number | null => {
    const at = entry(folder, tag)
    const signAt = entry(folder, signTag)
    if (at === null || signAt === null) return null
    if (short16(tiff, at + 2) !== rational || long32(tiff, at + 4) !== 3 || short16(tiff, signAt + 2) !== ascii)
      return null
    const from = long32(tiff, at + 8)
    if (from + 24 > tiff.length) return null
    const part = (index: number) => long32(tiff, from + 8 * index) / long32(tiff, from + 8 * index + 4)
    // seconds of 0/0 are written by phones that know no seconds
    const seconds = Number.isFinite(part(2)) ? part(2) : 0
    const value = part(0) + part(1) / 60 + seconds / 3600
    if (!Number.isFinite(value) || value > most) return null
    return stands(tiff, signAt + 8, negative) ? -value : value
  }
  const folder = gps === null ? null : long32(tiff, gps + 8)
  const latitude = folder === null ? null : degrees(folder, 2, 1, 'S', 90)
  const longitude = folder === null ? null : degrees(folder, 4, 3, 'W', 180)
  const isKnown = latitude !== null && longitude !== null && (latitude !== 0 || longitude !== 0)
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    place: isKnown ? { latitude, longitude } : null,
  }
}

/** EXIF that says how the photo is turned and nothing else. */
export const onlyOrientation = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...bytesOf('MM'),
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
