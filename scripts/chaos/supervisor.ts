import { appendFileSync } from 'node:fs'
import { type RunningServer, type ServerOptions, startServerProcess } from '../city/hotline.ts'
import type { Span } from './records.ts'

/** The server under a supervisor that starts it again at once, as a house does. */
export interface Supervised {
  readonly url: string
  /** Spans in which nobody was in charge: from a death or a stop until the server was ready again. */
  readonly away: readonly (Span & { readonly why: string })[]
  /** How often it ended by itself. */
  readonly crashes: number
  /** SIGKILL. Resolves when the next one is ready. */
  kill(): Promise<void>
  /** SIGSTOP for this long. */
  freeze(ms: number): Promise<void>
  /** A second server stands by, then the first is ended in order. Resolves when the second is ready. */
  upgrade(): Promise<void>
  /** SIGTERM in order, and a new start. Resolves when the next one is ready. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const againAfterMs = 200

/** Starts it and keeps it running. All that it says goes to the file `log`. */
export const supervise = async (options: Omit<ServerOptions, 'onLine'>, log: string): Promise<Supervised> => {
  const away: (Span & { why: string })[] = []
  let standsBy = () => {}
  const onLine = (line: string) => {
    appendFileSync(log, `${line}\n`)
    if (line.includes('standing by')) standsBy()
  }
  const start = (httpPort: number) => startServerProcess({ ...options, httpPort, onLine })
  let server = await start(options.httpPort)
  const { url } = server
  const httpPort = Number(new URL(url).port)
  let crashes = 0
  /** The end that was ordered, and when: the signal is the end of its being in charge, not our learning of its exit. */
  let expected: Pick<(typeof away)[number], 'why' | 'from'> | null = null
  let stopping = false
  /** The one that stands by for an upgrade. */
  let successor: Promise<RunningServer> | null = null
  let up = Promise.resolve()

  const again = async () => {
    for (;;) {
      onLine(`--- started again at ${new Date().toISOString()}`)
      const waiting = successor
      successor = null
      const next = await (waiting ?? start(httpPort)).catch((error: unknown) => onLine(`--- ${String(error)}`))
      if (next) return next
      if (stopping) return null
      await new Promise(resolve => setTimeout(resolve, againAfterMs))
    }
  }
  const watch = (watched: RunningServer) =>
    void watched.exited.then(code => {
      if (stopping) return
      const { why, from } = expected ?? { why: 'crash', from: Date.now() }
      if (expected === null) crashes += 1
      expected = null
      onLine(`--- ended (${why}, ${code}) at ${new Date(from).toISOString()}`)
      const at = away.push({ from, until: Number.POSITIVE_INFINITY, why }) - 1
      up = again().then(next => {
        if (next === null) return
        server = next
        away[at] = { from, until: Date.now(), why }
        watch(next)
        if (stopping) return next.stop()
      })
    })
  watch(server)

  const end = async (why: string, how: () => unknown) => {
    await up
    const { exited } = server
    expected = { why, from: Date.now() }
    how()
    await exited
    // the one who restarts it was told of the same end before us
    await Promise.resolve()
    await up
  }
  return {
    url,
    away,
    get crashes() {
      return crashes
    },
    kill: () => end('server-kill', () => server.kill()),
    upgrade: async () => {
      await up
      const ready = new Promise<void>(resolve => {
        standsBy = resolve
      })
      successor = start(httpPort)
      successor.catch(() => {})
      await Promise.race([ready, successor])
      await end('upgrade', () => server.stop())
    },
    restart: () => end('restart', () => server.stop()),
    freeze: async ms => {
      await up
      const { pid } = server
      const from = Date.now()
      process.kill(pid, 'SIGSTOP')
      try {
        await new Promise(resolve => setTimeout(resolve, ms))
      } finally {
        process.kill(pid, 'SIGCONT')
        away.push({ from, until: Date.now(), why: 'server-stop-continue' })
      }
    },
    stop: async () => {
      stopping = true
      await server.stop()
      await up
    },
  }
}
