/** A packet to be put into a capture file; `us`: time in µs, or in ns with `nano`. */
export interface Given {
  readonly second: number
  readonly fraction: number
  readonly protocol: 'udp' | 'tcp'
  readonly from: number
  readonly to: number
  readonly text: string
  readonly fragment?: boolean
}

/** The frame of a packet between two ports of 127.0.0.1, with a header of the link's length whose last two bytes say IPv4. */
const frameOf = ({ protocol, from, to, text, fragment }: Given, header: number): Buffer => {
  const payload = Buffer.from(text, 'latin1')
  const transport = Buffer.alloc(protocol === 'udp' ? 8 : 32)
  transport.writeUInt16BE(from, 0)
  transport.writeUInt16BE(to, 2)
  // TCP with 12 bytes of options, as Linux sends it
  if (protocol === 'tcp') transport[12] = 8 << 4
  const ip = Buffer.alloc(20)
  ip[0] = 0x45
  ip.writeUInt16BE(20 + transport.length + payload.length, 2)
  ip.writeUInt16BE(fragment ? 0x2000 : 0x4000, 6)
  ip[9] = protocol === 'udp' ? 17 : 6
  const link = Buffer.alloc(header)
  link.writeUInt16BE(0x0800, header - 2)
  return Buffer.concat([link, ip, transport, payload])
}

/** A capture file as tcpdump writes it, or as a machine of the other byte order would. */
export const givenCapture = (
  packets: readonly Given[],
  { nano = true, little = true, network = 1 }: { nano?: boolean; little?: boolean; network?: number } = {},
): Buffer => {
  const words = (...values: readonly number[]) => {
    const buffer = Buffer.alloc(values.length * 4)
    values.forEach((value, n) => {
      if (little) buffer.writeUInt32LE(value, n * 4)
      else buffer.writeUInt32BE(value, n * 4)
    })
    return buffer
  }
  const head = words(nano ? 0xa1b23c4d : 0xa1b2c3d4, 0, 0, 0, 262_144, network)
  const records = packets.map(packet => {
    const frame = frameOf(packet, network === 113 ? 16 : 14)
    return Buffer.concat([words(packet.second, packet.fraction, frame.length, frame.length), frame])
  })
  return Buffer.concat([head, ...records])
}
