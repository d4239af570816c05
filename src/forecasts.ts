import { askProcess, NoAnswer } from './ask-process.ts'
import type { Config } from './config/config.ts'
import type { Clock, Log } from './engine/ports.ts'
import {
  createForecastDesk,
  type ForecastDesk,
  ForecastFailure,
  longestPlanMs,
} from './engine/staffing/forecast-desk.ts'
import type { PlanAnswer, PlanQuestion } from './forecast-process.ts'

interface Parts {
  readonly config: Pick<Config, 'database' | 'zone'>
  readonly clock: Clock
  readonly log: Log
}

const file = new URL('./forecast-process.ts', import.meta.url)

/** Wires the forecast that pages ask for: each plan is made by a process of its own. */
export const openForecasts = ({ config: { database, zone }, clock, log }: Parts): ForecastDesk =>
  createForecastDesk({
    make: async question => {
      const asked = { ...question, database, zone, now: clock.now() }
      const answer = await askProcess<PlanQuestion, PlanAnswer>(file, asked, longestPlanMs).catch((error: unknown) => {
        throw error instanceof NoAnswer && error.late ? new ForecastFailure('forecast_late', error) : error
      })
      if ('plan' in answer) return answer.plan
      if (answer.failed === 'forecast_goal_out_of_reach') throw new ForecastFailure(answer.failed)
      throw new ForecastFailure(answer.failed, new Error(answer.detail))
    },
    clock,
    log,
  })
