import { join, resolve } from 'node:path'
import { formatAsteriskAddress } from '../src/config/asterisk-address.ts'
import { readConfig } from '../src/config/config.ts'
import { ConfigError } from '../src/config/config-error.ts'
import { AsteriskError } from './asterisk/errors.ts'
import { findAsterisk, startAsterisk } from './asterisk/run.ts'
import { runServer } from './server-process.ts'

/*
 * npm start: the hotline itself. Uses the Asterisk that runs already (npm run asterisk -- start, or YIHAO_ASTERISK=ari://…);
 * else starts a private one that ends with this process. Settings: docs/operations.md.
 */

/** Stands in for the address while the other settings are checked, so that nothing is started under a wrong one. */
const notYet = 'ari://x:x@127.0.0.1?ami=x:x@127.0.0.1'
const elsewhere = /^aris?:/.test(process.env.YIHAO_ASTERISK ?? '')

try {
  const { sipPort, dataFolder } = readConfig(elsewhere ? process.env : { ...process.env, YIHAO_ASTERISK: notYet })
  if (!elsewhere) {
    const folder = join(resolve(dataFolder), 'asterisk')
    const found = await findAsterisk(folder)
    const asterisk = found ?? (await startAsterisk({ folder, profile: 'hotline', sipPort }))
    console.log(`Asterisk ${asterisk.version} ${found ? 'was running' : 'started'}; SIP port ${asterisk.sipPort}`)
    process.env.YIHAO_ASTERISK = formatAsteriskAddress(asterisk)
  }
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof AsteriskError)) throw error
  console.error(error.message)
  process.exit(78)
}
process.exit(await runServer(process.env))
