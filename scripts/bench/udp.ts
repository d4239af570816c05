import { createSocket } from 'node:dgram'
import { parseSip, type SipMessage } from './sip.ts'

/** A UDP socket on loopback that speaks SIP with one peer. */
export interface SipSocket {
  readonly port: number
  send(lines: readonly string[], body?: string): void
  close(): Promise<void>
}

/** Opens one, at `ownPort` or any that is free; every message that is SIP is handed to `onMessage`. */
export const openSipSocket = async (
  peerPort: number,
  onMessage: (message: SipMessage) => void,
  ownPort = 0,
): Promise<SipSocket> => {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
  socket.on('message', data => {
    const message = parseSip(data.toString('latin1'))
    if (message) onMessage(message)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(ownPort, '127.0.0.1', resolve)
  })
  const { port } = socket.address()
  return {
    port,
    send: (lines, body = '') => {
      const type = body === '' ? [] : ['Content-Type: application/sdp']
      const text = [...lines, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n')
      socket.send(Buffer.from(text, 'latin1'), peerPort, '127.0.0.1')
    },
    close: () => new Promise<void>(resolve => socket.close(() => resolve())),
  }
}

/** A session description whose sound goes nowhere: port 9 is the discard port, and nothing is sent from here. */
export const silentSdp = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 9 RTP/AVP 0',
  'a=rtpmap:0 PCMU/8000',
  '',
].join('\r\n')
