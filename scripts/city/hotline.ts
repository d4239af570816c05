import { type ChildProcess, spawn } from 'node:child_process'
import { formatAsteriskAddress } from '../../src/config/asterisk-address.ts'
import type { AsteriskAccess } from '../asterisk/options.ts'
import { endWithParent } from '../asterisk/process.ts'
import { serverPriority, setPriorityOf } from '../priority.ts'
import { serverCommand } from '../server-process.ts'
import { CityError } from './errors.ts'

/** The hotline's server as a process of its own, as in a real house, with demo data. */
export interface ServerOptions {
  /** Store and all other data of the server. */
  readonly folder: string
  readonly asterisk: AsteriskAccess & { readonly sipPort: number }
  /** TCP port of the pages; 0: a free one. */
  readonly httpPort: number
  readonly password: string
  /** Further settings by their names, such as YIHAO_DEMO_WRAP_UP_MS. */
  readonly settings?: Readonly<Record<string, string>>
  /** Gets each line that the server prints. */
  readonly onLine?: (line: string) => void
}

export interface RunningServer {
  readonly url: string
  readonly pid: number
  /** Resolves with the exit code, null when a signal ended it. */
  readonly exited: Promise<number | null>
  stop(): Promise<void>
  /** SIGKILL, as a crash would. */
  kill(): void
}

const readyWithinMs = 30_000
const stopWithinMs = 8000

/** Starts the server and waits until it serves calls. It ends with this process, however this one ends. Rejects with server_failed. */
export async function startServerProcess(options: ServerOptions): Promise<RunningServer> {
  const { asterisk, folder, httpPort, password, settings, onLine } = options
  const { command, env } = serverCommand()
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: {
      ...env,
      ...process.env,
      YIHAO_DATABASE: undefined,
      YIHAO_LOG_LEVEL: 'warn',
      YIHAO_HTTP_PORT: String(httpPort),
      ...settings,
      YIHAO_DATA: folder,
      YIHAO_ASTERISK: formatAsteriskAddress(asterisk),
      YIHAO_SIP_PORT: String(asterisk.sipPort),
      YIHAO_DEMO: '1',
      YIHAO_DEMO_PASSWORD: password,
    },
    // a group of its own: Ctrl-C in a terminal reaches this process alone, which then ends the server in order
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new CityError('server_failed', `${program} cannot be started.`)
  setPriorityOf(pid, serverPriority)
  const release = endWithParent(pid)
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  void exited.then(release)
  const last: string[] = []
  const address = new Promise<string>(resolve =>
    readLines(child, line => {
      last.push(line)
      if (last.length > 20) last.shift()
      const url = /pages are at (\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
      onLine?.(line)
    }),
  )
  const signal = (name: 'SIGTERM' | 'SIGKILL') =>
    child.exitCode === null && child.signalCode === null && child.kill(name)
  const stop = async () => {
    signal('SIGTERM')
    const force = setTimeout(() => signal('SIGKILL'), stopWithinMs)
    await exited
    clearTimeout(force)
  }
  try {
    const url = await Promise.race([address, exited.then(() => null), timeout()])
    if (url === null) throw new CityError('server_failed', `The server ended while it started: ${last.join('\n')}`)
    await untilReady(url, () => child.exitCode !== null)
    return { url, pid, exited, stop, kill: () => void signal('SIGKILL') }
  } catch (error) {
    await stop()
    throw error
  }
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    })
  }
}

function timeout(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(
      () => reject(new CityError('server_failed', `The server was not up within ${readyWithinMs / 1000} s.`)),
      readyWithinMs,
    ).unref(),
  )
}

async function untilReady(url: string, gone: () => boolean): Promise<void> {
  const end = performance.now() + readyWithinMs
  while (!gone() && performance.now() < end) {
    const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(2000) }).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new CityError('server_failed', `The server at ${url} did not become ready.`)
}
