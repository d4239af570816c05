import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
  },
})
const calls = Number(values.calls)
const runs = Number(values.runs)
const firstSeed = Number(values.seed)
let failed = 0
for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
  const each = Math.ceil(calls / runs)
  const began = performance.now()
  try {
    const { events, freed, crashes, unknowable, placesEnded } = await simulate(seed, each)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `seed ${seed}: ${each} calls, ${events} events in ${seconds} s; ${crashes} crashes, ` +
        `freed by deadline or sweep ${freed}, died unknown with Asterisk ${unknowable}; places kept: ` +
        [...placesEnded].map(([why, count]) => `${why} ${count}`).join(', '),
    )
  } catch (error) {
    failed += 1
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`)
    console.log(`repeat it: npm run simulate -- --seed ${seed} --runs 1 --calls ${each}`)
  }
}
console.log(`${runs - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
