import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { shareOf, tonePacket } from './tones.ts'

/** What one end of a talk sends and hears (G.711 µ-law over RTP on loopback). All instants as `Date.now()`, with fractions. */
export interface ToneSound {
  /** UDP port at which sound is taken. */
  readonly port: number
  /** Packets of sound that came. */
  readonly received: number
  /** Keys that came as RFC 4733 events, in order. */
  readonly keys: string
  /** How loud a pitch is in the last `ms` of what came, as the share of all sound, 0 to 1; 0 where nothing came. */
  hears(hertz: number, ms?: number): number
  /** When the first packet came after `since` in which this pitch is most of the sound; null: none has. */
  heardAt(hertz: number, since?: number): number | null
  /** Sends the tone to this port until `close`. */
  sendTo(port: number): void
  close(): void
}

interface Heard {
  readonly at: number
  readonly sound: Buffer
}

/** Instants of this process that keep their order, in ms since 1970. */
export const instant = (): number => performance.timeOrigin + performance.now()

const packetMs = 20
const keepPackets = 3_000
const keyNames = [...'0123456789*#ABCD']

/** Opens a port for sound; `hertz`: the tone that `sendTo` sends. */
export const openToneSound = async (hertz: number): Promise<ToneSound> => {
  const heard: Heard[] = []
  let received = 0
  let keys = ''
  let lastKeyTime = -1
  let timer: NodeJS.Timeout | null = null

  const media = createSocket('udp4')
  await new Promise<void>(resolve => media.bind(0, '127.0.0.1', resolve))
  media.on('message', packet => {
    const type = (packet[1] ?? 0) & 0x7f
    if (type === 101 && packet.length >= 16) {
      const time = packet.readUInt32BE(4)
      if (time !== lastKeyTime) keys += keyNames[packet[12] ?? 0] ?? ''
      lastKeyTime = time
    }
    if (type !== 0) return
    received += 1
    heard.push({ at: instant(), sound: packet.subarray(12) })
    if (heard.length > keepPackets) heard.shift()
  })
  return {
    port: media.address().port,
    get received() {
      return received
    },
    get keys() {
      return keys
    },
    hears: (pitch, ms = 400) => {
      const from = instant() - ms
      const last = heard.filter(({ at }) => at > from).map(({ sound }) => sound)
      return last.length === 0 ? 0 : shareOf(pitch, Buffer.concat(last))
    },
    heardAt: (pitch, since = 0) => heard.find(({ at, sound }) => at > since && shareOf(pitch, sound) > 0.5)?.at ?? null,
    sendTo: port => {
      let [sequence, sent] = [randomInt(60_000), 0]
      const source = randomInt(2 ** 31)
      const began = performance.now()
      timer = setInterval(() => {
        for (; sent * packetMs <= performance.now() - began; sent += 1) {
          const head = Buffer.alloc(12)
          head[0] = 0x80
          head.writeUInt16BE(sequence++ & 0xffff, 2)
          head.writeUInt32BE(sent * 160, 4)
          head.writeUInt32BE(source, 8)
          media.send(Buffer.concat([head, tonePacket(hertz, sent * 160)]), port, '127.0.0.1')
        }
      }, 5)
    },
    close: () => {
      if (timer) clearInterval(timer)
      media.close()
    },
  }
}

/** The session description of somebody who takes sound, and keys, at this port. */
export const toneSdp = (port: number): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    '',
  ].join('\r\n')

/** The port for sound that a session description names; 0: none. */
export const soundPortOf = (sdp: string): number => Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0)
