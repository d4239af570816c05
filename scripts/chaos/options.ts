import { parseArgs } from 'node:util'
import { type FaultName, faultNames } from './faults.ts'

/** What one run does. Times in seconds. */
export interface ChaosOptions {
  readonly seconds: number
  /** Calls a second. */
  readonly rate: number
  readonly seed: number
  readonly faults: readonly FaultName[]
  /** From the beginning of one fault to that of the next. */
  readonly every: number
  readonly json: string | null
  /** By how many ms the two sides may differ in a wait or a talk. */
  readonly tolerance: number
  /** Keeps the folder with ledger and logs. */
  readonly keep: boolean
  /** Shorter talks and patience, so that the end comes sooner. */
  readonly quick: boolean
}

/** An option is not right; one sentence that names it. */
export class ChaosError extends Error {}

/** The last four digits of all callers of a run differ. */
const mostCalls = 9_000

const usage =
  'Options: --seconds N --rate CALLS_PER_SECOND --seed N --faults LIST|none --every SECONDS --tolerance MS --json FILE --keep --quick'

/** Reads the command line. Throws a {@link ChaosError}. */
export const readOptions = (args: readonly string[]): ChaosOptions => {
  const values = parse(args)
  const quick = values.quick === true
  const seconds = number('--seconds', values.seconds ?? (quick ? '20' : '300'), 1, 86_400)
  const rate = number('--rate', values.rate ?? (quick ? '3' : '5'), 0.1, 50)
  if (seconds * rate > mostCalls)
    throw new ChaosError(`--seconds times --rate must be at most ${mostCalls} calls, not ${seconds * rate}.`)
  return {
    seconds,
    rate,
    seed: number('--seed', values.seed ?? '1', 0, 2 ** 31),
    faults: faultList(values.faults),
    every: number('--every', values.every ?? (quick ? '5' : '10'), 1, 3_600),
    json: values.json ?? null,
    tolerance: number('--tolerance', values.tolerance ?? '100', 1, 10_000),
    keep: values.keep === true,
    quick,
  }
}

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    seconds: text,
    rate: text,
    seed: text,
    faults: text,
    every: text,
    tolerance: text,
    json: text,
    keep: flag,
    quick: flag,
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    throw new ChaosError(`${error instanceof Error ? error.message : String(error)} ${usage}`)
  }
}

const faultList = (text: string | undefined): readonly FaultName[] => {
  if (text === undefined) return faultNames
  if (text === 'none') return []
  const wanted = text.split(',').map(name => name.trim())
  const known = faultNames.filter(name => wanted.includes(name))
  const unknown = wanted.find(name => !faultNames.some(each => each === name))
  if (unknown !== undefined) throw new ChaosError(`--faults knows ${faultNames.join(', ')} and none, not "${unknown}".`)
  return known
}

const number = (name: string, text: string, from: number, to: number): number => {
  const value = Number(text)
  if (text.trim() === '' || !(value >= from && value <= to))
    throw new ChaosError(`${name} must be a number from ${from} to ${to}, not "${text}".`)
  return value
}
