import { type Random, seededRandom } from '../city/random.ts'
import { type FaultName, faultOf } from './faults.ts'
import type { Stage } from './stage.ts'

/** One fault that was injected. UTC ms. */
export interface Injected {
  readonly name: FaultName
  readonly from: number
  readonly until: number
  readonly note: string
}

/** When which fault begins, ms after the beginning. */
export interface Planned {
  readonly name: FaultName
  readonly atMs: number
}

/**
 * The faults of a run: one every `everyMs`, the first after half of that, in rounds in which each comes once and whose order is
 * shuffled anew; the same seed gives the same ones. The last leaves room for what it does.
 */
export const planFaults = (
  names: readonly FaultName[],
  { everyMs, lengthMs, seed }: { readonly everyMs: number; readonly lengthMs: number; readonly seed: number },
): readonly Planned[] => {
  const random = seededRandom(seed)
  const planned: Planned[] = []
  let round: FaultName[] = []
  for (let atMs = everyMs / 2; names.length > 0 && atMs < lengthMs; atMs += everyMs) {
    if (round.length === 0) round = shuffled(names, random)
    const name = round.pop()
    if (name !== undefined) planned.push({ name, atMs })
  }
  return planned
}

const shuffled = <T>(values: readonly T[], random: Random): T[] => {
  const left = [...values]
  return values.flatMap(() => left.splice(Math.floor(random() * left.length), 1))
}

/** Injects them, one after the other: a fault whose time has come waits for the end of the one before. */
export const injectFaults = async (
  stage: Stage,
  planned: readonly Planned[],
  seed: number,
  say: (text: string) => void,
): Promise<readonly Injected[]> => {
  const random = seededRandom(seed)
  const injected: Injected[] = []
  const startedAt = performance.now()
  for (const { name, atMs } of planned) {
    await new Promise(resolve => setTimeout(resolve, Math.max(0, startedAt + atMs - performance.now())))
    const from = Date.now()
    const note = await faultOf(name)
      .run(stage, random)
      .catch((error: unknown) => `not done: ${error instanceof Error ? error.message : String(error)}`)
    injected.push({ name, from, until: Date.now(), note })
    say(`  ${new Date(from).toISOString().slice(11, 23)} ${name}: ${note}`)
  }
  return injected
}
