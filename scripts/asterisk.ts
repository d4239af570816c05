import { join } from 'node:path'
import { AsteriskError } from './asterisk/errors.ts'
import { findAsterisk, startAsterisk } from './asterisk/run.ts'

/*
 * npm run asterisk -- start | stop | status | cli <command…>
 *
 * The hotline's private Asterisk by hand, in the data folder (YIHAO_DATA, else data). It goes on running until `stop`.
 */

const folder = join(process.env.YIHAO_DATA ?? 'data', 'asterisk')

async function main(verb: string | undefined, rest: string[]): Promise<number> {
  if (verb === 'start') {
    const sipPort = Number(process.env.YIHAO_SIP_PORT ?? 5060)
    const running = await startAsterisk({ folder, profile: 'hotline', sipPort, keepRunning: true })
    console.log(
      `Asterisk ${running.version} runs (process ${running.pid}): SIP ${running.sipPort}, ARI ${running.httpPort}`,
    )
    return 0
  }
  const running = await findAsterisk(folder)
  if (verb === 'status') {
    console.log(running ? `running, process ${running.pid}, SIP port ${running.sipPort}` : 'not running')
    return running ? 0 : 3
  }
  if (verb === 'stop') {
    await running?.stop()
    console.log(running ? 'stopped' : 'was not running')
    return 0
  }
  if (verb === 'cli' && rest.length > 0) {
    if (!running) throw new AsteriskError('start_failed', 'No Asterisk runs here; start one: npm run asterisk -- start')
    process.stdout.write(await running.cli(rest.join(' ')))
    return 0
  }
  console.error('npm run asterisk -- start | stop | status | cli <command…>')
  return 2
}

try {
  process.exitCode = await main(process.argv[2], process.argv.slice(3))
} catch (error) {
  console.error(error instanceof AsteriskError ? error.message : error)
  process.exitCode = 1
}
