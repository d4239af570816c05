import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningAsterisk } from '../asterisk/options.ts'
import { consoleCommand, endWithParent, type Instance, spawnAsterisk } from '../asterisk/process.ts'
import { findProgram } from '../asterisk/program.ts'
import { ready } from '../asterisk/ready.ts'
import type { Span } from './records.ts'

/** The hotline's Asterisk, which may die and comes back at the same address with the same books. */
export interface Switching {
  readonly asterisk: RunningAsterisk
  /** From each death until it took calls again. */
  readonly dead: readonly Span[]
  /** SIGKILL, and a new start after `awayMs`. Resolves when it takes calls again. */
  die(awayMs: number): Promise<void>
  stop(): Promise<void>
}

/** Starts the loop that looks after callers while the server is silent: [watchdog] in extensions.conf. */
const watchdog = 'channel originate Local/watch@watchdog/n extension idle@watchdog'

/** Takes a running Asterisk into its care. */
export const createSwitching = (asterisk: RunningAsterisk): Switching => {
  const dead: Span[] = []
  const conf = join(asterisk.folder, 'etc', 'asterisk.conf')
  const runFolder = /^astrundir\s*=>?\s*(\S+)/m.exec(readFileSync(conf, 'utf8'))?.[1] ?? join(asterisk.folder, 'run')
  let { pid } = asterisk
  let exited: Promise<unknown> = asterisk.exited
  let over = false
  void exited.then(() => {
    over = true
  })
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (!over) process.kill(pid, name)
  }
  const start = async () => {
    const { command } = await findProgram()
    const instance: Instance = { command, folder: asterisk.folder, conf, runFolder }
    mkdirSync(runFolder, { recursive: true, mode: 0o700 })
    const next = spawnAsterisk(instance)
    if (next.child.pid === undefined) throw new Error('Asterisk cannot be started again')
    pid = next.child.pid
    over = false
    const release = endWithParent(pid)
    exited = next.exited.then(() => {
      over = true
      release()
    })
    await ready(instance, asterisk, asterisk.log, () => over)
    await consoleCommand(instance, watchdog)
  }
  return {
    asterisk,
    dead,
    die: async awayMs => {
      const from = Date.now()
      const at = dead.push({ from, until: Number.POSITIVE_INFINITY }) - 1
      signal('SIGKILL')
      await exited
      await new Promise(resolve => setTimeout(resolve, awayMs))
      await start()
      dead[at] = { from, until: Date.now() }
    },
    stop: async () => {
      signal('SIGTERM')
      // an interval, since the child itself does not keep this process waiting for it
      const force = setInterval(() => signal('SIGKILL'), 5_000)
      await exited
      clearInterval(force)
    },
  }
}
