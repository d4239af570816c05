import { randomBytes } from 'node:crypto'
import { type CallPlan, type CitizenCall, type CitizenLine, placeCall } from './citizen.ts'
import { CityError } from './errors.ts'
import type { Switchboard } from './switchboard.ts'

/** The people who call. */
export interface Citizens {
  /**
   * Makes a call. Throws number_taken while another citizen with the same last four digits has a call: a phone shows a
   * number with its middle hidden, and these digits tell which citizen is at the other end.
   */
  call(plan: CallPlan): CitizenCall
  /** Calls that are not over yet. */
  readonly current: readonly CitizenCall[]
  /** Whether nobody with a call now has these last four digits. */
  isFree(number: string): boolean
}

/** Citizens with what the city's phones need to know of them. */
export interface AllCitizens extends Citizens {
  /** Who may be the one with this number on the display: one, or all who hide theirs and wait; none: nobody of the city. */
  behind(shown: string): readonly CitizenLine[]
  stop(): Promise<void>
}

/** A telephone number's last four digits; a shown number may have stars in its middle. */
export function lastFour(number: string): string | null {
  return /\d{4}$/.exec(number)?.[0] ?? null
}

export function createCitizens(switchboard: () => Switchboard): AllCitizens {
  const lines = new Map<string, CitizenLine>()
  const run = randomBytes(4).toString('hex')
  let count = 0
  let stopped = false
  const visible = () => [...lines.values()].filter(({ call }) => !call.plan.withheld)

  const behind = (shown: string): CitizenLine | null => {
    const digits = lastFour(shown)
    if (digits === null) return null
    return visible().find(({ call }) => lastFour(call.plan.number) === digits) ?? null
  }

  return {
    call: plan => {
      if (stopped) throw new CityError('city_stopped', 'The city has stopped; nobody calls any more.')
      if (!plan.withheld && behind(plan.number))
        throw new CityError('number_taken', `Somebody with the last digits of ${plan.number} has a call already.`)
      count += 1
      const line = placeCall(switchboard(), `citizen-${run}-${count}`, plan)
      lines.set(line.channelId, line)
      void line.call.ended.then(() => lines.delete(line.channelId))
      return line.call
    },
    get current() {
      return [...lines.values()].map(({ call }) => call)
    },
    isFree: number => behind(number) === null,
    behind: shown => {
      const one = behind(shown)
      if (one !== null) return [one]
      if (shown !== 'anonymous') return []
      return [...lines.values()].filter(({ call }) => call.plan.withheld && call.connectedAt === null)
    },
    stop: async () => {
      stopped = true
      const open = [...lines.values()]
      for (const line of open) line.stop()
      await Promise.all(open.map(({ call }) => call.ended))
    },
  }
}
