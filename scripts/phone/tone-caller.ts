import { randomBytes, randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { header, headerLines, methodOf, type SipMessage } from '../bench/sip.ts'
import { openSipSocket } from '../bench/udp.ts'
import { shareOf, tonePacket } from './tones.ts'

/** A caller who sends a tone from his answer on and listens to what comes. All instants as `Date.now()`, with fractions. */
export interface ToneCaller {
  readonly invitedAt: number
  readonly answeredAt: number | null
  readonly ended: boolean
  /** Packets of sound that came. */
  readonly received: number
  /** Keys that came as RFC 4733 events, in order. */
  readonly keys: string
  /** How loud a pitch is in the last `ms` of what came, as the share of all sound, 0 to 1; 0 where nothing came. */
  hears(hertz: number, ms?: number): number
  /** When the first packet came after `since` in which this pitch is most of the sound; null: none has. */
  heardAt(hertz: number, since?: number): number | null
  hangUp(): void
  close(): Promise<void>
}

interface Heard {
  readonly at: number
  readonly sound: Buffer
}

/** Instants of this process that keep their order, in ms since 1970. */
const instant = (): number => performance.timeOrigin + performance.now()

const packetMs = 20
const keepPackets = 3_000
const keyNames = [...'0123456789*#ABCD']

/** Calls `dialled` at the Asterisk of this port; `hertz`: the tone he sends. */
export const callWithTone = async (
  sipPort: number,
  { number, dialled = '12345', hertz }: { readonly number: string; readonly dialled?: string; readonly hertz: number },
): Promise<ToneCaller> => {
  const id = randomBytes(8).toString('hex')
  const target = `sip:${dialled}@127.0.0.1:${sipPort}`
  const heard: Heard[] = []
  let to = `<${target}>`
  let contact = target
  let answeredAt: number | null = null
  let ended = false
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

  const request = (method: string, cseq: number, where: string, branch: string, body = '') =>
    sip.send(
      [
        `${method} ${where} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${sip.port};branch=z9hG4bK${branch};rport`,
        'Max-Forwards: 70',
        `From: <sip:${number}@127.0.0.1>;tag=${id}`,
        `To: ${to}`,
        `Call-ID: ${id}@tone`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:tone@127.0.0.1:${sip.port}>`,
      ],
      body,
    )
  const fresh = () => randomBytes(8).toString('hex')

  const sendTone = (port: number) => {
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
  }
  const onMessage = (message: SipMessage) => {
    if (message.method === 'BYE') {
      sip.send(['SIP/2.0 200 OK', ...headerLines(message, 'Via', 'From', 'To', 'Call-ID', 'CSeq')])
      ended = true
    } else if (message.status >= 200 && methodOf(message) === 'INVITE') {
      to = header(message, 'To')
      contact = /<([^>]+)>/.exec(header(message, 'Contact'))?.[1] ?? target
      request('ACK', 1, message.status < 300 ? contact : target, message.status < 300 ? fresh() : id)
      if (message.status >= 300) ended = true
      else if (answeredAt === null) {
        answeredAt = instant()
        sendTone(Number(/^m=audio (\d+)/m.exec(message.text)?.[1] ?? 0))
      }
    } else if (message.status >= 200 && methodOf(message) === 'BYE') ended = true
  }
  const sip = await openSipSocket(sipPort, onMessage)
  const invitedAt = instant()
  request(
    'INVITE',
    1,
    target,
    id,
    [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=audio ${media.address().port} RTP/AVP 0 101`,
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
      '',
    ].join('\r\n'),
  )
  const hangUp = () => {
    if (ended) return
    if (answeredAt === null) request('CANCEL', 1, target, id)
    else request('BYE', 2, contact, fresh())
  }
  return {
    invitedAt,
    get answeredAt() {
      return answeredAt
    },
    get ended() {
      return ended
    },
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
    hangUp,
    close: async () => {
      hangUp()
      if (timer) clearInterval(timer)
      media.close()
      await sip.close()
    },
  }
}
