import { crc32, deflateSync } from 'node:zlib'

/*
 * Files byte by byte, as phones and offices write them, and as attackers do.
 */

const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const u16le = (value: number) => u16(value).reverse()
const u32le = (value: number) => u32(value).reverse()
const text = (value: string) => Buffer.from(value, 'latin1')

/** Somewhere in Haimen: 31° 53' 42.5" N, 121° 10' 12" E. */
export const haimen = { latitude: 31 + 53 / 60 + 42.5 / 3600, longitude: 121 + 10 / 60 + 12 / 3600 }

/** EXIF from its TIFF head on, with a place, a maker's name and how the photo is turned. */
export const exifOf = (orientation = 6, little = true): Buffer => {
  const short = little ? u16le : u16
  const long = little ? u32le : u32
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([short(tag), short(type), long(count), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)])
  const rationals = (...values: readonly (readonly [number, number])[]) =>
    Buffer.concat(values.flatMap(([above, below]) => [long(above), long(below)]))
  const ifd0 = 8
  const maker = ifd0 + 2 + 3 * 12 + 4
  const gps = maker + 16
  const latitude = gps + 2 + 4 * 12 + 4
  return Buffer.concat([
    text(little ? 'II' : 'MM'),
    short(42),
    long(ifd0),
    short(3),
    entry(0x010f, 2, 16, long(maker)),
    entry(0x0112, 3, 1, short(orientation)),
    entry(0x8825, 4, 1, long(gps)),
    long(0),
    text('SECRETPHONE 12\0\0'),
    short(4),
    entry(1, 2, 2, text('N\0')),
    entry(2, 5, 3, long(latitude)),
    entry(3, 2, 2, text('E\0')),
    entry(4, 5, 3, long(latitude + 24)),
    long(0),
    rationals([31, 1], [53, 1], [4250, 100]),
    rationals([121, 1], [10, 1], [12, 1]),
  ])
}

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data])

/** What a JPEG needs to show its picture: tables, frame, scan with a stuffed 0xff and a restart, end. */
export const jpegPicture = Buffer.concat([
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
  segment(0xc4, Buffer.alloc(29, 2)),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0x78]),
  Buffer.from([0xff, 0xd9]),
])

export const jfif = segment(0xe0, Buffer.concat([text('JFIF\0'), Buffer.from([1, 2, 1, 0, 72, 0, 72, 0, 0])]))
export const colours = segment(0xe2, text('ICC_PROFILE\0\x01\x01profile'))

/** A photo as a phone takes it, with its place in EXIF, XMP and IPTC. */
export const jpegOf = ({ exif = exifOf() as Buffer | null, rest = Buffer.alloc(0) as Buffer } = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif,
    ...(exif ? [segment(0xe1, Buffer.concat([text('Exif\0\0'), exif]))] : []),
    segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="31,53.7N"/>')),
    segment(0xed, text('Photoshop 3.0\x008BIM\x04\x04 city Haimen')),
    colours,
    segment(0xfe, text('taken by SECRETPHONE 12')),
    jpegPicture,
    rest,
  ])

const pngChunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([text(type), data])
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}

/** A picture of 2 × 2 that every browser shows, red. */
export const pngOf = ({ exif = exifOf() as Buffer | null, rest = Buffer.alloc(0) as Buffer } = {}): Buffer =>
  Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0])),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
    pngChunk('tEXt', text('Comment\0SECRETPHONE GPS 31.895')),
    pngChunk('tIME', Buffer.from([7, 234, 11, 29, 8, 0, 0])),
    pngPixels,
    pngChunk('zTXt', text('Raw profile type exif\0\0xx')),
    pngChunk('IEND', Buffer.alloc(0)),
    rest,
  ])

export const pngPixels: Buffer = pngChunk('IDAT', deflateSync(Buffer.from('00ff0000ff000000ff0000ff0000', 'hex')))

const riffChunk = (type: string, data: Buffer) =>
  Buffer.concat([text(type), u32le(data.length), data, Buffer.alloc(data.length & 1)])
const riff = (form: string, ...chunks: readonly Buffer[]) => {
  const body = Buffer.concat([text(form), ...chunks])
  return Buffer.concat([text('RIFF'), u32le(body.length), body])
}

