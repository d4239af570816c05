import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../engine/ports.ts'
import { codeOf, errorReply } from './errors.ts'

/** The one place where an error becomes an answer; unexpected ones are logged with the request id and not shown. */
export const answerError =
  (log: Log) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const code = codeOf(error)
    if (code === 'unexpected' || code === 'store_down') {
      log.error(
        { err: error, request: request.id, method: request.method, route: request.routeOptions?.url },
        'request failed',
      )
    }
    const { status, body } = errorReply(code)
    reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
  }

/** Answers what is no HTTP request at all, then closes the connection. */
export const answerBrokenRequest = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { body } = errorReply(error.code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : 'bad_request')
  const text = JSON.stringify(body)
  if (socket.writable) {
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
    )
  } else socket.destroy()
}
