import { readConfig } from './config/config.ts'
import { ConfigError } from './config/config-error.ts'
import { startServer } from './server.ts'

const stop = (code: number, sentence: string): never => {
  console.error(sentence)
  process.exit(code)
}

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return stop(78, error.message)
    throw error
  }
})()

const server = await startServer(config).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    stop(
      78,
      `Port ${config.httpPort} on ${config.httpHost} is taken by another program; set YIHAO_HTTP_PORT to a free one.`,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    stop(78, `Port ${config.httpPort} on ${config.httpHost} cannot be used; set YIHAO_HTTP_HOST and YIHAO_HTTP_PORT.`)
  if (code.startsWith('store_') || code.startsWith('migration_'))
    stop(78, `${(error as Error).message} (YIHAO_DATABASE)`)
  throw error
})

if (server.seeded) {
  const { accounts, password } = server.seeded
  console.log(`First start: made ${accounts.length} accounts (${accounts.map(({ name }) => name).join(', ')}).`)
  console.log(`Their password: ${password}`)
}
console.log(`The hotline's pages are at ${server.url}`)

let leaving = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (leaving) return
    leaving = true
    void server.close().finally(() => process.exit(0))
  })
