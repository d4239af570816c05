import { createServer, request as open } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/**
 * Stands before a real Asterisk and takes away what an old one cannot do: events come through, requests over the
 * WebSocket are swallowed, requests by HTTP pass.
 */
export async function startTooOldAsterisk(upstream: string): Promise<{ url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(upstream)
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request
    const onward = open({ hostname, port, method, path, headers, agent: false }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const near = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    near.handleUpgrade(request, socket, head, client => {
      const { authorization } = request.headers
      const far = new WebSocket(`ws://${hostname}:${port}${request.url}`, {
        headers: authorization === undefined ? {} : { authorization },
      })
      far.on('message', data => client.send(data.toString()))
      far.on('error', () => client.terminate())
      far.on('close', () => client.close())
      client.on('close', () => far.terminate())
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}
