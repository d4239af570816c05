import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunningAsterisk } from '../asterisk/run.ts'

/** What callers dial for each of the three ways to an agent. */
export const ways = ['dial', 'queue', 'yihao'] as const

export type Way = (typeof ways)[number]

const extensions = `
[from-trunk](+)
; a bare Dial() of the agent whose number follows the word
exten => _dial.,1,Dial(PJSIP/\${EXTEN:4},15)
 same => n,Hangup()
exten => queue,1,Queue(bench-all,,,,120)
 same => n,Hangup()
exten => handoff,1,Queue(bench-few,,,,120)
 same => n,Hangup()
`

const queue = (name: string, members: readonly string[]) => `
[${name}]
strategy = leastrecent
timeout = 15
retry = 1
wrapuptime = 0
ringinuse = no
autofill = yes
joinempty = yes
leavewhenempty = no
${members.map(extension => `member => PJSIP/${extension}`).join('\n')}
`

/**
 * Adds the two ways that the product is compared with to this instance's own files, and loads them; the product's dialplan stays
 * as it is. The queues have no wrap-up, retry at once (1 s is the least Asterisk has) and do not ring a busy agent.
 */
export const addBenchDialplan = async (
  asterisk: RunningAsterisk,
  agents: readonly string[],
  handoffAgents: readonly string[],
): Promise<void> => {
  const etc = join(asterisk.folder, 'etc')
  appendFileSync(join(etc, 'extensions.conf'), extensions)
  appendFileSync(join(etc, 'queues.conf'), queue('bench-all', agents) + queue('bench-few', handoffAgents))
  await asterisk.cli('dialplan reload')
  await asterisk.cli('queue reload all')
}
