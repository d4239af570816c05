import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { endWithParent } from './asterisk/process.ts'
import { whenOrphaned } from './orphaned.ts'
import { cacheFolder } from './setup/cache.mjs'

/**
 * How the server is started wherever it is started. Compiled code is kept between starts (without type stripping each of its threads is
 * 25 MB smaller); a small young generation keeps its memory and its pauses short; and the 19 MB that each sign-in takes for its password
 * go back to the system (glibc would keep them in an arena for each thread: 130 MB after a shift has signed in).
 */
export const serverCommand = (): {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
} => ({
  command: [process.execPath, '--max-semi-space-size=2', join(import.meta.dirname, '..', 'src', 'main.ts')],
  env: {
    NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: String(1 << 20),
  },
})

/** Runs the server in the foreground until it ends; signals to this process go on to it. Resolves with its exit code. */
export const runServer = async (settings: NodeJS.ProcessEnv): Promise<number> => {
  const { command, env } = serverCommand()
  const [program = '', ...args] = command
  const child = spawn(program, args, { env: { ...env, ...settings }, stdio: 'inherit', detached: true })
  const release = child.pid === undefined ? () => {} : endWithParent(child.pid)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  whenOrphaned(() => child.kill('SIGTERM'))
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exit, signal) => resolve(exit ?? (signal === null ? 1 : 128)))
  })
  release()
  return code
}
