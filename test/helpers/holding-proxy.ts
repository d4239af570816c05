import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

/** A proxy on loopback that can hold all bytes back and let them go later, as a network does that was away for a while. */
export interface HoldingProxy {
  readonly port: number
  hold(): void
  letGo(): void
}

/** Starts a proxy to `port`, gone after the test. */
export const givenHoldingProxy = async (t: Pick<TestContext, 'after'>, port: number): Promise<HoldingProxy> => {
  const sockets = new Set<Socket>()
  let holding = false
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      if (holding) from.pause()
      from.on('data', data => to.write(data))
      from.on('end', () => to.end())
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    port: address.port,
    hold: () => {
      holding = true
      for (const socket of sockets) socket.pause()
    },
    letGo: () => {
      holding = false
      for (const socket of sockets) socket.resume()
    },
  }
}
