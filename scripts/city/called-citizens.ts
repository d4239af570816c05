import { type Behaviour, networkFailure } from './behaviours.ts'
import { type CalledRecord, type RungCitizen, type RungLine, takeCall } from './rung-citizen.ts'
import type { Called, Switchboard } from './switchboard.ts'

/** What the one with this number does at the call that comes after `earlier` others. */
export type Draw = (number: string, earlier: number) => Behaviour

/** The people whom the hotline rings. Their numbers are national ones, such as 13812345678; `+86` or `0` before one is the same phone. */
export interface CalledCitizens {
  /** What he does at his next calls, one after the other; the last holds on. Throws a RangeError without any. */
  behave(number: string, ...behaviours: readonly Behaviour[]): void
  /** What all others do; without it nobody else can be rung. */
  others(draw: Draw): void
  /** Calls that are not over yet. */
  readonly current: readonly RungCitizen[]
  /** Told of each call as it comes in. */
  onCall(told: (call: RungCitizen) => void): void
  /** All calls that the city was sent, or those to this number, in their order; none is forgotten. */
  calledRecord(number?: string): readonly CalledRecord[]
}

/** The people whom the hotline rings, with what the rest of the city tells them. */
export interface AllCalledCitizens extends CalledCitizens {
  /** Whether somebody has this number. */
  knows(number: string): boolean
  called(event: Called): void
  stop(): Promise<void>
}

/** A number as its phone knows it: without the country's code, or the 0 for another city before a mobile number. */
export function nationalNumber(dialled: string): string {
  return dialled.replace(/^(\+|00)86/, '').replace(/^0(?=1\d{10}$)/, '')
}

export function createCalledCitizens(switchboard: () => Switchboard): AllCalledCitizens {
  const plans = new Map<string, Behaviour[]>()
  const records: CalledRecord[] = []
  const counts = new Map<string, number>()
  const open = new Set<RungLine>()
  const listeners: ((call: RungCitizen) => void)[] = []
  let draw: Draw | null = null

  const nextOf = (number: string, earlier: number): Behaviour => {
    const plan = plans.get(number)
    const next = plan && plan.length > 1 ? plan.shift() : plan?.[0]
    return next ?? draw?.(number, earlier) ?? networkFailure()
  }

  return {
    behave: (number, ...behaviours) => {
      if (behaviours.length === 0) throw new RangeError('a citizen has to do something')
      plans.set(nationalNumber(number), [...behaviours])
    },
    others: wanted => {
      draw = wanted
    },
    get current() {
      return [...open]
    },
    onCall: told => void listeners.push(told),
    calledRecord: number =>
      number === undefined
        ? records
        : records.filter(({ dialled }) => nationalNumber(dialled) === nationalNumber(number)),
    knows: number => draw !== null || plans.has(nationalNumber(number)),
    called: event => {
      const number = nationalNumber(event.args[1] ?? '')
      const earlier = counts.get(number) ?? 0
      counts.set(number, earlier + 1)
      const line = takeCall(switchboard(), event, nextOf(number, earlier), earlier)
      open.add(line)
      records.push(line.record)
      void line.ended.then(() => open.delete(line))
      for (const told of listeners) told(line)
    },
    stop: async () => {
      const left = [...open]
      for (const line of left) line.stop()
      await Promise.all(left.map(line => line.ended))
    },
  }
}
