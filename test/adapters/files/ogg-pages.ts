/** One page of an Ogg file, as RFC 3533 lays it out. */
export interface OggPage {
  readonly flags: number
  readonly granule: number
  readonly sequence: number
  readonly checksum: number
  /** The page as it was when its checksum was made. */
  readonly bytes: Buffer
  readonly packets: readonly Buffer[]
}

/** Takes a file apart. Throws where it is none; packets that go on over a page's end are none that we write. */
export const oggPages = (file: Buffer): readonly OggPage[] => {
  const pages: OggPage[] = []
  for (let at = 0; at < file.length; ) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') throw new Error(`no page at ${at}`)
    const lacing = file.subarray(at + 27, at + 27 + file.readUInt8(at + 26))
    const packets: Buffer[] = []
    let from = at + 27 + lacing.length
    let to = from
    for (const part of lacing) {
      to += part
      if (part === 255) continue
      packets.push(file.subarray(from, to))
      from = to
    }
    if (from !== to) throw new Error('a packet has no end')
    const bytes = Buffer.from(file.subarray(at, to))
    const checksum = bytes.readUInt32LE(22)
    bytes.writeUInt32LE(0, 22)
    const granule = Number(bytes.readBigUInt64LE(6))
    pages.push({ flags: bytes.readUInt8(5), granule, sequence: bytes.readUInt32LE(18), checksum, bytes, packets })
    at = to
  }
  return pages
}

/** A tone of that many samples of µ-law, 8000 of them a second. */
export const toneOf = (samples: number, hertz: number, loudness = 8_000): Buffer =>
  Buffer.from(
    Array.from({ length: samples }, (_, at) => muLawOf(loudness * Math.sin((2 * Math.PI * hertz * at) / 8_000))),
  )

const muLawOf = (sample: number): number => {
  const size = Math.min(32_635, Math.abs(Math.round(sample))) + 0x84
  const segment = Math.max(0, Math.floor(Math.log2(size)) - 7)
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | ((size >> (segment + 3)) & 0x0f)) & 0xff
}

/** How much of a frequency is in a stretch of samples, as the height of its wave. */
export const heightOf = (samples: ArrayLike<number>, hertz: number, rate: number): number => {
  let cosine = 0
  let sine = 0
  for (let at = 0; at < samples.length; at += 1) {
    const turn = (2 * Math.PI * hertz * at) / rate
    cosine += (samples[at] ?? 0) * Math.cos(turn)
    sine += (samples[at] ?? 0) * Math.sin(turn)
  }
  return (2 * Math.hypot(cosine, sine)) / samples.length
}
