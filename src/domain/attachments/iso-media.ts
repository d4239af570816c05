import { bytesOf, latin, type Pieces, stands, u8, u32, u64 } from './bytes.ts'
import type { AttachmentType, FileRefusal } from './kinds.ts'

/** A box of ISO/IEC 14496-12: its type, its bytes and where its content begins. */
interface Box {
  readonly type: string
  readonly from: number
  readonly to: number
  readonly content: number
}

/** More boxes side by side, or more of them inside of each other, than any camera writes. */
const mostBoxes = 10_000
const mostDepth = 8

/** The boxes that fill [from, end), or null where they do not. */
const boxesOf = (bytes: Uint8Array, from: number, end: number): readonly Box[] | null => {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= end) {
    const short = u32(bytes, at)
    const head = short === 1 ? 16 : 8
    const length = short === 1 ? u64(bytes, at + 8) : short === 0 ? end - at : short
    if (length < head || at + length > end || boxes.length === mostBoxes) return null
    boxes.push({ type: latin(bytes, at + 4, 4), from: at, to: at + length, content: at + head })
    at += length
  }
  // QuickTime closes a list with four zeros
  return at === end || (end - at === 4 && u32(bytes, at) === 0) ? boxes : null
}

const outermost = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pdin', 'uuid', 'meta', 'udta'])
/** Pieces for streaming; what they tell is not looked for. */
const fragments = new Set(['moof', 'mfra', 'sidx', 'styp', 'ssix', 'prft', 'emsg'])
const heic = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis)$/
const mp4 = /^(isom|iso[2-9a-c]|mp4[12]|M4V |M4VP|M4VH|avc1|MSNV|3gp[4-7]|dash|mmp4)$/

/** The type of a file that begins with `ftyp`, or why it is not taken. */
export const isoMediaType = (bytes: Uint8Array): Extract<AttachmentType, 'mp4' | 'mov' | 'm4a'> | FileRefusal => {
  const brand = latin(bytes, 8, 4)
  if (heic.test(brand)) return 'heic'
  const boxes = boxesOf(bytes, 0, bytes.length)
  const moov = boxes?.find(({ type }) => type === 'moov')
  if (!boxes || !moov || !boxes.some(({ type }) => type === 'mdat')) return 'damaged'
  if (boxes.some(({ type }) => fragments.has(type))) return 'unknown'
  if (boxes.some(({ type }) => !outermost.has(type))) return 'damaged'
  const inner = boxesOf(bytes, moov.content, moov.to)
  if (inner === null) return 'damaged'
  const handlers = inner.filter(({ type }) => type === 'trak').map(track => handlerOf(bytes, track))
  const shows = handlers.includes('vide')
  if (!shows && !handlers.includes('soun')) return 'damaged'
  if (/^M4A |^M4B /.test(brand)) return shows ? 'disguised' : 'm4a'
  if (brand === 'qt  ') return shows ? 'mov' : 'm4a'
  if (!mp4.test(brand)) return 'unknown'
  return shows ? 'mp4' : 'm4a'
}

const child = (bytes: Uint8Array, box: Box | undefined, type: string): Box | undefined =>
  box && boxesOf(bytes, box.content, box.to)?.find(each => each.type === type)

