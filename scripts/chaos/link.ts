import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** A TCP connection's way through us, on loopback, which can be cut and delayed. */
export interface Link {
  readonly port: number
  /** Every connection breaks now, and none can be made until {@link Link.mend}. */
  cut(): void
  mend(): void
  /** From now on everything arrives this many ms late in both directions, in its order; 0: at once. */
  delay(ms: number): void
  close(): Promise<void>
}

/** Opens a way to `port` of loopback. */
export const openLink = async (port: number): Promise<Link> => {
  const sockets = new Set<Socket>()
  let isCut = false
  let delayMs = 0
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer(near => {
    if (isCut) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    near.pipe(late(() => delayMs)).pipe(far)
    far.pipe(late(() => delayMs)).pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the link has no port')
  return {
    port: address.port,
    cut: () => {
      isCut = true
      breakAll()
    },
    mend: () => {
      isCut = false
    },
    delay: ms => {
      delayMs = ms
    },
    close: async () => {
      breakAll()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** Hands each chunk on `delay()` ms after it came, never before an earlier one. */
export const late = (delay: () => number): Transform => {
  let free = 0
  let ended: (() => void) | null = null
  const waiting: Buffer[] = []
  const timers = new Set<NodeJS.Timeout>()
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const now = performance.now()
      free = Math.max(free, now + delay())
      if (waiting.length === 0 && free <= now) return next(null, chunk)
      waiting.push(chunk)
      const timer = setTimeout(() => {
        timers.delete(timer)
        // timers are exact to a ms only, so whose one this is does not matter
        this.push(waiting.shift())
        if (waiting.length === 0) ended?.()
      }, free - now)
      timers.add(timer)
      // the next one may come meanwhile: a delay is no limit of the rate
      next()
    },
    flush(done) {
      if (waiting.length === 0) done()
      else ended = done
    },
    destroy(error, done) {
      for (const timer of timers) clearTimeout(timer)
      done(error)
    },
  })
}
