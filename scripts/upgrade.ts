import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { processStart } from '../src/adapters/store/sqlite/holder.ts'
import { recordName, type SupervisorRecord } from './supervise.ts'

/*
 * npm run upgrade: asks the `npm start` that runs on this YIHAO_DATA to replace its server by one of the present code, and waits for it.
 */

const withinMs = 60_000
const folder = resolve(process.env.YIHAO_DATA || 'data')

const read = (): SupervisorRecord | null => {
  try {
    return JSON.parse(readFileSync(join(folder, recordName), 'utf8')) as SupervisorRecord
  } catch {
    return null
  }
}

const found = read()
if (!found || !Number.isSafeInteger(found.pid) || found.pid < 2 || processStart(found.pid) !== found.started) {
  console.error(`No npm start runs on ${folder}; set YIHAO_DATA to the folder of the one to upgrade.`)
  process.exit(1)
}
const before = found.upgrade?.state === 'running' ? found.upgrade.number - 1 : (found.upgrade?.number ?? 0)
process.kill(found.pid, 'SIGUSR2')
const end = performance.now() + withinMs
let upgrade = found.upgrade
while (performance.now() < end && !(upgrade && upgrade.number > before && upgrade.state !== 'running')) {
  await new Promise(done => setTimeout(done, 50))
  upgrade = read()?.upgrade ?? null
}
console.log(upgrade?.sentence ?? 'The upgrade was not begun.')
process.exit(upgrade?.state === 'done' ? 0 : 1)
