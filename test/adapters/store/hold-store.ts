/**
 * A server of a store reduced to its writing, for tests of the lease: stands by for the store named by its first argument, then appends
 * without end until it is killed or loses the lease. Prints what it does; ends in order on SIGTERM.
 */
import { openStore } from '../../../src/adapters/store/open-store.ts'
import { fact, morning } from './given-facts.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const store = await openStore(process.argv[2] ?? '', { log: console, standBy: () => say('waiting') })
say('holding')
void store.lease.lost.then(why => {
  say(`lost ${why}`)
  process.exit(75)
})
process.on('SIGTERM', () => void store.close().then(() => process.exit(0)))
for (let number = 0; ; number += 1) {
  await store
    .append([fact(morning + number, { kind: 'notice_ended', callId: `by ${process.pid}` })])
    .catch((error: { code?: string }) => say(`refused ${error.code}`))
  await new Promise(resolve => setTimeout(resolve, 5))
}
