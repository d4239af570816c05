import { rssMb } from './process-stats.ts'
import { startSipp } from './sipp.ts'
import type { Stage } from './stage.ts'
import { pause, waitFor } from './wait.ts'

/** Memory of the server while many calls stand. */
export interface MemoryResult {
  readonly calls: number
  readonly rssMb: number
  /** Before the first call of the run, all agents signed in. */
  readonly idleRssMb: number
}

const rate = 40
const standMs = 3_000

/** Lets `calls` calls stand at once (no more than there are agents) and reads the server's memory. */
export const measureMemory = async (stage: Stage, calls: number, idleRssMb: number): Promise<MemoryResult> => {
  const rampMs = (calls / rate) * 1000
  const sipp = await startSipp(stage.folder, {
    sipPort: stage.asterisk.sipPort,
    ratePerSecond: rate,
    calls,
    callMs: rampMs + 8_000 + standMs,
    afterMs: rampMs + standMs,
    of: () => ({ number: stage.nextNumber(), dialled: '12345' }),
  })
  try {
    await waitFor(
      `${calls} agents talk`,
      () => stage.consoles.filter(({ state }) => state === 'talking').length >= calls,
      rampMs + 10_000,
    )
    await pause(1_000)
    const rss = rssMb(stage.server.pid)
    await sipp.exited
    return { calls, rssMb: rss, idleRssMb }
  } finally {
    await sipp.stop()
  }
}
