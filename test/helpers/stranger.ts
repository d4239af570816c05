import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { TestContext } from 'node:test'

/** Somebody who sends bare SIP requests from an address of his own on loopback, such as 127.0.0.2. */
export interface Stranger {
  /** Sends an INVITE to this user as `from`, with further header lines. */
  invite(to: string, from: string, headers?: readonly string[]): string
  /** Sends an OPTIONS or REGISTER as `from`. */
  ask(method: 'OPTIONS' | 'REGISTER', from: string, headers?: readonly string[]): string
  /** Status codes that came, by Call-ID, in order. */
  answers(callId: string): readonly number[]
  /** All that came, as text. */
  readonly received: readonly string[]
}

const offer = (address: string) =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    'm=audio 40000 RTP/AVP 0 8',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    '',
  ].join('\r\n')

/** Opens a socket at `address` that talks to the SIP port of 127.0.0.1; it is closed after the test. */
export const givenStranger = async (t: TestContext, address: string, sipPort: number): Promise<Stranger> => {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, address, resolve)
  })
  t.after(() => socket.close())
  const own = `${address}:${socket.address().port}`
  const codes = new Map<string, number[]>()
  const received: string[] = []
  const send = (method: string, to: string, from: string, headers: readonly string[], body: string): string => {
    const callId = randomUUID()
    const target = `sip:${to}@127.0.0.1:${sipPort}`
    const lines = [
      `${method} ${target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${randomUUID()};rport`,
      'Max-Forwards: 70',
      `From: ${from};tag=${randomUUID()}`,
      `To: <${target}>`,
      `Call-ID: ${callId}`,
      `CSeq: 1 ${method}`,
      `Contact: <sip:x@${own}>`,
      ...headers,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ]
    socket.send(lines.join('\r\n'), sipPort, '127.0.0.1')
    return callId
  }
  socket.on('message', message => {
    const text = message.toString('utf8')
    received.push(text)
    const [, code] = /^SIP\/2\.0 (\d{3})/.exec(text) ?? []
    const [, callId = ''] = /^Call-ID: (\S+)/im.exec(text) ?? []
    if (code !== undefined) codes.set(callId, [...(codes.get(callId) ?? []), Number(code)])
  })
  return {
    invite: (to, from, headers = []) => send('INVITE', to, from, headers, offer(address)),
    ask: (method, from, headers = []) => send(method, 'x', from, headers, ''),
    answers: callId => codes.get(callId) ?? [],
    received,
  }
}
