import { readConfig } from './config/config.ts'
import { ConfigError } from './config/config-error.ts'
import { type RunningServer, startServer } from './server.ts'

/** What a supervisor is told over the channel it may have opened. */
export type ServerState = 'standing_by' | 'serving'

/** Exit codes: a wrong setting, which no restart mends; and what passes, such as another server in our place. */
const wrongSetting = 78
const temporary = 75

/** An end in order takes less; what still hangs then would keep the next server waiting. */
const leaveWithinMs = 4_800

const stop = (code: number, sentence: string): never => {
  console.error(sentence)
  process.exit(code)
}

const tell = (state: ServerState) => process.send?.({ state })

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return stop(wrongSetting, error.message)
    throw error
  }
})()

let server: RunningServer | null = null
let leaving = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (leaving) return
    leaving = true
    // one that stands by or is still starting has nothing to hand over
    if (!server) process.exit(0)
    setTimeout(() => process.exit(1), leaveWithinMs).unref()
    void server.close().finally(() => process.exit(0))
  })

const standingBy = () => {
  console.log('Another server runs on this database: standing by.')
  tell('standing_by')
}

server = await startServer(config, undefined, standingBy).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    stop(
      wrongSetting,
      `Port ${config.httpPort} on ${config.httpHost} is taken by another program; set YIHAO_HTTP_PORT to a free one.`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    stop(
      wrongSetting,
      `Port ${config.httpPort} on ${config.httpHost} cannot be used; set YIHAO_HTTP_HOST and YIHAO_HTTP_PORT.`,
    )
  if (code === 'store_unavailable') stop(temporary, `${(error as Error).message} (YIHAO_DATABASE)`)
  if (code === 'tls_unusable') stop(wrongSetting, (error as Error).message)
  if (code.startsWith('store_') || code.startsWith('migration_'))
    stop(wrongSetting, `${(error as Error).message} (YIHAO_DATABASE)`)
  throw error
})
void server.over.then(why => stop(temporary, `Another server acts in the place of this one (${why}): ending.`))

if (server.seeded) {
  const { accounts, password } = server.seeded
  console.log(`First start: made ${accounts.length} accounts (${accounts.map(({ name }) => name).join(', ')}).`)
  console.log(`Their password: ${password}`)
}
if (server.recordingKeyMade !== null)
  console.log(
    `Recordings are encrypted with a new key in ${server.recordingKeyMade}: keep a copy of it elsewhere, or set YIHAO_RECORDING_KEY; without it nobody can hear them.`,
  )
console.log(`The hotline's pages are at ${server.url}`)
if (config.tls === 'self-made')
  console.log(
    'The certificate was made by this server itself, so browsers warn once that nobody vouches for it: go on past the warning, or set YIHAO_TLS_CERT and YIHAO_TLS_KEY.',
  )
tell('serving')
