import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

/** What the peer does wrong. As made, it does everything right. May be changed at any time. */
export interface Knobs {
  /** The status of the answer to the WebSocket handshake; 101 takes it. */
  handshake: number
  /** Takes the TCP connection and says nothing. */
  silentHandshake: boolean
  restOverWebSocket: boolean
  answer: 'once' | 'twice' | 'never' | 'when released' | 'broken JSON' | 'without a status'
  pong: boolean
}

/** One request as the peer got it. */
export interface Asked {
  method: string
  uri: string
  body: unknown
  transport: 'websocket' | 'http'
}

/** A stand-in for Asterisk's ARI that answers a few requests as Asterisk does, and misbehaves when told to. */
export interface Peer {
  url: string
  knobs: Knobs
  asked: Asked[]
  /** The WebSockets that are open now, and how many there ever were. */
  sockets: Set<WebSocket>
  accepted(): number
  mostAtOnce(): number
  /** The Authorization headers and addresses of the handshakes. */
  handshakes: { authorization: string | undefined; url: string | undefined }[]
  /** Sends a frame as it is to every socket; an object is sent as JSON. */
  send(frame: object | string | Buffer, binary?: boolean): void
  /** Sends the answers kept by `when released`. */
  release(): void
  close(): Promise<void>
}

export const password = 'p:ä "%'

export async function startPeer(wrong: Partial<Knobs> = {}): Promise<Peer> {
  const knobs: Knobs = {
    handshake: 101,
    silentHandshake: false,
    restOverWebSocket: true,
    answer: 'once',
    pong: true,
    ...wrong,
  }
  const asked: Asked[] = []
  const sockets = new Set<WebSocket>()
  const raw = new Set<Duplex>()
  const kept: (() => void)[] = []
  const handshakes: Peer['handshakes'] = []
  const variables = new Map<string, string>()
  let accepted = 0
  let mostAtOnce = 0

  function send(frame: object | string | Buffer, binary = false): void {
    const data = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)
    for (const socket of sockets) socket.send(data, { binary })
  }

  function answerTo(method: string, uri: string, body: unknown): { status: number; body: unknown } {
    const url = new URL(uri, 'http://peer/')
    const query = url.searchParams
    if (url.pathname === '/asterisk/info') return { status: 200, body: { system: { version: '22.0.0-peer' } } }
    if (url.pathname === '/channels') return { status: 200, body: [] }
    if (url.pathname === '/asterisk/variable') {
      const name = query.get('variable') ?? ''
      if (method === 'GET') return { status: 200, body: { value: variables.get(name) ?? '' } }
      variables.set(name, query.get('value') ?? '')
      return { status: 204, body: undefined }
    }
    if (url.pathname.startsWith('/events/user/')) {
      const variablesOf = typeof body === 'object' && body !== null ? Reflect.get(body, 'variables') : undefined
      const eventname = decodeURIComponent(url.pathname.slice('/events/user/'.length))
      send(userEvent(eventname, { ...(variablesOf as object | undefined), eventname }))
      return { status: 204, body: undefined }
    }
    return { status: 404, body: { message: 'Resource not found' } }
  }

  function onFrame(socket: WebSocket, text: string): void {
    const frame: unknown = JSON.parse(text)
    const { request_id, method, uri, message_body } = frame as Record<string, string>
    const body: unknown = message_body === undefined ? undefined : JSON.parse(message_body)
    asked.push({ method: method ?? '', uri: uri ?? '', body, transport: 'websocket' })
    if (!knobs.restOverWebSocket) return
    const reply = answerTo(method ?? '', uri ?? '', body)
    const message = {
      type: 'RESTResponse',
      request_id,
      status_code: knobs.answer === 'without a status' ? '200' : reply.status,
      message_body: reply.body === undefined ? undefined : JSON.stringify(reply.body),
    }
    const give = () => socket.send(knobs.answer === 'broken JSON' ? '{"type":"RESTResponse"' : JSON.stringify(message))
    if (knobs.answer === 'when released') kept.push(give)
    else if (knobs.answer !== 'never') give()
    if (knobs.answer === 'twice') give()
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const uri = (request.url ?? '').replace('/ari/', '')
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    asked.push({ method: request.method ?? '', uri, body, transport: 'http' })
    if (knobs.answer === 'never') return
    const reply = answerTo(request.method ?? '', uri, body)
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))
  })
  const webSockets = new WebSocketServer({ noServer: true, autoPong: false })
  server.on('connection', socket => {
    raw.add(socket)
    socket.on('close', () => raw.delete(socket))
    socket.on('error', () => {})
  })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    handshakes.push({ authorization: request.headers.authorization, url: request.url })
    if (knobs.silentHandshake) return
    if (knobs.handshake !== 101) {
      socket.end(`HTTP/1.1 ${knobs.handshake} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    webSockets.handleUpgrade(request, socket, head, client => {
      accepted += 1
      sockets.add(client)
      mostAtOnce = Math.max(mostAtOnce, sockets.size)
      client.on('close', () => sockets.delete(client))
      client.on('error', () => {})
      client.on('ping', () => {
        if (knobs.pong) client.pong()
      })
      client.on('message', data => onFrame(client, data.toString()))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    knobs,
    asked,
    sockets,
    accepted: () => accepted,
    mostAtOnce: () => mostAtOnce,
    handshakes,
    send,
    release() {
      for (const give of kept.splice(0)) give()
    },
    close() {
      for (const socket of raw) socket.destroy()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** An event as Asterisk sends it. */
export function userEvent(eventname: string, userevent: object = {}): object {
  return {
    type: 'ChannelUserevent',
    timestamp: '2026-01-31T08:00:00.123+0800',
    application: 'app',
    eventname,
    userevent,
  }
}
