import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What the peer does wrong. As made, it does everything right. May be changed at any time. */
export interface Knobs {
  /** What the login is answered with. */
  login: 'accepted' | 'wrong password' | 'nothing'
  /** Sends so many bytes at a time, each in its own packet; 0: all at once. */
  bytesAtOnce: number
  /** Text sent in the same packet as the answer to the login. */
  afterLogin: string
  pong: boolean
}

export type Answer = (action: Record<string, string>) => string

/** A stand-in for Asterisk's manager port. */
export interface Peer {
  port: number
  knobs: Knobs
  /** The actions it got, pings left out. */
  actions: Record<string, string>[]
  sockets: Set<Socket>
  accepted(): number
  mostAtOnce(): number
  /** How an action other than Login and Ping is answered; '' is no answer. */
  answer: Answer
  send(text: string | Buffer): Promise<void>
  close(): Promise<void>
}

/** Writes one message. */
export function message(...headers: [string, string][]): string {
  return `${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

export const success = (id: string | undefined, ...more: [string, string][]) =>
  message(['Response', 'Success'], ['ActionID', id ?? ''], ...more)

export async function startPeer(wrong: Partial<Knobs> = {}): Promise<Peer> {
  const knobs: Knobs = { login: 'accepted', bytesAtOnce: 0, afterLogin: '', pong: true, ...wrong }
  const sockets = new Set<Socket>()
  let accepted = 0
  let mostAtOnce = 0

  /** One message after the other, also when each goes in single bytes. */
  const writing = new WeakMap<Socket, Promise<void>>()
  function write(socket: Socket, text: string | Buffer): Promise<void> {
    const done = (writing.get(socket) ?? Promise.resolve()).then(() => writePieces(socket, text))
    writing.set(socket, done)
    return done
  }

  async function writePieces(socket: Socket, text: string | Buffer): Promise<void> {
    const bytes = Buffer.from(text as string)
    const step = knobs.bytesAtOnce === 0 ? bytes.length : knobs.bytesAtOnce
    for (let at = 0; at < bytes.length && !socket.destroyed; at += step) {
      await new Promise(resolve => socket.write(bytes.subarray(at, at + step), resolve))
      if (knobs.bytesAtOnce > 0) await new Promise(resolve => setImmediate(resolve))
    }
  }

  function onAction(socket: Socket, action: Record<string, string>): void {
    const id = action.ActionID
    if (action.Action === 'Login') {
      peer.actions.push(action)
      const bad = message(['Response', 'Error'], ['ActionID', id ?? ''], ['Message', 'Authentication failed'])
      if (knobs.login === 'accepted') {
        void write(socket, success(id, ['Message', 'Authentication accepted']) + knobs.afterLogin)
      } else if (knobs.login === 'wrong password') void write(socket, bad)
    } else if (action.Action === 'Ping') {
      if (knobs.pong) void write(socket, success(id, ['Ping', 'Pong']))
    } else {
      peer.actions.push(action)
      void write(socket, peer.answer(action))
    }
  }

  const server = createServer(socket => {
    accepted += 1
    sockets.add(socket)
    mostAtOnce = Math.max(mostAtOnce, sockets.size)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString()
      const messages = text.split('\r\n\r\n')
      text = messages.pop() ?? ''
      for (const lines of messages) {
        const headers = lines.split('\r\n').map(line => {
          const colon = line.indexOf(': ')
          return [line.slice(0, colon), line.slice(colon + 2)]
        })
        onAction(socket, Object.fromEntries(headers) as Record<string, string>)
      }
    })
    void write(socket, 'Asterisk Call Manager/11.0.0\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  const peer: Peer = {
    port: (server.address() as AddressInfo).port,
    knobs,
    actions: [],
    sockets,
    accepted: () => accepted,
    mostAtOnce: () => mostAtOnce,
    answer: action => success(action.ActionID),
    async send(text) {
      await Promise.all([...sockets].map(socket => write(socket, text)))
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
  return peer
}
