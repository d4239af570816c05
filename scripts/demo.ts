import { AsteriskError } from './asterisk/errors.ts'
import { CityError } from './city/errors.ts'
import { runDemo } from './demo/demo.ts'
import { DemoError, readOptions } from './demo/options.ts'
import { whenOrphaned } from './orphaned.ts'

/*
 * npm run demo [-- --agents 8 --rate 0.33 --seed 1]: a hotline with a simulated city around it. Everything ends with it.
 */

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(signal))

whenOrphaned(() => stopping.abort('orphaned'))

// a closed terminal takes its output away; there is nobody left to tell
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const options = readOptions(process.argv.slice(2), process.env)
  process.exitCode = await runDemo(options, text => console.log(text), stopping.signal)
} catch (error) {
  const known = error instanceof DemoError || error instanceof AsteriskError || error instanceof CityError
  console.error(known ? error.message : error)
  process.exitCode = 1
}
// a socket that closes late shall not keep the terminal
process.exit()
