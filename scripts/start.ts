import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatAsteriskAddress } from '../src/config/asterisk-address.ts'
import { readConfig } from '../src/config/config.ts'
import { ConfigError } from '../src/config/config-error.ts'
import { AsteriskError } from './asterisk/errors.ts'
import type { RunningAsterisk } from './asterisk/run.ts'
import { findAsterisk, startAsterisk } from './asterisk/run.ts'
import { whenOrphaned } from './orphaned.ts'
import { supervise } from './supervise.ts'

/*
 * npm start: the hotline itself. Uses the Asterisk that runs already (npm run asterisk -- start, or YIHAO_ASTERISK=ari://…);
 * else starts a private one that ends with this process. Settings: docs/operations.md.
 */

/** Stands in for the address while the other settings are checked, so that nothing is started under a wrong one. */
const notYet = 'ari://x:x@127.0.0.1?ami=x:x@127.0.0.1'
const elsewhere = /^aris?:/.test(process.env.YIHAO_ASTERISK ?? '')

let own: RunningAsterisk | null = null
let dataFolder = ''
try {
  const settings = readConfig(elsewhere ? process.env : { ...process.env, YIHAO_ASTERISK: notYet })
  if (!elsewhere) {
    const { sipPort } = settings
    const folder = join(resolve(settings.dataFolder), 'asterisk')
    const found = await findAsterisk(folder)
    const asterisk = found ?? (await startAsterisk({ folder, profile: 'hotline', sipPort }))
    console.log(`Asterisk ${asterisk.version} ${found ? 'was running' : 'started'}; SIP port ${asterisk.sipPort}`)
    process.env.YIHAO_ASTERISK = formatAsteriskAddress(asterisk)
    if (!found) own = asterisk
  }
  dataFolder = settings.dataFolder
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof AsteriskError)) throw error
  console.error(error.message)
  process.exit(78)
}
mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
const supervisor = supervise({
  settings: process.env,
  dataFolder,
  servers: process.env.YIHAO_STANDBY === '1' ? 2 : 1,
  say: line => console.log(line),
})
let stopping = false
const stop = () => {
  stopping = true
  void supervisor.stop()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('SIGUSR2', () => void supervisor.upgrade())
whenOrphaned(stop)

/** A private Asterisk that died is started again with the same ports and passwords, so that servers and phones find it. */
const keepAsterisk = async (asterisk: RunningAsterisk) => {
  for (let waitMs = 0; ; ) {
    await asterisk.exited
    if (stopping) return
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs))
    const at = performance.now()
    try {
      console.log('Asterisk died; starting it again.')
      await asterisk.restart()
      console.log(`Asterisk takes calls again after ${Math.round(performance.now() - at)} ms`)
      const held = await Promise.race([asterisk.exited, new Promise<'held'>(done => setTimeout(done, 10_000, 'held'))])
      waitMs = held === 'held' ? 0 : Math.min(5_000, waitMs * 2 + 250)
    } catch (error) {
      waitMs = Math.min(5_000, waitMs * 2 + 250)
      console.error(error instanceof AsteriskError ? error.message : error)
    }
  }
}
if (own) void keepAsterisk(own)

const code = await supervisor.ended
stopping = true
await own?.stop()
process.exit(code)
