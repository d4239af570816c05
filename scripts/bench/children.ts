import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { endWithParent } from '../asterisk/process.ts'

/** How a child ended. */
export interface ChildEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A process of the benchmark's own. */
export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  readonly exited: Promise<ChildEnd>
  /** Ends it with `signal`, after 5 s by force. */
  stop(signal?: NodeJS.Signals): Promise<ChildEnd>
}

const forceAfterMs = 5_000

/**
 * Starts a process that ends with this one, however this one ends, and in a group of its own, so that Ctrl-C reaches the benchmark
 * alone. Throws when it cannot be started.
 */
export const startChild = async (command: readonly string[], options: SpawnOptions): Promise<Child> => {
  const [program = '', ...args] = command
  const child = spawn(program, args, { ...options, detached: true })
  const exited = new Promise<ChildEnd>(resolve => child.once('exit', (code, signal) => resolve({ code, signal })))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${program} has no process id`)
  const release = endWithParent(pid)
  void exited.then(release)
  return {
    process: child,
    pid,
    exited,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      const force = setTimeout(() => child.kill('SIGKILL'), forceAfterMs)
      const end = await exited
      clearTimeout(force)
      return end
    },
  }
}
