import type { DayNumber } from '../../domain/calendar/day.ts'
import type { PlanInWords } from '../../domain/staffing/plan-in-words.ts'
import type { ServiceGoal } from '../../domain/staffing/seats.ts'
import type { forecastErrors } from '../../wire/forecast-errors.ts'
import type { Clock, Log } from '../ports.ts'

/** What a page asks: `count` days from `first` on, for a goal. `assumedWrapUp`: seconds, where none was measured; null: none is assumed. */
export interface ForecastQuestion {
  readonly first: DayNumber
  readonly count: number
  readonly goal: ServiceGoal
  readonly load: 'expected' | 'high'
  readonly assumedWrapUp: number | null
}

export type ForecastProblemCode = keyof typeof forecastErrors | 'store_down'

/** Why no plan is there: a code of the catalogue. */
export class ForecastFailure extends Error {
  readonly code: ForecastProblemCode

  constructor(code: ForecastProblemCode, cause?: unknown) {
    super(code, { cause })
    this.name = 'ForecastFailure'
    this.code = code
  }
}

/** A plan, and when it was made (UTC ms). */
export interface MadePlan {
  readonly madeAt: number
  readonly plan: PlanInWords
}

export interface ForecastDesk {
  /** The plan for a question. Rejects with a `ForecastFailure`. */
  plan(question: ForecastQuestion): Promise<MadePlan>
}

/** Longest that one plan may take. */
export const longestPlanMs = 60_000

/** So many questions wait behind the one that is answered. */
export const mostWaiting = 3

const keptMs = 600_000
const mostKept = 20

interface Parts {
  /** Makes a plan. Rejects with a `ForecastFailure`, or with what nobody expected. */
  readonly make: (question: ForecastQuestion) => Promise<PlanInWords>
  readonly clock: Clock
  readonly log: Log
}

/** Makes plans one after the other, and gives who asks the same within ten minutes the same: the past does not change so fast, and calls need the machine. */
export const createForecastDesk = ({ make, clock, log }: Parts): ForecastDesk => {
  const kept = new Map<string, Promise<MadePlan>>()
  const madeAt = new Map<string, number>()
  let inHand = 0
  let turn: Promise<unknown> = Promise.resolve()
  const forget = (key: string): void => {
    kept.delete(key)
    madeAt.delete(key)
  }
  const forgetOld = (): void => {
    const now = clock.now()
    // a clock that was put back makes them old too
    for (const [key, at] of madeAt) if (Math.abs(now - at) >= keptMs) forget(key)
    for (const [key] of madeAt) if (madeAt.size > mostKept) forget(key)
  }
  const answer = async (question: ForecastQuestion, key: string): Promise<MadePlan> => {
    try {
      const plan = await make(question)
      const at = clock.now()
      madeAt.set(key, at)
      return { madeAt: at, plan }
    } catch (error) {
      forget(key)
      if (error instanceof ForecastFailure && error.cause === undefined) throw error
      log.error({ err: error, question }, 'forecast failed')
      throw error instanceof ForecastFailure ? error : new ForecastFailure('forecast_failed', error)
    } finally {
      inHand -= 1
    }
  }
  return {
    plan: async question => {
      forgetOld()
      const key = JSON.stringify(question)
      const known = kept.get(key)
      if (known) return known
      if (inHand > mostWaiting) throw new ForecastFailure('forecast_busy')
      inHand += 1
      const made = turn.then(() => answer(question, key))
      kept.set(key, made)
      turn = made.catch(() => {})
      return made
    },
  }
}
