import { createSocket, type Socket } from 'node:dgram'
import type { TestContext } from 'node:test'

/** A span of what was heard. Times in ms of performance.now(). */
export interface Heard {
  readonly what: 'sound' | 'ringing' | 'silence'
  readonly from: number
  readonly to: number
}

/** An agent's leg that is nothing but a socket: it answers at once, sends silence and writes down what comes. */
export interface Ear {
  /** To be dialled as `PJSIP/trunk/<uri>`. */
  readonly uri: string
  /** What was heard since `forget`, in spans of one kind. */
  heard(): readonly Heard[]
  forget(): void
}

const packetMs = 20
const ringingHz = 450

/** An ear that is gone after the test. */
export async function givenEar(t: TestContext): Promise<Ear> {
  const [sip, media] = await Promise.all([boundSocket(t), boundSocket(t)])
  const spans: { what: Heard['what']; from: number; to: number }[] = []
  let farPort = 0
  let sequence = 0

  sip.on('message', (data, remote) => {
    const text = String(data)
    farPort = Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? farPort)
    if (text.startsWith('INVITE') || text.startsWith('BYE'))
      sip.send(accepted(text, sip.address().port, media.address().port), remote.port, '127.0.0.1')
  })
  media.on('message', packet => {
    const what = kindOf([...packet.subarray(12)].map(linear))
    const now = performance.now()
    const last = spans.at(-1)
    if (last?.what === what && now - last.to < 5 * packetMs) last.to = now
    else spans.push({ what, from: now, to: now })
  })
  // a leg from which nothing comes for a minute is taken for dead
  const speaking = setInterval(() => {
    if (farPort > 0) media.send(silentPacket(sequence++), farPort, '127.0.0.1')
  }, packetMs)
  t.after(() => clearInterval(speaking))
  return {
    uri: `sip:ear@127.0.0.1:${sip.address().port}`,
    heard: () => spans,
    forget: () => void spans.splice(0),
  }
}

async function boundSocket(t: TestContext): Promise<Socket> {
  const socket = createSocket('udp4')
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>(resolve => socket.close(() => resolve())))
  return socket
}

function accepted(request: string, sipPort: number, mediaPort: number): string {
  const copied = request.split('\r\n').filter(line => /^(Via|From|Call-ID|CSeq):/i.test(line))
  const to = /^To: (.*)$/m.exec(request)?.[1]?.trim() ?? ''
  const body = [
    'v=0',
    'o=t 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${mediaPort} RTP/AVP 0`,
    '',
  ].join('\r\n')
  return [
    'SIP/2.0 200 OK',
    ...copied,
    `To: ${to.includes('tag=') ? to : `${to};tag=ear`}`,
    `Contact: <sip:ear@127.0.0.1:${sipPort}>`,
    'Content-Type: application/sdp',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

function silentPacket(sequence: number): Buffer {
  const packet = Buffer.alloc(172, 0xff)
  packet.writeUInt16BE(0x8000, 0)
  packet.writeUInt16BE(sequence & 0xffff, 2)
  packet.writeUInt32BE(sequence * 160, 4)
  packet.writeUInt32BE(1, 8)
  return packet
}

/** A sample of µ-law (G.711). */
function linear(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = (((bits & 15) << 3) + 132) << ((bits >> 4) & 7)
  return bits & 128 ? 132 - magnitude : magnitude - 132
}

/** Asterisk's ringing tone is one pure tone: nearly all of the packet's energy is there. */
function kindOf(samples: readonly number[]): Heard['what'] {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0)
  if (energy / samples.length < 100 * 100) return 'silence'
  let real = 0
  let imaginary = 0
  samples.forEach((sample, i) => {
    const angle = (2 * Math.PI * ringingHz * i) / 8000
    real += sample * Math.cos(angle)
    imaginary += sample * Math.sin(angle)
  })
  const share = (2 * (real * real + imaginary * imaginary)) / samples.length / energy
  return share > 0.9 ? 'ringing' : 'sound'
}
