import { randomBytes } from 'node:crypto'
import { type Credentials, digestAnswer } from './digest.ts'
import { header, headerLines, lastFour, methodOf, type SipMessage } from './sip.ts'
import { openSipSocket, silentSdp } from './udp.ts'
import { waitFor } from './wait.ts'

/** All agents' phones on one socket. They register, ring, pick up at once and never send sound. */
export interface Phones {
  readonly port: number
  /** Registers these phones and waits until Asterisk has taken all. */
  register(phones: readonly Credentials[]): Promise<void>
  /** Called when a phone has picked up and Asterisk has confirmed it, with the last four digits of the caller. */
  onTalk: ((caller: string, extension: string) => void) | null
  close(): Promise<void>
}

const registeredForSeconds = 3_600
const registerAtOnce = 20

/** Opens the phones' socket towards the Asterisk at this port of loopback. */
export const openPhones = async (sipPort: number): Promise<Phones> => {
  const registering = new Map<string, { readonly phone: Credentials; readonly tried: boolean }>()
  const registered = new Set<string>()
  /** Call-ID of an INVITE → our tag; kept until its BYE or CANCEL, so that a repeated one gets the same answer. */
  const dialogs = new Map<string, { readonly tag: string; talks: boolean }>()
  const uri = `sip:127.0.0.1:${sipPort}`

  const sendRegister = (phone: Credentials, sipCallId: string, cseq: number, extra: readonly string[] = []) => {
    const { user } = phone
    socket.send([
      `REGISTER ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${socket.port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
      'Max-Forwards: 70',
      `From: <sip:${user}@127.0.0.1>;tag=${user}`,
      `To: <sip:${user}@127.0.0.1>`,
      `Call-ID: ${sipCallId}`,
      `CSeq: ${cseq} REGISTER`,
      `Contact: <sip:${user}@127.0.0.1:${socket.port}>;expires=${registeredForSeconds}`,
      ...extra,
    ])
  }
  const registerAnswered = (message: SipMessage) => {
    const sipCallId = header(message, 'Call-ID')
    const now = registering.get(sipCallId)
    if (!now) return
    if (message.status === 200) {
      registered.add(now.phone.user)
      registering.delete(sipCallId)
    } else if (message.status === 401 && !now.tried) {
      registering.set(sipCallId, { phone: now.phone, tried: true })
      const answer = digestAnswer(header(message, 'WWW-Authenticate'), 'REGISTER', uri, now.phone)
      sendRegister(now.phone, sipCallId, 2, [`Authorization: ${answer}`])
    }
  }

  const reply = (request: SipMessage, status: string, extra: readonly string[] = [], body = '', tag = '') => {
    const copied = headerLines(request, 'Via', 'From', 'Call-ID', 'CSeq', 'Record-Route')
    const to = header(request, 'To')
    const toLine = `To: ${to}${tag !== '' && !to.includes('tag=') ? `;tag=${tag}` : ''}`
    socket.send([`SIP/2.0 ${status}`, ...copied, toLine, ...extra], body)
  }
  const ring = (invite: SipMessage) => {
    const sipCallId = header(invite, 'Call-ID')
    const dialog = dialogs.get(sipCallId) ?? { tag: randomBytes(6).toString('hex'), talks: false }
    dialogs.set(sipCallId, dialog)
    const contact = [`Contact: <sip:${invite.target}@127.0.0.1:${socket.port}>`]
    reply(invite, '180 Ringing', contact, '', dialog.tag)
    reply(invite, '200 OK', contact, silentSdp, dialog.tag)
  }
  const confirmed = (ack: SipMessage) => {
    const dialog = dialogs.get(header(ack, 'Call-ID'))
    if (!dialog || dialog.talks) return
    dialog.talks = true
    phones.onTalk?.(lastFour(ack), ack.target)
  }

  const onMessage = (message: SipMessage) => {
    if (message.method === null) {
      if (methodOf(message) === 'REGISTER') registerAnswered(message)
      return
    }
    switch (message.method) {
      case 'INVITE':
        return ring(message)
      case 'ACK':
        return confirmed(message)
      case 'BYE':
        dialogs.delete(header(message, 'Call-ID'))
        return reply(message, '200 OK')
      case 'CANCEL':
        // a phone here has picked up before a CANCEL can reach it
        return reply(message, '481 Call/Transaction Does Not Exist')
      default:
        return reply(message, '200 OK', [], '', 'phone')
    }
  }

  const socket = await openSipSocket(sipPort, onMessage)
  const phones: Phones = {
    port: socket.port,
    onTalk: null,
    register: async wanted => {
      const left = [...wanted]
      await waitFor(
        'all phones are registered',
        () => {
          while (registering.size < registerAtOnce) {
            const phone = left.pop()
            if (!phone) break
            const sipCallId = `${randomBytes(8).toString('hex')}@phones`
            registering.set(sipCallId, { phone, tried: false })
            sendRegister(phone, sipCallId, 1)
          }
          return wanted.every(({ user }) => registered.has(user))
        },
        60_000,
      )
    },
    close: () => socket.close(),
  }
  return phones
}