/** What a track is: `vide`, `soun`, or something that tells of them. */
const handlerOf = (bytes: Uint8Array, track: Box): string => {
  const handler = child(bytes, child(bytes, track, 'mdia'), 'hdlr')
  return handler ? latin(bytes, handler.content + 8, 4) : ''
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/** A table of a track: how many entries it has (as many as fit), each of `width` bytes, from `at` on. */
const tableOf = (box: Box, bytes: Uint8Array, headBytes: number, width: number) => {
  const at = box.content + headBytes
  const told = u32(bytes, at - 4)
  return { at, count: Math.max(0, Math.min(told, Math.floor((box.to - at) / width))) }
}

/** Where the samples of a track lie in the file. */
const samplesOf = (bytes: Uint8Array, track: Box): readonly Stretch[] => {
  const list = child(bytes, child(bytes, child(bytes, track, 'mdia'), 'minf'), 'stbl')
  const [sizes, groups, short, long] = ['stsz', 'stsc', 'stco', 'co64'].map(type => child(bytes, list, type))
  const chunks = short ?? long
  if (!sizes || !groups || !chunks) return []
  const same = u32(bytes, sizes.content + 4)
  const each = tableOf(sizes, bytes, 12, 4)
  const group = tableOf(groups, bytes, 8, 12)
  const place = tableOf(chunks, bytes, 8, short ? 4 : 8)
  const total = same > 0 ? u32(bytes, sizes.content + 8) : each.count
  const found: Stretch[] = []
  let sample = 0
  let now = 0
  for (let chunk = 0; chunk < place.count && sample < total; chunk += 1) {
    while (now + 1 < group.count && u32(bytes, group.at + 12 * (now + 1)) <= chunk + 1) now += 1
    const from = short ? u32(bytes, place.at + 4 * chunk) : u64(bytes, place.at + 8 * chunk)
    const inChunk = Math.min(group.count > 0 ? u32(bytes, group.at + 12 * now + 4) : 0, total - sample)
    let to = from + same * inChunk
    if (same === 0) for (let index = 0; index < inChunk; index += 1) to += u32(bytes, each.at + 4 * (sample + index))
    sample += inChunk
    if (from < to && to <= bytes.length) found.push({ from, to })
  }
  return found
}

const tells = new Set(['udta', 'meta', 'uuid', 'free', 'skip'])
const holdsBoxes = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts'])

interface Telling {
  readonly boxes: readonly Box[]
  readonly samples: readonly Stretch[]
}

/**
 * All boxes that tell of a film beside it, and the samples of tracks that are neither picture nor sound (phones write their place there); null where the boxes do
 * not hold together.
 */
const telling = (bytes: Uint8Array, from: number, to: number, depth: number): Telling | null => {
  const all = depth > mostDepth ? null : boxesOf(bytes, from, to)
  if (all === null) return null
  const boxes: Box[] = []
  const samples: Stretch[] = []
  for (const box of all) {
    if (tells.has(box.type)) boxes.push(box)
    if (!holdsBoxes.has(box.type)) continue
    if (box.type === 'trak' && !/^(vide|soun)$/.test(handlerOf(bytes, box))) {
      boxes.push(box)
      samples.push(...samplesOf(bytes, box))
      continue
    }
    const inner = telling(bytes, box.content, box.to, depth + 1)
    if (inner === null) return null
    boxes.push(...inner.boxes)
    samples.push(...inner.samples)
  }
  return { boxes, samples }
}

/** A box of the same length that says nothing. */
const emptied = (bytes: Uint8Array, { from, content, to }: Box): Uint8Array => {
  const empty = new Uint8Array(to - from)
  empty.set(bytes.subarray(from, content))
  empty.set(bytesOf('free'), 4)
  return empty
}

/** What of the samples lies in the data of the file: a damaged table may point at its boxes, and say the same bytes a million times. */
const inside = (samples: readonly Stretch[], data: readonly Box[]): readonly Stretch[] => {
  const found: Stretch[] = []
  const rest = [...data].reverse()
  let done = 0
  for (const { from, to } of samples.toSorted((a, b) => a.from - b.from)) {
    for (;;) {
      const start = Math.max(from, done)
      while ((rest.at(-1)?.to ?? Infinity) <= start) rest.pop()
      const box = rest.at(-1)
      if (!box || start >= to || box.content >= to) break
      done = Math.min(to, box.to)
      found.push({ from: Math.max(start, box.content), to: done })
    }
  }
  return found
}

/**
 * A film or a sound without what it tells: place, device, titles, tracks of sensors. They become empty space of the same length, so that nothing moves and no
 * table of the file is wrong. When it was taken stays. null: its boxes do not hold together.
 */
export const stripIsoMedia = (bytes: Uint8Array): Pieces | null => {
  const found = telling(bytes, 0, bytes.length, 0)
  if (found === null) return null
  const data = boxesOf(bytes, 0, bytes.length)?.filter(({ type }) => type === 'mdat') ?? []
  const blanks = [
    ...found.boxes.map(box => ({ from: box.from, to: box.to, empty: () => emptied(bytes, box) })),
    ...inside(found.samples, data).map(({ from, to }) => ({ from, to, empty: () => new Uint8Array(to - from) })),
  ].sort((a, b) => a.from - b.from || b.to - a.to)
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { from, to, empty } of blanks) {
    if (to <= at) continue
    if (from > at) pieces.push(bytes.subarray(at, from))
    pieces.push(empty().subarray(Math.max(0, at - from)))
    at = to
  }
  return [...pieces, bytes.subarray(at)]
}

/** Whether a file is of this family at all. */
export const isIsoMedia = (bytes: Uint8Array): boolean =>
  stands(bytes, 4, 'ftyp') && u32(bytes, 0) >= 16 && u8(bytes, 0) === 0
