import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve as resolvePath } from 'node:path'
import type { AsteriskProgram } from '../setup/asterisk.mjs'
import { configure } from './configure.ts'
import { AsteriskError } from './errors.ts'
import type { AsteriskOptions, RunningAsterisk } from './options.ts'
import { choosePorts } from './ports.ts'
import { consoleCommand, type Ended, endWithParent, type Instance, isOurs, spawnAsterisk } from './process.ts'
import { findProgram } from './program.ts'
import { PortRace, ready } from './ready.ts'
import { type Record as Running, readRecord, writeRecord } from './record.ts'
import { asteriskUser, templateValues } from './values.ts'

export type { Profile } from './configure.ts'
export { AsteriskError } from './errors.ts'
export type { AsteriskAccess, AsteriskOptions, RunningAsterisk } from './options.ts'

const TRIES = 4
const STOP_WITHIN_MS = 5000

/**
 * Starts a private Asterisk and waits until it takes calls and answers on ARI. It ends with this process, however this
 * one ends, unless `keepRunning`. Throws an AsteriskError: asterisk_missing, asterisk_too_old, port_taken, start_failed.
 */
export async function startAsterisk(options: AsteriskOptions): Promise<RunningAsterisk> {
  const running = await findAsterisk(options.folder)
  if (running && options.keepRunning) return running
  if (running) {
    throw new AsteriskError(
      'start_failed',
      `An Asterisk (process ${running.pid}) already runs in ${running.folder}; stop it first.`,
    )
  }
  const program = await findProgram()
  for (let left = TRIES; ; left--) {
    try {
      return await start(program, { ...options, folder: resolvePath(options.folder) })
    } catch (error) {
      if (!(error instanceof PortRace) || left <= 1) throw error
    }
  }
}

/** The Asterisk that was started with `keepRunning` in this folder and still runs, or null. */
export async function findAsterisk(folder: string): Promise<RunningAsterisk | null> {
  const record = readRecord(resolvePath(folder))
  if (!record) return null
  const gone = () => !isOurs(record.pid, record.instance.conf)
  return handle(resolvePath(folder), record, { pid: record.pid, gone, exited: untilGone(gone) }, true)
}

async function start(program: AsteriskProgram, options: AsteriskOptions): Promise<RunningAsterisk> {
  const { folder } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const ports = await choosePorts({
    sipBind: options.sipBind ?? '127.0.0.1',
    sip: options.sipPort ?? 0,
    http: options.httpPort ?? 0,
    ami: options.amiPort ?? 0,
  })
  const conf = join(folder, 'etc', 'asterisk.conf')
  const instance: Instance = { command: program.command, folder, conf, runFolder: shortRunFolder(folder) }
  const user = asteriskUser(options)
  const access = {
    ari: { url: `http://127.0.0.1:${ports.http}`, user, password: randomBytes(18).toString('hex') },
    ami: { host: '127.0.0.1', port: ports.ami, user, secret: randomBytes(18).toString('hex') },
  }
  configure(folder, options.profile, program, {
    ...templateValues(options, program, ports),
    ETC: join(folder, 'etc'),
    FOLDER: folder,
    RUN: instance.runFolder,
    ARI_PASSWORD: access.ari.password,
    AMI_SECRET: access.ami.secret,
  })
  const { profile, keepRunning = false } = options
  const { sip: sipPort, http: httpPort, ami: amiPort } = ports
  const record = { pid: 0, profile, version: program.version, sipPort, httpPort, amiPort, instance, ...access }
  return handle(folder, record, await launchReady(folder, record, keepRunning), keepRunning)
}

/** One life of an Asterisk. */
interface Process {
  pid: number
  gone: () => boolean
  exited: Promise<Ended>
}

/** Starts the program of a configuration that is written, and waits until it takes calls. */
async function launchReady(folder: string, record: Running, keepRunning: boolean): Promise<Process> {
  const log = logOf(folder)
  // the log of a life before must not be taken for this one's, and may say why that one ended
  if (existsSync(log)) renameSync(log, `${log}.before`)
  mkdirSync(record.instance.runFolder, { recursive: true, mode: 0o700 })
  const process = launch(record.instance, keepRunning)
  try {
    await ready(record.instance, record, log, process.gone)
  } catch (error) {
    await stop(process)
    throw error
  }
  if (keepRunning) writeRecord(folder, { ...record, pid: process.pid })
  return process
}

function launch(instance: Instance, keepRunning: boolean): Process {
  const { child, exited } = spawnAsterisk(instance)
  const { pid } = child
  if (pid === undefined) {
    throw new AsteriskError('asterisk_missing', `${instance.command[0]} cannot be started; check YIHAO_ASTERISK.`)
  }
  const release = keepRunning ? () => {} : endWithParent(pid)
  let over = false
  const ended = exited.then(how => {
    over = true
    release()
    if (instance.runFolder !== join(instance.folder, 'run'))
      rmSync(instance.runFolder, { recursive: true, force: true })
    return how
  })
  return { pid, gone: () => over, exited: ended }
}

function signal({ pid, gone }: Process, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!gone()) process.kill(pid, name)
}

async function stop(process: Process): Promise<void> {
  signal(process, 'SIGTERM')
  // the child itself does not keep this process waiting for it; an interval does, also after the last signal
  const force = setInterval(() => signal(process, 'SIGKILL'), STOP_WITHIN_MS)
  await process.exited
  clearInterval(force)
}

function handle(folder: string, record: Running, first: Process, keepRunning: boolean): RunningAsterisk {
  const { instance, profile: _, ...open } = record
  let now = first
  return {
    ...open,
    folder,
    log: logOf(folder),
    get pid() {
      return now.pid
    },
    get exited() {
      return now.exited
    },
    cli: command => consoleCommand(instance, command),
    kill: () => signal(now, 'SIGKILL'),
    stop: () => stop(now),
    restart: async () => {
      await stop(now)
      now = await launchReady(folder, record, keepRunning)
    },
  }
}

const logOf = (folder: string) => join(folder, 'log', 'messages.log')

/** Of a process that is not our child only its absence can be seen. */
async function untilGone(gone: () => boolean): Promise<Ended> {
  while (!gone()) await new Promise(resolve => setTimeout(resolve, 100).unref())
  return { code: null, signal: null }
}

/** The path of Asterisk's control socket may have 107 characters at most. */
function shortRunFolder(folder: string): string {
  const own = join(folder, 'run')
  if (Buffer.byteLength(join(own, 'asterisk.ctl')) <= 100) return own
  return mkdtempSync(join(tmpdir(), 'yihao-'))
}
