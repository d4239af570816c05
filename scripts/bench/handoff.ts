import { percentile } from './percentiles.ts'
import type { Stage } from './stage.ts'
import { pause, waitFor } from './wait.ts'
import type { Wire } from './wire.ts'

/** One round of the hand-off; times in ms. */
export interface HandoffRound {
  readonly way: 'queue' | 'yihao'
  readonly took: readonly number[]
  readonly p50: number | null
}

const waitingCallers = 20
const talkMs = 300
/** The recording notice is over for the callers who wait (≤ 6 s), with a margin. */
const noticeMs = 7_000
const settleMs = 500

/** Caller's BYE → the next INVITE to the agent who talked with him, for the first `count` calls that had one. */
export const handoffTimes = (wire: Wire, count: number): readonly number[] =>
  wire.calls
    .flatMap(({ byeAt, extension, agentInvitedAt }) => {
      if (byeAt === null || agentInvitedAt === null) return []
      const next = wire.agentInvites.find(invite => invite.at > byeAt && invite.extension === extension)
      return next ? [{ byeAt, took: next.at - byeAt }] : []
    })
    .sort((a, b) => a.byeAt - b.byeAt)
    .slice(0, count)
    .map(({ took }) => took)

/** The agents of the small queue are the only ones who are ready; the others stay paused for as long as `work` takes. */
export const withFewAgents = async (stage: Stage, work: () => Promise<void>): Promise<void> => {
  await Promise.all(stage.consoles.map(console => console.become('paused')))
  await work()
  await Promise.all(stage.consoles.map(console => console.become('ready')))
}

/** One agent takes `count` callers in turn while 20 wait; every caller who leaves is followed by a new one. */
export const handoffRound = async (stage: Stage, way: 'queue' | 'yihao', count: number): Promise<HandoffRound> => {
  const { callers, phones } = stage
  const dialled = way === 'queue' ? 'handoff' : '12345'
  const few = stage.consoles.filter(({ extension }) => stage.handoffAgents.includes(extension))
  let taken = 0
  phones.onTalk = caller => {
    taken += 1
    if (taken > count) return
    setTimeout(() => {
      callers.hangUp(caller)
      callers.call(stage.nextNumber(), dialled)
    }, talkMs)
  }
  const { wire } = await stage.watch(async () => {
    for (let n = 0; n <= waitingCallers; n += 1) {
      callers.call(stage.nextNumber(), dialled)
      await pause(10)
    }
    if (way === 'yihao') {
      await pause(noticeMs)
      await Promise.all(few.map(console => console.become('ready', 'told')))
    }
    await waitFor('one more caller than counted is taken', () => taken > count, count * 5_000)
  })
  phones.onTalk = null
  if (way === 'yihao') await Promise.all(few.map(console => console.become('paused', 'told')))
  await callers.clear()
  await pause(settleMs)
  const took = handoffTimes(wire, count)
  return { way, took, p50: percentile(took, 0.5) }
}

/** All rounds, the two ways in turn. */
export const measureHandoff = async (
  stage: Stage,
  rounds: number,
  count: number,
  say: (text: string) => void,
): Promise<readonly HandoffRound[]> => {
  const done: HandoffRound[] = []
  await withFewAgents(stage, async () => {
    for (let round = 0; round < rounds; round += 1)
      for (const way of round % 2 === 0 ? (['queue', 'yihao'] as const) : (['yihao', 'queue'] as const)) {
        const result = await handoffRound(stage, way, count)
        done.push(result)
        say(`hand-off round ${round + 1}: ${way}: ${result.p50?.toFixed(2) ?? '–'} ms (p50 of ${result.took.length})`)
      }
  })
  return done
}
