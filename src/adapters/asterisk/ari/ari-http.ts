import http from 'node:http'
import https from 'node:https'
import type { Waiting } from '../link/waiting.ts'
import type { AriSettings } from './ari-options.ts'
import { type AriResult, type EncodedRequest, parseBody, toResult } from './ari-request.ts'

/** Less than Asterisk's session_keep_alive (15 s), so that it is we who close an idle connection, between requests. */
const idleMs = 5000
const mostAnswerBytes = 16 * 1024 * 1024

/** REST over HTTP keep-alive, for an Asterisk that does not take requests over the WebSocket. */
export interface AriHttp {
  send(id: string, request: EncodedRequest, outcome: Promise<AriResult>): void
  close(): void
}

/**
 * One connection only, so that requests are carried out in the order they were made, as over the WebSocket. The
 * result of request `id` is handed to `waiting`; a request whose `outcome` is settled otherwise is aborted.
 */
export function createAriHttp(settings: AriSettings, waiting: Waiting<AriResult>): AriHttp {
  const secure = settings.base.protocol === 'https:'
  const { Agent, request: open } = secure ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: idleMs })
  const prefix = `${settings.base.pathname}/`

  return {
    send(id, { method, uri, body }, outcome) {
      const headers: http.OutgoingHttpHeaders = { authorization: settings.authorization }
      if (body !== null) {
        headers['content-type'] = 'application/json'
        headers['content-length'] = Buffer.byteLength(body)
      }
      const { hostname, port } = settings.base
      const host = hostname.replace(/^\[|\]$/g, '')
      const outgoing = open({ agent, method, host, port, path: prefix + uri, headers })
      outgoing.on('response', answer => readAnswer(answer, result => waiting.settle(id, result)))
      outgoing.on('error', () => waiting.settle(id, { kind: 'down' }))
      outgoing.end(body ?? undefined)
      void outcome.then(result => {
        if (result.kind === 'timeout' || result.kind === 'down') outgoing.destroy()
      })
    },
    close: () => agent.destroy(),
  }
}

function readAnswer(answer: http.IncomingMessage, done: (result: AriResult) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > mostAnswerBytes) answer.destroy()
    else chunks.push(chunk)
  })
  answer.on('end', () => done(toResult(answer.statusCode ?? 0, parseBody(Buffer.concat(chunks).toString()))))
  answer.on('error', () => done({ kind: 'down' }))
  answer.on('close', () => done({ kind: 'down' }))
}
