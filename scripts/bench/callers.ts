import { randomBytes } from 'node:crypto'
import { header, headerLines, methodOf, type SipMessage } from './sip.ts'
import { openSipSocket, silentSdp } from './udp.ts'
import { pause, waitFor } from './wait.ts'

/** Callers who wait for as long as it takes and hang up when told: what sipp's fixed scenarios cannot do. */
export interface Callers {
  /** A call of `number` to `dialled`. */
  call(number: string, dialled: string): void
  /** The caller whose number ends so hangs up. */
  hangUp(lastFour: string): void
  /** Calls that are not over. */
  readonly up: number
  /** Hangs up all and waits until Asterisk has confirmed. */
  clear(): Promise<void>
  close(): Promise<void>
}

interface Call {
  readonly head: readonly string[]
  readonly dialled: string
  to: string
  target: string
  answered: boolean
  leaving: boolean
}

const goodbyeMs = 5_000

/** Opens the callers' socket towards the Asterisk at this port of loopback. */
export const openCallers = async (sipPort: number): Promise<Callers> => {
  const calls = new Map<string, Call>()
  const byLastFour = new Map<string, string>()

  const request = (method: string, cseq: number, call: Call, target: string, branch: string, body = '') =>
    socket.send(
      [
        `${method} ${target} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${socket.port};branch=z9hG4bK${branch};rport`,
        'Max-Forwards: 70',
        ...call.head,
        `To: ${call.to}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:caller@127.0.0.1:${socket.port}>`,
      ],
      body,
    )
  const fresh = () => randomBytes(8).toString('hex')
  const leave = (sipCallId: string) => {
    const call = calls.get(sipCallId)
    if (!call || call.leaving) return
    call.leaving = true
    if (call.answered) request('BYE', 2, call, call.target, fresh())
    else request('CANCEL', 1, call, `sip:${call.dialled}@127.0.0.1:${sipPort}`, sipCallId.slice(0, 16))
  }
  const answered = (call: Call, message: SipMessage, sipCallId: string) => {
    call.to = header(message, 'To')
    if (message.status < 300) {
      call.target = /<([^>]+)>/.exec(header(message, 'Contact'))?.[1] ?? call.target
      call.answered = true
      request('ACK', 1, call, call.target, fresh())
    } else {
      request('ACK', 1, call, call.target, sipCallId.slice(0, 16))
      calls.delete(sipCallId)
    }
  }
  const onMessage = (message: SipMessage) => {
    const sipCallId = header(message, 'Call-ID')
    const call = calls.get(sipCallId)
    if (message.method === 'BYE') {
      socket.send(['SIP/2.0 200 OK', ...headerLines(message, 'Via', 'From', 'To', 'Call-ID', 'CSeq')])
      calls.delete(sipCallId)
    } else if (call && message.status >= 200) {
      const method = methodOf(message)
      if (method === 'INVITE') answered(call, message, sipCallId)
      else if (method === 'BYE') calls.delete(sipCallId)
    }
  }

  const socket = await openSipSocket(sipPort, onMessage)
  return {
    call: (number, dialled) => {
      const id = fresh()
      const sipCallId = `${id}@callers`
      const target = `sip:${dialled}@127.0.0.1:${sipPort}`
      const call: Call = {
        head: [`From: <sip:${number}@127.0.0.1>;tag=${id}`, `Call-ID: ${sipCallId}`],
        dialled,
        to: `<${target}>`,
        target,
        answered: false,
        leaving: false,
      }
      calls.set(sipCallId, call)
      byLastFour.set(number.slice(-4), sipCallId)
      request('INVITE', 1, call, target, id, silentSdp)
    },
    hangUp: lastFour => leave(byLastFour.get(lastFour) ?? ''),
    get up() {
      return calls.size
    },
    clear: async () => {
      for (const id of calls.keys()) {
        leave(id)
        await pause(5)
      }
      await waitFor('all callers are gone', () => calls.size === 0, goodbyeMs)
    },
    close: () => socket.close(),
  }
}
