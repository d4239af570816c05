import { rmSync, writeFileSync } from 'node:fs'
import { AsteriskError } from './asterisk/errors.ts'
import { createClosers } from './bench/closers.ts'
import { ChaosError, readOptions } from './chaos/options.ts'
import { isClean, toJson, toText } from './chaos/report.ts'
import { makeFolder, runChaos } from './chaos/run.ts'
import { CityError } from './city/errors.ts'
import { whenOrphaned } from './orphaned.ts'

/*
 * npm run chaos -- [--seconds 300] [--rate 5] [--seed 1] [--faults LIST] [--every 10] [--json FILE] [--keep] [--quick]
 *
 * A whole hotline is hurt while citizens call; then the ledger is compared with what the callers' side wrote down, call by call. Ends
 * with 1 when anything was lost or differs. See docs/decisions/0017-chaos.md.
 */

const closers = createClosers()
whenOrphaned(() => void closers.close().finally(() => process.exit(130)))
const say = (text: string) => console.error(text)

try {
  const options = readOptions(process.argv.slice(2))
  const folder = makeFolder()
  closers.add(() => {
    if (!options.keep) rmSync(folder, { recursive: true, force: true })
    else say(`ledger and logs are in ${folder}`)
  })
  const outcome = await runChaos(options, folder, closers, say)
  console.log(toText(outcome))
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(toJson(outcome), null, 2)}\n`)
  if (!isClean(outcome)) process.exitCode = 1
} catch (error) {
  const known = error instanceof ChaosError || error instanceof AsteriskError || error instanceof CityError
  console.error(known ? error.message : error)
  process.exitCode = 1
} finally {
  await closers.close()
}
process.exit()
