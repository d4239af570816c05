import { type ChildProcess, spawn } from 'node:child_process'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processStart } from '../src/adapters/store/sqlite/holder.ts'
import type { ServerState } from '../src/main.ts'
import { endWithParent } from './asterisk/process.ts'
import { serverPriority, setPriorityOf } from './priority.ts'
import { serverCommand } from './server-process.ts'

/** Exit codes of the server after which it is not started again: asked to end, and a wrong setting. */
const ended = 0
const wrongSetting = 78

/** Waits between restarts, ms: the first at once, then doubling; a server that held `steadyMs` begins anew. */
const firstWaitMs = 250
const mostWaitMs = 5_000
const steadyMs = 10_000

const standByWithinMs = 30_000
const serveWithinMs = 15_000
const stopWithinMs = 6_000

/** How the last upgrade went; `number` counts them. */
export interface Upgrade {
  readonly number: number
  readonly state: 'running' | 'done' | 'failed'
  readonly sentence: string
}

/** What the supervisor writes down for others, in `supervisor.json` of the data folder. */
export interface SupervisorRecord {
  readonly pid: number
  readonly started: string | null
  readonly servers: readonly { readonly pid: number; readonly state: ServerState | 'starting' }[]
  readonly upgrade: Upgrade | null
}

/** Name of that file. */
export const recordName = 'supervisor.json'

interface Server {
  readonly child: ChildProcess
  readonly startedAt: number
  readonly exit: Promise<number>
  state: ServerState | 'starting'
  /** Told to end by us: it is not started again. */
  leaving: boolean
}

export interface SuperviseOptions {
  readonly settings: NodeJS.ProcessEnv
  readonly dataFolder: string
  /** How many servers run side by side: one serves, the others stand by. */
  readonly servers: number
  readonly say: (line: string) => void
}

/** Servers that are kept alive. */
export interface Supervisor {
  /** Replaces all servers by ones of the present code, without a gap that a caller would notice. Never rejects. */
  upgrade(): Promise<Upgrade>
  /** Ends all in order. */
  stop(): Promise<void>
  /** Resolves with the code to exit with when no server is left that should run. */
  readonly ended: Promise<number>
}

/** Starts the servers and starts each again that died, but not one that ended by itself or finds a setting wrong. */
export const supervise = ({ settings, dataFolder, servers: wanted, say }: SuperviseOptions): Supervisor => {
  const servers = new Set<Server>()
  const over = Promise.withResolvers<number>()
  const path = join(dataFolder, recordName)
  let upgrade: Upgrade | null = null
  let upgrading: Promise<Upgrade> | null = null
  let stopping = false
  let waitMs = 0
  let everServed = false
  const listeners = new Set<() => void>()

  const record = () => {
    const list = [...servers].map(({ child, state }) => ({ pid: child.pid ?? 0, state }))
    const { pid } = process
    const text: SupervisorRecord = { pid, started: processStart(pid), servers: list, upgrade }
    try {
      writeFileSync(`${path}.new`, `${JSON.stringify(text)}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    } catch (error) {
      say(`${path} cannot be written: ${String(error)}`)
    }
    for (const listener of listeners) listener()
  }

  const start = (): Server => {
    const { command, env } = serverCommand()
    const [program = '', ...args] = command
    const child = spawn(program, args, {
      env: { ...env, ...settings },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    if (child.pid !== undefined) setPriorityOf(child.pid, serverPriority)
    const release = child.pid === undefined ? () => {} : endWithParent(child.pid)
    const exit = new Promise<number>(resolve => {
      child.once('error', () => resolve(1))
      child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
    })
    const server: Server = { child, startedAt: performance.now(), exit, state: 'starting', leaving: false }
    child.on('message', (message: { state?: ServerState }) => {
      server.state = message.state ?? server.state
      if (server.state === 'serving') everServed = true
      record()
    })
    servers.add(server)
    void exit.then(code => {
      release()
      servers.delete(server)
      record()
      if (!server.leaving) died(server, code)
    })
    record()
    return server
  }

  const died = ({ startedAt, child }: Server, code: number) => {
    if (stopping) return
    const hopeless = code === ended || code === wrongSetting || !(everServed || servers.size > 0)
    if (hopeless && servers.size === 0) return over.resolve(code === 75 ? wrongSetting : code)
    if (code === ended || code === wrongSetting) return say(`A server ended with ${code}; it is not started again.`)
    if (performance.now() - startedAt > steadyMs) waitMs = 0
    say(`Server ${child.pid} died (${code}); starting it again${waitMs > 0 ? ` in ${waitMs} ms` : ''}.`)
    setTimeout(() => stopping || start(), waitMs)
    waitMs = Math.min(mostWaitMs, Math.max(firstWaitMs, waitMs * 2))
  }

  const reaches = (server: Server, states: readonly string[], ms: number): Promise<boolean> =>
    new Promise(resolve => {
      const done = (yes: boolean) => {
        clearTimeout(timer)
        listeners.delete(look)
        resolve(yes)
      }
      const look = () => {
        if (states.includes(server.state)) done(true)
        else if (!servers.has(server)) done(false)
      }
      const timer = setTimeout(() => done(false), ms)
      listeners.add(look)
      look()
    })

  const end = async (server: Server): Promise<void> => {
    server.leaving = true
    server.child.kill('SIGTERM')
    const force = setTimeout(() => server.child.kill('SIGKILL'), stopWithinMs)
    await server.exit
    clearTimeout(force)
  }

  const tell = (state: Upgrade['state'], sentence: string): Upgrade => {
    upgrade = { number: (upgrade?.number ?? 0) + (state === 'running' ? 1 : 0), state, sentence }
    record()
    say(sentence)
    return upgrade
  }

  const replace = async (): Promise<Upgrade> => {
    tell('running', 'Upgrade: starting a server of the present code.')
    const old = [...servers].filter(server => server.state === 'serving')
    // a standby of the old code would take over before the new one
    await Promise.all([...servers].filter(server => !old.includes(server)).map(end))
    const next = start()
    if (!(await reaches(next, ['standing_by', 'serving'], standByWithinMs))) {
      await end(next)
      return tell('failed', 'Upgrade: the new server does not stand by; the old one goes on.')
    }
    const at = performance.now()
    await Promise.all(old.map(end))
    const left = Math.round(performance.now() - at)
    if (!(await reaches(next, ['serving'], serveWithinMs)))
      return tell('failed', 'Upgrade: the new server has not taken over; see its log.')
    while (servers.size < wanted) start()
    const took = Math.round(performance.now() - at)
    return tell('done', `Upgrade: done; the old server ended in ${left} ms, the new one serves after ${took} ms.`)
  }

  for (let count = 0; count < wanted; count += 1) start()
  return {
    upgrade: () => {
      upgrading ??= replace().finally(() => {
        upgrading = null
      })
      return upgrading
    },
    stop: async () => {
      stopping = true
      await Promise.all([...servers].map(end))
      rmSync(path, { force: true })
      over.resolve(0)
    },
    ended: over.promise,
  }
}
