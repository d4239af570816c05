import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** A wrong option or setting, or a port that is taken: one sentence that says what to change. */
export class DemoError extends Error {
  readonly code = 'demo_setting'
}

/** What the demo shows, and where. */
export interface DemoOptions {
  readonly agents: number
  /** Calls per second. */
  readonly rate: number
  readonly seed: number
  readonly sipPort: number
  readonly httpPort: number
  readonly password: string
  /** Emptied at the start, so that each demo begins anew; one for each port, so that two demos do not meet. */
  readonly folder: string
}

const mostAgents = 40

/** Reads the command line and the settings. Throws a DemoError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const { agents, rate, seed } = parse(args)
  const httpPort = number('YIHAO_HTTP_PORT', env.YIHAO_HTTP_PORT || '12345', 1, 65_535, true)
  return {
    agents: number('--agents', agents, 1, mostAgents, true),
    rate: number('--rate', rate, 0.001, 50, false),
    seed: number('--seed', seed, 0, 2 ** 31, true),
    sipPort: number('YIHAO_SIP_PORT', env.YIHAO_SIP_PORT || '5060', 1, 65_535, true),
    httpPort,
    password: env.YIHAO_DEMO_PASSWORD || randomBytes(6).toString('base64url'),
    folder: join(resolve(env.YIHAO_DATA || 'data'), 'demo', String(httpPort)),
  }
}

function parse(args: readonly string[]) {
  try {
    const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
    const options = { agents: text('8'), rate: text('0.33'), seed: text('1') }
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new DemoError(`${why} Options: --agents N --rate CALLS_PER_SECOND --seed N`)
  }
}

function number(name: string, text: string, from: number, to: number, whole: boolean): number {
  const value = Number(text)
  const right = text.trim() !== '' && value >= from && value <= to && (!whole || Number.isInteger(value))
  if (!right)
    throw new DemoError(`${name} must be a ${whole ? 'whole ' : ''}number from ${from} to ${to}, not "${text}".`)
  return value
}
