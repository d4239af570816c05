import { randomBytes } from 'node:crypto'
import { header, headerLines, methodOf, type SipMessage } from '../bench/sip.ts'
import { openSipSocket } from '../bench/udp.ts'
import { instant, openToneSound, soundPortOf, type ToneSound, toneSdp } from './tone-sound.ts'

/** A caller who sends a tone from his answer on and listens to what comes. All instants as `Date.now()`, with fractions. */
export interface ToneCaller extends Pick<ToneSound, 'received' | 'keys' | 'hears' | 'heardAt'> {
  readonly invitedAt: number
  readonly answeredAt: number | null
  readonly ended: boolean
  hangUp(): void
  close(): Promise<void>
}

/** Calls `dialled` at the Asterisk of this port; `hertz`: the tone he sends. */
export const callWithTone = async (
  sipPort: number,
  { number, dialled = '12345', hertz }: { readonly number: string; readonly dialled?: string; readonly hertz: number },
): Promise<ToneCaller> => {
  const id = randomBytes(8).toString('hex')
  const target = `sip:${dialled}@127.0.0.1:${sipPort}`
  let to = `<${target}>`
  let contact = target
  let answeredAt: number | null = null
  let ended = false
  const sound = await openToneSound(hertz)

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
        sound.sendTo(soundPortOf(message.text))
      }
    } else if (message.status >= 200 && methodOf(message) === 'BYE') ended = true
  }
  const sip = await openSipSocket(sipPort, onMessage)
  const invitedAt = instant()
  request('INVITE', 1, target, id, toneSdp(sound.port))
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
      return sound.received
    },
    get keys() {
      return sound.keys
    },
    hears: sound.hears,
    heardAt: sound.heardAt,
    hangUp,
    close: async () => {
      hangUp()
      sound.close()
      await sip.close()
    },
  }
}