export const webpPixels: Buffer = riffChunk('VP8L', Buffer.from([0x2f, 1, 2, 3, 4, 5, 6]))
export const webpOf = ({ exif = exifOf() as Buffer | null, rest = Buffer.alloc(0) as Buffer } = {}): Buffer =>
  Buffer.concat([
    riff(
      'WEBP',
      riffChunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
      webpPixels,
      ...(exif ? [riffChunk('EXIF', exif)] : []),
      riffChunk('XMP ', text('<x exif:GPSLatitude="31,53.7N"/>')),
      riffChunk('odd!', text('SECRETPHONE')),
    ),
    rest,
  ])

export const wavOf = (): Buffer =>
  riff(
    'WAVE',
    riffChunk('fmt ', Buffer.alloc(16, 1)),
    riffChunk('LIST', text('INFOIART SECRETPHONE')),
    riffChunk('data', Buffer.from([1, 2, 3, 4, 5])),
  )

export const amrOf = (frames = 3): Buffer =>
  Buffer.concat([text('#!AMR\n'), ...Array.from({ length: frames }, () => Buffer.from([0x3c, ...Array(31).fill(7)]))])

export const pdfOf = (inside = ''): Buffer =>
  text(`%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n${inside}\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`)

/** A ZIP of stored files; `gap`: what lies behind the first, named by no entry. */
export const zipOf = (
  files: Readonly<Record<string, string>>,
  { flags = 0, gap = Buffer.alloc(0) as Buffer } = {},
): Buffer => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content)
    const sums = Buffer.concat([u32le(crc32(data)), u32le(data.length), u32le(data.length)])
    const common = Buffer.concat([
      u16le(20),
      u16le(flags),
      u16le(0),
      u16le(0),
      u16le(0),
      sums,
      u16le(name.length),
      u16le(0),
    ])
    const entry = Buffer.concat([text('PK\x03\x04'), common, text(name), data])
    const behind = at === 0 ? gap : Buffer.alloc(0)
    locals.push(entry, behind)
    centrals.push(Buffer.concat([text('PK\x01\x02'), u16le(20), common, Buffer.alloc(10), u32le(at), text(name)]))
    at += entry.length + behind.length
  }
  const list = Buffer.concat(centrals)
  const count = u16le(centrals.length)
  return Buffer.concat([
    ...locals,
    list,
    text('PK\x05\x06'),
    Buffer.alloc(4),
    count,
    count,
    u32le(list.length),
    u32le(at),
    u16le(0),
  ])
}

export const word = { '[Content_Types].xml': '<Types/>', '_rels/.rels': '<r/>', 'word/document.xml': '<w/>' }
export const docxOf = (more: Readonly<Record<string, string>> = {}): Buffer => zipOf({ ...word, ...more })
export const xlsxOf = (): Buffer =>
  zipOf({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<r/>', 'xl/workbook.xml': '<w/>' })

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), text(type), body])
}
const table = (type: string, ...numbers: readonly number[]) => box(type, u32(0), ...numbers.map(u32))

/** A track with one chunk of one sample of `bytes` at `at`. */
const track = (handler: string, at: number, bytes: number) =>
  box(
    'trak',
    box(
      'mdia',
      box('hdlr', u32(0), u32(0), text(handler), Buffer.alloc(13)),
      box('minf', box('stbl', table('stsz', 0, 1, bytes), table('stsc', 1, 1, 1, 1), table('stco', 1, at))),
    ),
  )

export const filmPictures = text('coded pictures and sound')
const sensors = text('GPS 31.895 121.17')

/** A film as a phone takes it, with its place in `udta`, in `meta` and in a track of its own. */
export const filmOf = (brand = 'isom', handlers: readonly string[] = ['vide', 'soun', 'meta']): Buffer => {
  const ftyp = box('ftyp', text(brand), u32(0), text('mp42'))
  const at = ftyp.length + 8
  const mdat = box('mdat', filmPictures, sensors)
  const tracks = handlers.map(each =>
    each === 'meta' ? track(each, at + filmPictures.length, sensors.length) : track(each, at, filmPictures.length),
  )
  const udta = box('udta', box('\xa9xyz', text('\0\x12\x15\xc7+31.8951+121.1700/')))
  return Buffer.concat([
    ftyp,
    mdat,
    box('moov', ...tracks, udta, box('meta', text('SECRETPHONE'))),
    box('uuid', text('XMP GPS')),
  ])
}
