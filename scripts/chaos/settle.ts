import { waitFor } from '../bench/wait.ts'
import { compare } from './compare.ts'
import type { Crowd } from './crowd.ts'
import { readLedger } from './ledger.ts'
import type { Stage } from './stage.ts'

/** The server leaves a call in Asterisk's journal for this long after its end before it books it from there. */
const journalRestMs = 11_000

/**
 * Lets calls and books come to rest: the calls end by themselves, or hang up after `longestMs`, when nobody can be waiting any more; then
 * every call has its end in the ledger, or the server reads Asterisk's journal, which it does at each connection, and is given time for that.
 */
export const settle = async (
  stage: Stage,
  crowd: Crowd,
  longestMs: number,
  say: (text: string) => void,
): Promise<void> => {
  crowd.end()
  say(`the last calls end (${crowd.open} are up)`)
  await waitFor('all calls are over', () => crowd.open === 0, longestMs).catch(() => crowd.hangUpAll())
  const whole = () => {
    const file = readLedger(stage.database)
    try {
      return compare(crowd.records(), file.books, { dead: stage.switching.dead }).missing === 0
    } finally {
      file.close()
    }
  }
  const complete = (ms: number) => waitFor('every call has its end in the ledger', whole, ms).catch(() => false)
  if (await complete(2_000)) return
  say('the server reads the journal of Asterisk')
  await new Promise(resolve => setTimeout(resolve, journalRestMs))
  stage.links.ari.cut()
  stage.links.ari.mend()
  await complete(10_000)
}

/** Channels of calls that Asterisk still holds; each line begins with its name. */
export const channelsLeft = async ({ switching }: Stage): Promise<readonly string[]> => {
  const lines = await switching.asterisk.cli('core show channels concise')
  return lines.split('\n').filter(line => line.startsWith('PJSIP/'))
}
