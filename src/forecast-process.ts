import { openStaffingBook } from './adapters/store/history/open-staffing-book.ts'
import { StoreError } from './adapters/store/store-error.ts'
import { type PlanInWords, planInWords } from './domain/staffing/plan-in-words.ts'
import { usualTerms } from './domain/staffing/read-words.ts'
import { usualPatterns } from './domain/staffing/shifts.ts'
import type { ForecastProblemCode, ForecastQuestion } from './engine/staffing/forecast-desk.ts'
import { makePlan } from './engine/staffing/make-plan.ts'

/*
 * Makes one plan for the server that started this process, which asks by message and hears by message what came of it. By itself it would make the server's calls wait: two years of calls are read and reckoned
 * without a pause.
 */

/** What the server asks. `now` in UTC ms. */
export interface PlanQuestion extends ForecastQuestion {
  readonly database: string
  readonly zone: string
  readonly now: number
}

/** What the server hears. */
export type PlanAnswer =
  | { readonly plan: PlanInWords }
  | { readonly failed: ForecastProblemCode; readonly detail: string }

const planFor = async ({ database, zone, now, first, count, ...wish }: PlanQuestion): Promise<PlanAnswer> => {
  const { goal, load, assumedWrapUp } = wish
  const { fewest, shrinkage } = usualTerms
  const settings = { goal, load, assumedWrapUp, fewest, shrinkage, patterns: usualPatterns }
  const book = await openStaffingBook(database)
  try {
    return { plan: planInWords(await makePlan(book, settings, { first, count, zone, now })) }
  } finally {
    await book.close()
  }
}

const codeOf = (error: unknown): ForecastProblemCode => {
  if (error instanceof StoreError) return 'store_down'
  // no number of seats keeps the promise
  return error instanceof RangeError ? 'forecast_goal_out_of_reach' : 'forecast_failed'
}

// a server that is gone needs nothing any more
process.once('disconnect', () => process.exit(1))
process.once('message', async (question: PlanQuestion) => {
  const answer = await planFor(question).catch(error => ({
    failed: codeOf(error),
    // for the log
    detail: error instanceof Error ? error.message : String(error),
  }))
  process.send?.(answer, () => process.exit(0))
})
