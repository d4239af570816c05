/**
 * A process that appends to the store named by its first argument until it is killed, from 20 places at once; with a second
 * argument, a folder, facts spill there. For each fact that is durable it prints its place and number.
 */
import { openStore } from '../../../src/adapters/store/open-store.ts'
import { fact, morning } from './given-facts.ts'

const [url = '', folder] = process.argv.slice(2)
const silent = { info() {}, warn() {}, error() {} }
const bounds = { patienceMs: 50, handedFacts: 200 }
const store = await openStore(url, {
  log: folder === undefined ? console : silent,
  spill: folder === undefined ? null : { folder, bounds },
})
const appendFrom = async (place: number): Promise<void> => {
  for (let number = 0; ; number += 1) {
    await store.append([fact(morning + number, { kind: 'notice_ended', callId: `place${place}` })])
    process.stdout.write(`${place} ${number}\n`)
  }
}
await Promise.all(Array.from({ length: 20 }, (_, place) => appendFrom(place)))
