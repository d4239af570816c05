import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TestContext } from 'node:test'
import { Client } from 'pg'
import { need, readTools } from '../../scripts/setup/tools.ts'
import { until } from './until.ts'

/** A private PostgreSQL server on a free port of loopback. */
export interface RunningPostgres {
  readonly port: number
  /** A fresh, empty database; gives its URL. */
  database(): Promise<string>
  /** Stops as `pg_ctl stop -m immediate` does: no checkpoint, as if the machine had died. */
  crash(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  stop(): Promise<void>
}

interface Programs {
  readonly bin: string
  readonly env: Record<string, string>
}

/** What the set-up found, else what is on PATH or where Debian puts it. */
const programs = (): Programs => {
  try {
    const { bin, env } = need(readTools().postgres)
    return { bin, env }
  } catch (error) {
    const packaged = '/usr/lib/postgresql'
    const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : []
    const folders = [
      ...(process.env.PATH ?? '').split(delimiter),
      ...versions.map(version => join(packaged, version, 'bin')),
    ]
    const bin = folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
    if (!bin) throw error
    return { bin, env: {} }
  }
}

/** Starts a private server in a temporary folder, with fsync off unless asked for; both are gone after the test. */
export const givenPostgres = async (
  t: Pick<TestContext, 'after'>,
  { fsync = false }: { fsync?: boolean } = {},
): Promise<RunningPostgres> => {
  const postgres = await startPostgres(fsync)
  t.after(postgres.stop)
  return postgres
}

/** As `givenPostgres`, for a caller who stops it himself. */
export const startPostgres = async (fsync: boolean): Promise<RunningPostgres> => {
  const { bin, env } = programs()
  const folder = mkdtempSync(join(tmpdir(), 'yihao-postgres-'))
  const user = unprivileged()
  const owner = { ...user, cwd: folder, env: { ...process.env, ...env } }
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'yihao', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...owner, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  let running: ChildProcess | null = null
  let databases = 0

  const tryPort = async (port: number): Promise<boolean> => {
    const options = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
    const settings = [...options, 'max_connections=60', `fsync=${fsync ? 'on' : 'off'}`].flatMap(each => ['-c', each])
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...owner, stdio: 'ignore' })
    running = server
    return until(
      'PostgreSQL answers or gives up',
      async () => {
        if (server.exitCode !== null) return { answers: false }
        const found = await runOn(`${addressOf(port)}/postgres`, 'show data_directory').catch(() => [])
        return found[0]?.data_directory === data && { answers: true }
      },
      { withinMs: 30_000, everyMs: 30 },
    ).then(({ answers }) => answers)
  }
  const start = async (port: number): Promise<void> => {
    if (!(await tryPort(port))) throw new Error(`PostgreSQL does not start on port ${port}`)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const process = running
    running = null
    if (process?.exitCode !== null) return
    const exit = once(process, 'exit')
    process.kill(signal)
    await exit
  }
  const stop = async (): Promise<void> => {
    await end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }

  let port = anyPort()
  for (let tries = 1; !(await tryPort(port)); tries += 1) {
    if (tries === 5) {
      await stop()
      throw new Error('PostgreSQL does not start')
    }
    port = anyPort()
  }
  return {
    port,
    start: () => start(port),
    stop,
    crash: () => end('SIGQUIT'),
    async database() {
      databases += 1
      await runOn(`${addressOf(port)}/postgres`, `create database test_${databases}`)
      return `${addressOf(port)}/test_${databases}`
    },
  }
}

/** Runs one statement on a connection of its own. */
export const runOn = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const addressOf = (port: number): string => `postgres://yihao@127.0.0.1:${port}`

/** Below the ports that the system gives to outgoing connections, so that a port stays free while its server is down. */
const anyPort = (): number => randomInt(20_000, 32_000)

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or else as `nobody`. */
const unprivileged = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout))
    if (uid && gid) return { uid, gid }
  }
  throw new Error('there is neither a user postgres nor nobody to run PostgreSQL as')
}
