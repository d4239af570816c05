import type { Random } from '../city/random.ts'
import { agentPause, consoleKill, consoleReload } from './faults/desks.ts'
import { amiCut, amiDelay, ariCut, ariDelay } from './faults/links.ts'
import { asteriskKill, serverKill, serverStopContinue, serverUpgrade } from './faults/processes.ts'
import { diskFull, storeLock } from './faults/store.ts'
import type { Stage } from './stage.ts'

/** One way to hurt the house. */
export interface Fault {
  /** Why it cannot be done here, or null. */
  readonly impossible?: (stage: Stage) => string | null
  /** Does it and undoes it; resolves when it is undone. The text says what exactly was done. */
  readonly run: (stage: Stage, random: Random) => Promise<string>
}

const all = {
  'server-kill': serverKill,
  'server-stop-continue': serverStopContinue,
  'server-upgrade': serverUpgrade,
  'asterisk-kill': asteriskKill,
  'ari-cut': ariCut,
  'ari-delay': ariDelay,
  'ami-cut': amiCut,
  'ami-delay': amiDelay,
  'disk-full': diskFull,
  'store-lock': storeLock,
  'console-kill': consoleKill,
  'console-reload': consoleReload,
  'agent-pause': agentPause,
} satisfies Record<string, Fault>

export type FaultName = keyof typeof all

export const faultNames = Object.keys(all) as readonly FaultName[]

/** The fault of that name. */
export const faultOf = (name: FaultName): Fault => all[name]
