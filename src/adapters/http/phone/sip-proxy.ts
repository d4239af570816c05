import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { Log } from '../../../engine/ports.ts'
import type { ErrorCode } from '../../../wire/errors.ts'

/** Whose socket it is: a newer one of the same `key` takes its place; it ends at `until` (UTC ms) at the latest. */
export interface SipAdmission {
  readonly key: string
  /** Hash of the sign-in it came by; null: a citizen's. */
  readonly tokenHash: string | null
  readonly until: number
  /** Told once when it has ended. */
  readonly ended?: () => void
}

/** Says whether a page may reach Asterisk by this socket, or why not. */
export type SipGate = (request: IncomingMessage) => Promise<SipAdmission | ErrorCode>

export interface SipProxyParts {
  /** Address of Asterisk's own web server, such as `http://127.0.0.1:8088`. */
  readonly asterisk: string
  /** By path of our own. */
  readonly gates: Readonly<Record<string, SipGate>>
  readonly now: () => number
  readonly log: Log
}

/** The pages' way to Asterisk's SIP socket, through our own door: Asterisk's port stays private. */
export interface SipProxy {
  /** Takes an upgrade that is no other's; `refuse` answers with a code of the catalogue. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, refuse: (code: ErrorCode) => void): void
  /** Ends the sockets of a sign-in. */
  signedOut(tokenHash: string): void
  readonly open: number
  close(): void
}

const connectWithinMs = 3_000
/** A whole shift of one sign-in; `setTimeout` could not take much more. */
const longestMs = 24 * 3_600_000

const keyForm = /^[A-Za-z0-9+/]{22}==$/

/** The request as Asterisk gets it: nothing of the page's but the key of its handshake, above all no cookie. */
const forAsterisk = (host: string, key: string): string =>
  [
    'GET /ws HTTP/1.1',
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: sip',
    '\r\n',
  ].join('\r\n')

const keyOf = ({ headers }: IncomingMessage): string | null => {
  const key = headers['sec-websocket-key']
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim())
  const sound = headers['sec-websocket-version'] === '13' && protocols.includes('sip')
  return sound && key !== undefined && keyForm.test(key) ? key : null
}

/** Passes SIP sockets of pages on to Asterisk, byte for byte after the handshake. */
export const createSipProxy = ({ asterisk, gates, now, log }: SipProxyParts): SipProxy => {
  const { protocol, hostname, port, host } = new URL(asterisk)
  const secure = protocol === 'https:'
  const open = new Map<string, { readonly tokenHash: string | null; end(): void }>()

  const toAsterisk = () => {
    const where = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (secure ? 443 : 80)) }
    return secure ? connectTls({ ...where, servername: hostname }) : connect(where)
  }

  const join = (
    { page, head, key, refuse }: { page: Duplex; head: Buffer; key: string; refuse: (code: ErrorCode) => void },
    { key: owner, tokenHash, until, ended }: SipAdmission,
  ) => {
    open.get(owner)?.end()
    const upstream = toAsterisk().setNoDelay(true)
    let connected = false
    let over = false
    const end = () => {
      if (over) return
      over = true
      clearTimeout(timer)
      if (open.get(owner)?.end === end) open.delete(owner)
      upstream.destroy()
      if (connected || page.destroyed) page.destroy()
      else refuse('telephony_down')
      ended?.()
    }
    let timer = setTimeout(end, connectWithinMs)
    open.set(owner, { tokenHash, end })
    for (const side of [page, upstream]) {
      side.on('error', end)
      side.on('close', end)
    }
    upstream.once(secure ? 'secureConnect' : 'connect', () => {
      if (over) return
      connected = true
      clearTimeout(timer)
      timer = setTimeout(end, Math.min(longestMs, Math.max(0, until - now())))
      timer.unref()
      upstream.write(forAsterisk(host, key))
      if (head.length > 0) upstream.write(head)
      upstream.pipe(page)
      page.pipe(upstream)
    })
  }

  return {
    upgrade: (request, socket, head, refuse) => {
      const gate = gates[request.url?.split('?', 1)[0] ?? '']
      if (!gate) return refuse('not_found')
      const key = keyOf(request)
      if (key === null) return refuse('bad_request')
      const dropped = () => socket.destroy()
      socket.on('error', dropped)
      gate(request).then(
        admitted => {
          socket.off('error', dropped)
          if (typeof admitted === 'string') return refuse(admitted)
          join({ page: socket, head, key, refuse }, admitted)
        },
        (error: unknown) => {
          log.error({ err: error }, 'a SIP socket could not be authenticated')
          refuse('unexpected')
        },
      )
    },
    signedOut: hash => {
      for (const { tokenHash, end } of open.values()) if (tokenHash === hash) end()
    },
    get open() {
      return open.size
    },
    close: () => {
      for (const { end } of open.values()) end()
    },
  }
}
