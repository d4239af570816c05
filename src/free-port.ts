import { createServer } from 'node:net'

const tryEveryMs = 25

const isTaken = (host: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'))
    probe.listen({ host, port }, () => probe.close(() => resolve(false)))
  })

/** Waits until nobody listens on this port any more, `withinMs` at most: the server before us may still be closing. */
export const untilPortFree = async (host: string, port: number, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs
  while (port !== 0 && (await isTaken(host, port)) && performance.now() < end)
    await new Promise(resolve => setTimeout(resolve, tryEveryMs))
}
