/** One IPv4 packet of a capture, its UDP or TCP payload as Latin-1 text, so that no byte is lost. */
export interface Packet {
  /** Ms since the epoch second `Capture.second`, with the full precision of the capture. */
  readonly at: number
  readonly protocol: 'udp' | 'tcp'
  readonly from: number
  readonly to: number
  readonly payload: string
}

/** A capture file, read. */
export interface Capture {
  /** Epoch second that all times count from: a double cannot hold nanoseconds since 1970. */
  readonly second: number
  readonly packets: readonly Packet[]
}

/** A capture file cannot be read. */
export class PcapError extends Error {
  readonly code = 'bad_capture'
}

const ETHERNET = 1
const COOKED = 113
const linkHeader: Readonly<Record<number, number>> = { [ETHERNET]: 14, [COOKED]: 16 }
const IPV4 = 0x0800

interface Reader {
  u32(offset: number): number
  /** Fraction of a second in the file's unit → ms. */
  readonly unit: number
}

const readerOf = (file: Buffer): Reader => {
  const magic = file.length < 24 ? 0 : file.readUInt32LE(0)
  const little = magic === 0xa1b23c4d || magic === 0xa1b2c3d4
  const nano = magic === 0xa1b23c4d || magic === 0x4d3cb2a1
  if (!little && magic !== 0x4d3cb2a1 && magic !== 0xd4c3b2a1) throw new PcapError('not a pcap file')
  return {
    u32: offset => (little ? file.readUInt32LE(offset) : file.readUInt32BE(offset)),
    unit: nano ? 1e-6 : 1e-3,
  }
}

/**
 * Reads a pcap file of Ethernet (loopback) or Linux cooked frames: unfragmented IPv4 with UDP or TCP; all else is left out. A packet
 * that was cut off at the end of the file is left out too. Throws a PcapError when it is no such file.
 */
export const parsePcap = (file: Buffer): Capture => {
  const { u32, unit } = readerOf(file)
  const network = u32(20) & 0x0fffffff
  const header = linkHeader[network]
  if (header === undefined) throw new PcapError(`link type ${network} is not supported`)
  const second = file.length >= 40 ? u32(24) : 0
  const packets: Packet[] = []
  for (let offset = 24; offset + 16 <= file.length; ) {
    const length = u32(offset + 8)
    const start = offset + 16
    if (start + length > file.length) break
    const at = (u32(offset) - second) * 1000 + u32(offset + 4) * unit
    const packet = parseFrame(file.subarray(start, start + length), header)
    if (packet) packets.push({ at, ...packet })
    offset = start + length
  }
  return { second, packets }
}

/** What is in one frame whose IP packet starts after `header` bytes; the type field is the last two of them. */
const parseFrame = (frame: Buffer, header: number): Omit<Packet, 'at'> | null => {
  if (frame.length < header + 20 || frame.readUInt16BE(header - 2) !== IPV4) return null
  const ip = frame.subarray(header)
  const transport = ((ip[0] ?? 0) & 0x0f) * 4
  const end = Math.min(ip.length, ip.readUInt16BE(2))
  const fragment = (ip.readUInt16BE(6) & 0x3fff) !== 0
  if (fragment || end < transport + 8) return null
  const ports = { from: ip.readUInt16BE(transport), to: ip.readUInt16BE(transport + 2) }
  const payload = (skip: number) => ip.toString('latin1', transport + skip, end)
  if (ip[9] === 17) return { protocol: 'udp', ...ports, payload: payload(8) }
  if (ip[9] !== 6 || end < transport + 20) return null
  return { protocol: 'tcp', ...ports, payload: payload(((ip[transport + 12] ?? 0) >> 4) * 4) }
}
