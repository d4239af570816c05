import type { IncomingMessage, Server } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import type { Log } from '../../engine/ports.ts'
import type { Authenticate, Viewer } from '../../engine/viewer.ts'
import { type ErrorCode, errors } from '../../wire/errors.ts'

/** What becomes of an upgrade to another path than ours; `refuse` answers it with a code of the catalogue. */
export type OtherUpgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  refuse: (code: ErrorCode) => void,
) => void

export interface UpgradeParts {
  readonly sockets: WebSocketServer
  readonly authenticate: Authenticate
  readonly others: OtherUpgrade | undefined
  readonly log: Log
  /** Why this viewer may open no further socket, or null. */
  refuse(viewer: Viewer): ErrorCode | null
  open(socket: WebSocket, viewer: Viewer): void
}

const path = '/api/live'

/** Answers the request for a socket like any other refused request, then ends it. */
const refuseWith = (socket: Duplex, code: ErrorCode): void => {
  const { status, zh, en } = errors[code]
  const body = JSON.stringify({ error: { code, zh, en } })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Lets signed-in pages of our own open a socket at /api/live. */
export const takeUpgrades = (server: Server, parts: UpgradeParts): void => {
  const { sockets, authenticate, others, log, refuse, open } = parts
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== path) {
      if (others) others(request, socket, head, code => refuseWith(socket, code))
      else refuseWith(socket, 'not_found')
      return
    }
    const dropped = () => socket.destroy()
    socket.on('error', dropped)
    authenticate(request).then(
      viewer => {
        const refusal = typeof viewer === 'string' ? viewer : refuse(viewer)
        if (refusal !== null || typeof viewer === 'string') return refuseWith(socket, refusal ?? 'not_signed_in')
        socket.off('error', dropped)
        sockets.handleUpgrade(request, socket, head, page => open(page, viewer))
      },
      (error: unknown) => {
        log.error({ err: error }, 'a socket could not be authenticated')
        refuseWith(socket, 'unexpected')
      },
    )
  })
}
