import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asteriskPriority, setPriorityOf } from '../priority.ts'

const run = promisify(execFile)

/** How an Asterisk process ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** What is needed to start the program and to talk to it afterwards. */
export interface Instance {
  command: string[]
  folder: string
  conf: string
  runFolder: string
}

/**
 * Starts Asterisk in a process group of its own, so that Ctrl-C in a terminal reaches the starter alone, which then
 * stops Asterisk in order. What it prints before its log is open goes to log/console.log.
 */
export function spawnAsterisk(instance: Instance): { child: ChildProcess; exited: Promise<Ended> } {
  const [program = '', ...args] = instance.command
  const output = openSync(join(instance.folder, 'log', 'console.log'), 'a', 0o600)
  const child = spawn(program, [...args, '-C', instance.conf, '-f'], {
    cwd: instance.folder,
    // with a TZ that differs from the machine's zone Asterisk's STRFTIME(%s), and so the journal, is off by the difference
    env: { ...process.env, TZ: undefined },
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  if (child.pid !== undefined) setPriorityOf(child.pid, asteriskPriority)
  const exited = new Promise<Ended>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: -1, signal: null }))
  })
  child.unref()
  return { child, exited }
}

/** Waits for the end of its input, that is, of the starter, however it died; then ends Asterisk: first gently, then surely. */
const WATCH = `
read word; test "$word" = done && exit
kill -TERM "$1" 2>/dev/null
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$1" 2>/dev/null || exit
  sleep 0.1
done
kill -KILL "$1" 2>/dev/null
`

/** Ties Asterisk's life to this process, also when this one is killed. Call the returned function once Asterisk is gone. */
export function endWithParent(pid: number): () => void {
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'asterisk-watcher', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  const input = watcher.stdin
  input.on('error', () => {})
  if ('unref' in input && typeof input.unref === 'function') input.unref()
  return () => input.end('done\n')
}

/** Runs one command of Asterisk's console and gives its output. Rejects when Asterisk does not answer. */
export async function consoleCommand(instance: Instance, command: string, timeoutMs = 10_000): Promise<string> {
  const [program = '', ...args] = instance.command
  const { stdout } = await run(program, [...args, '-C', instance.conf, '-rx', command], {
    timeout: timeoutMs,
    maxBuffer: 1 << 26,
  })
  return stdout
}

/** True when the process with this id is the Asterisk of this configuration: ids are reused by the system. */
export function isOurs(pid: number, conf: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(conf)
  } catch {
    return false
  }
}
