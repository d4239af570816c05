/*
 * A file of Ogg Opus with one voice (RFC 3533, RFC 7845): two pages of headers, then pages of packets. Times in it are counted in samples of
 * 48 kHz, whatever the voice was sampled with, from before the encoder's own delay (pre-skip), which players drop.
 */

/** Samples of a second, as Opus counts time. */
export const opusClock = 48_000

/** What a page holds at least before the next one begins, so that a player finds any second of it. */
const pageSamples = opusClock

const mostSegments = 255
const first = 2
const last = 4

/** The checksum of Ogg: polynomial 0x04c11db7, most significant bit first, from 0, not inverted. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 0x80000000 ? (rest << 1) ^ 0x04c11db7 : rest << 1
  return rest
})

/** The checksum of a page whose own field is 0. */
export const oggChecksum = (bytes: Uint8Array): number => {
  let sum = 0
  for (const byte of bytes) sum = (sum << 8) ^ (table[(sum >>> 24) ^ byte] ?? 0)
  return sum >>> 0
}

/** How the length of a packet is written: 255 as often as it goes, then what is left, which may be 0. */
const lacingOf = (bytes: number): number[] => [
  ...Array.from({ length: Math.floor(bytes / 255) }, () => 255),
  bytes % 255,
]

interface Page {
  readonly flags: number
  /** Samples up to the end of the last packet in it. */
  readonly granule: number
  readonly sequence: number
  readonly packets: readonly Uint8Array[]
}

const pageOf = ({ flags, granule, sequence, packets }: Page): Buffer => {
  const lacing = packets.flatMap(({ length }) => lacingOf(length))
  const head = Buffer.alloc(27)
  head.write('OggS', 0, 'latin1')
  head.writeUInt8(flags, 5)
  head.writeBigUInt64LE(BigInt(granule), 6)
  // the serial number: there is one stream only in the file
  head.writeUInt32LE(1, 14)
  head.writeUInt32LE(sequence, 18)
  head.writeUInt8(lacing.length, 26)
  const page = Buffer.concat([head, Uint8Array.from(lacing), ...packets])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

const headOf = (preSkip: number, rate: number): Buffer => {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 0, 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(1, 9)
  head.writeUInt16LE(preSkip, 10)
  head.writeUInt32LE(rate, 12)
  return head
}

const tagsOf = (vendor: string): Buffer => {
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4)
  tags.write('OpusTags', 0, 'latin1')
  tags.writeUInt32LE(vendor.length, 8)
  tags.write(vendor, 12, 'latin1')
  return tags
}

/** Writes a file piece by piece; each function gives the bytes that come next in it, which may be none. */
export interface OggOpusWriter {
  head(): Uint8Array
  /** `samples`: how long the packet sounds, of 48 kHz. */
  packet(packet: Uint8Array, samples: number): Uint8Array
  /** `samples`: of 48 kHz, without the pre-skip. A player drops what the last packet has beyond them. */
  end(samples: number): Uint8Array
}

/** A file of one voice. `preSkip`: samples of 48 kHz that the encoder puts before the first sound; `rate`: what the voice was sampled with, Hz. */
export const oggOpusWriter = (preSkip: number, rate: number): OggOpusWriter => {
  let sequence = 0
  let granule = 0
  let packets: Uint8Array[] = []
  let segments = 0
  let sounds = 0

  const page = (flags: number, at: number): Buffer => {
    const bytes = pageOf({ flags, granule: at, sequence, packets })
    sequence += 1
    packets = []
    segments = 0
    sounds = 0
    return bytes
  }
  const alone = (packet: Uint8Array, flags: number): Buffer => {
    packets = [packet]
    return page(flags, 0)
  }

  return {
    head: () => Buffer.concat([alone(headOf(preSkip, rate), first), alone(tagsOf('Yihao'), 0)]),
    packet: (packet, samples) => {
      const needs = Math.floor(packet.length / 255) + 1
      // a page waits for the next packet, since the last one must say that it is the last
      const full = packets.length > 0 && (sounds >= pageSamples || segments + needs > mostSegments)
      const done = full ? page(0, granule) : Buffer.alloc(0)
      packets.push(packet)
      segments += needs
      sounds += samples
      granule += samples
      return done
    },
    end: samples => page(last, preSkip + samples),
  }
}
