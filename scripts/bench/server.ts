import { randomBytes } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatAsteriskAddress } from '../../src/config/asterisk-address.ts'
import type { RunningAsterisk } from '../asterisk/run.ts'
import { serverCommand } from '../server-process.ts'
import { type Child, startChild } from './children.ts'
import { waitFor } from './wait.ts'

/** The real server with demo agents from 1001 on. */
export interface BenchServer extends Child {
  readonly url: string
  readonly httpPort: number
  readonly password: string
  /** File with all it says. */
  readonly log: string
}

/** Starts the server as a process of its own, as `npm start` does, with its store in `folder`; resolves when it is ready. */
export const startServerProcess = async (
  folder: string,
  asterisk: RunningAsterisk,
  agents: number,
): Promise<BenchServer> => {
  const password = randomBytes(12).toString('base64url')
  const log = join(folder, 'server.log')
  const { command, env } = serverCommand()
  const child = await startChild(command, {
    env: {
      ...ownEnvironment(),
      ...env,
      YIHAO_ASTERISK: formatAsteriskAddress(asterisk),
      YIHAO_DATA: folder,
      YIHAO_HTTP_PORT: '0',
      YIHAO_SIP_PORT: String(asterisk.sipPort),
      YIHAO_DEMO: '1',
      YIHAO_DEMO_AGENTS: String(agents),
      YIHAO_DEMO_PASSWORD: password,
      YIHAO_DEMO_WRAP_UP_MS: '0',
      YIHAO_DEMO_NOTICE: process.env.BENCH_NOTICE ?? '0',
      YIHAO_RECORDING: process.env.BENCH_RECORDING ?? '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.process.stdout, child.process.stderr])
    stream?.on('data', (data: Buffer) => appendFileSync(log, data))
  let over = false
  void child.exited.then(() => {
    over = true
  })
  const said = () => {
    try {
      return readFileSync(log, 'utf8')
    } catch {
      return ''
    }
  }
  const url = await waitFor(
    'the server starts',
    async () => {
      if (over) throw new Error(`The server ended at its start:\n${said().slice(-2_000)}`)
      const found = /pages are at (http:\/\/\S+)/.exec(said())?.[1]
      const answer = found && (await fetch(`${found}/readyz`).catch(() => null))
      return answer && answer.status === 200 ? found : null
    },
    60_000,
  )
  return { ...child, url, httpPort: Number(new URL(url).port), password, log }
}

/** The environment without settings of ours: a setting in the shell must not change what is measured. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('YIHAO_')))
