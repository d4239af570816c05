import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
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

/** Starts the loop that looks after callers while the server is silent: [watchdog] in extensions.conf. */
const WATCHDOG = 'channel originate Local/watch@watchdog/n extension idle@watchdog'

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
  return handle(resolvePath(folder), record, gone, untilGone(gone))
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
  rmSync(logOf(folder), { force: true })
  const { pid, gone, exited } = launch(instance, options.keepRunning === true)
  const { sip: sipPort, http: httpPort, ami: amiPort } = ports
  const record = { pid, version: program.version, sipPort, httpPort, amiPort, instance, ...access }
  const running = handle(folder, record, gone, exited)
  try {
    await ready(instance, access, running.log, gone)
    if (options.profile === 'hotline') await running.cli(WATCHDOG)
  } catch (error) {
    await running.stop()
    throw error
  }
  if (options.keepRunning) writeRecord(folder, record)
  return running
}

function launch(
  instance: Instance,
  keepRunning: boolean,
): { pid: number; gone: () => boolean; exited: Promise<Ended> } {
  const { child, exited } = spawnAsterisk(instance)
  const { pid } = child
  if (pid === undefined) {
    throw new AsteriskError('asterisk_missing', `${instance.command[0]} cannot be started; check YIHAO_ASTERISK.`)
  }
  const release = keepRunning ? () => {} : endWithParent(pid)
  let over = false
  void exited.then(() => {
    over = true
    release()
    if (instance.runFolder !== join(instance.folder, 'run'))
      rmSync(instance.runFolder, { recursive: true, force: true })
  })
  return { pid, gone: () => over, exited }
}

function handle(folder: string, record: Running, gone: () => boolean, exited: Promise<Ended>): RunningAsterisk {
  const { instance, ...open } = record
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (!gone()) process.kill(record.pid, name)
  }
  return {
    ...open,
    folder,
    log: logOf(folder),
    cli: command => consoleCommand(instance, command),
    kill: () => signal('SIGKILL'),
    stop: async () => {
      signal('SIGTERM')
      const force = setTimeout(() => signal('SIGKILL'), STOP_WITHIN_MS)
      await exited
      clearTimeout(force)
    },
    exited,
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
