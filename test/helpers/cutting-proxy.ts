import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

/** A proxy on loopback in front of a PostgreSQL server, which can lose an answer or all connections. */
export interface CuttingProxy {
  readonly port: number
  /** The next commits' answers, this many, are lost together with their connections; the commits themselves go through. */
  cutAnswersToCommit(times: number): void
  /** How many were lost. */
  readonly cuts: number
  /** Breaks every connection without a goodbye (RST). */
  reset(): void
}

const committed = Buffer.from('COMMIT\0')

/** Starts a proxy to `port`, gone after the test. */
export const givenCuttingProxy = async (t: Pick<TestContext, 'after'>, port: number): Promise<CuttingProxy> => {
  let armed = 0
  let cuts = 0
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    const cut = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    client.on('data', data => upstream.write(data))
    upstream.on('data', (data: Buffer) => {
      if (armed > 0 && data.includes(committed)) {
        armed -= 1
        cuts += 1
        cut()
      } else client.write(data)
    })
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
    cutAnswersToCommit(times) {
      armed += times
    },
    get cuts() {
      return cuts
    },
    reset() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
  }
}
