import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import type { TestContext } from 'node:test'
import { countCalls } from '../helpers/count-calls.ts'

/** A SIP message as it came, with the parts the tests look at. */
export interface Message {
  text: string
  /** "INVITE sip:… SIP/2.0" or "SIP/2.0 200 OK" */
  first: string
  /** status code of a response, 0 of a request */
  status: number
}

/** A bare telephone: it writes its SIP byte by byte, so it can say what no decent telephone would. */
export interface Telephone {
  port: number
  received: Message[]
  /** Sends an INVITE; `headers` are whole lines, sent as they are. Answers with ACK and BYE by itself. */
  invite(target: { port: number; number: string; from: string | Buffer; headers?: string[] }): void
  /** hangs up the call made by {@link invite} */
  bye(): void
  status(): number
}

const CRLF = '\r\n'

/** What a telephone does when it is called: picks up at once, rings for ever, or is busy. */
export interface WhenCalled {
  answers?: boolean
  rings?: boolean
}

/** A telephone on a port of its own; busy when it is called, unless said otherwise. */
export async function givenTelephone(
  t: TestContext,
  { answers = false, rings = false }: WhenCalled = {},
): Promise<Telephone> {
  const socket: Socket = createSocket('udp4')
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>(resolve => socket.close(() => resolve())))
  const { port } = socket.address()
  const received: Message[] = []
  const callId = `${randomBytes(8).toString('hex')}@test`
  let far = 0
  let number = ''
  let invited = ''
  let from: Buffer = Buffer.alloc(0)

  const send = (to: number, ...parts: (string | Buffer)[]) =>
    socket.send(Buffer.concat(parts.map(part => Buffer.from(part))), to, '127.0.0.1')
  const sdp = [
    'v=0',
    'o=t 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'm=audio 39000 RTP/AVP 0',
    '',
  ].join(CRLF)
  const withSdp = ['Content-Type: application/sdp', `Content-Length: ${sdp.length}`, '', sdp].join(CRLF)
  const request = (method: string, cseq: number, to: string, ...rest: string[]) => {
    const head = [
      `${method} sip:${number}@127.0.0.1:${far} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(6).toString('hex')};rport`,
    ]
    const tail = [
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:t@127.0.0.1:${port}>`,
      'Max-Forwards: 70',
      ...rest,
    ]
    send(far, [...head, 'From: '].join(CRLF), from, CRLF, tail.join(CRLF))
  }
  const farTo = () =>
    /^To: (.*)$/m.exec(received.findLast(message => message.status >= 180)?.text ?? '')?.[1]?.trim() ?? ''

  socket.on('message', (data, remote) => {
    const text = data.toString('utf8')
    const first = text.split(CRLF, 1)[0] ?? ''
    const status = Number(/^SIP\/2\.0 (\d+)/.exec(first)?.[1] ?? 0)
    received.push({ text, first, status })
    const isInvite = /^CSeq: \d+ INVITE/m.test(text)
    if (status >= 200 && isInvite) request('ACK', 1, farTo(), 'Content-Length: 0', '', '')
    if (status > 0 || first.startsWith('ACK')) return
    const reply = (to: string, code: string) => send(remote.port, response(to, code, code === '200 OK' && isInvite))
    if (isInvite) {
      invited = text
      reply(text, answers ? '200 OK' : rings ? '180 Ringing' : '486 Busy Here')
    } else {
      reply(text, '200 OK')
      if (first.startsWith('CANCEL')) reply(invited, '487 Request Terminated')
    }
  })

  const response = (text: string, code: string, sdpToo: boolean): string => {
    const copied = text.split(CRLF).filter(line => /^(Via|From|Call-ID|CSeq):/i.test(line))
    const to = /^To: (.*)$/m.exec(text)?.[1]?.trim() ?? ''
    const toTag = to.includes(';tag=') ? to : `${to};tag=phone`
    const body = sdpToo ? withSdp : ['Content-Length: 0', '', ''].join(CRLF)
    return [`SIP/2.0 ${code}`, ...copied, `To: ${toTag}`, `Contact: <sip:t@127.0.0.1:${port}>`, body].join(CRLF)
  }

  return {
    port,
    received,
    invite: target => {
      countCalls(1)
      far = target.port
      number = target.number
      from = Buffer.from(target.from)
      request('INVITE', 1, `<sip:${number}@127.0.0.1:${far}>`, ...(target.headers ?? []), withSdp)
    },
    bye: () => request('BYE', 2, farTo(), 'Content-Length: 0', '', ''),
    status: () => received.findLast(message => /^CSeq: \d+ INVITE/m.test(message.text))?.status ?? 0,
  }
}
