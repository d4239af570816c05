import type { Static } from 'typebox'
import { dayOf, localDay, parsePlainDate } from '../../../domain/calendar/day.ts'
import { readGoal, usualTerms } from '../../../domain/staffing/read-words.ts'
import {
  ForecastFailure,
  type ForecastQuestion,
  longestPlanMs,
  mostWaiting,
} from '../../../engine/staffing/forecast-desk.ts'
import { hasRole, isOfUnit } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { ForecastQuerySchema, ForecastSchema } from '../forecast-schemas.ts'
import { failures } from '../schemas.ts'

const usualDays = 7
const mostDays = 14
const mostAhead = 366
const mostWrapUp = 3_600

/** What is asked, in the order of its fields. Throws an ApiError for the first that is wrong. */
const questionOf = (
  { from, days = `${usualDays}`, goal, load = 'high', wrapUp }: Static<typeof ForecastQuerySchema>,
  today: number,
): ForecastQuestion => {
  const date = from === undefined ? null : parsePlainDate(from)
  if (from !== undefined && (date === null || dayOf(date) > today + mostAhead)) throw new ApiError('forecast_from')
  const count = /^\d{1,2}$/.test(days) ? Number(days) : 0
  if (count < 1 || count > mostDays) throw new ApiError('forecast_days')
  const promise = goal === undefined ? usualTerms.goal : readGoal(goal)
  if (promise === null) throw new ApiError('forecast_goal')
  if (load !== 'high' && load !== 'expected') throw new ApiError('forecast_load')
  if (wrapUp !== undefined && (!/^\d{1,4}$/.test(wrapUp) || Number(wrapUp) > mostWrapUp))
    throw new ApiError('forecast_wrap_up')
  return {
    first: date === null ? today + 1 : dayOf(date),
    count,
    goal: promise,
    load,
    assumedWrapUp: wrapUp === undefined ? null : Number(wrapUp),
  }
}

/** Calls of coming days, the seats they need, shifts, and how near the method was. */
export const forecastRoutes = (app: App, { forecasts, clock, zone = 'Asia/Shanghai' }: ServerParts): void => {
  app.get(
    '/api/forecast',
    {
      // whoever waits behind others is answered too
      handlerTimeout: longestPlanMs * (mostWaiting + 1) + 10_000,
      schema: {
        summary: 'Expected calls of coming days by half hour with ranges, seats, shifts, and the back-test',
        tags: ['forecast'],
        querystring: ForecastQuerySchema,
        response: { 200: ForecastSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (isOfUnit(viewer) || !hasRole(viewer, 'shift_leader', 'admin', 'analyst')) throw new ApiError('forbidden')
      if (!forecasts) throw new ApiError('not_found')
      const question = questionOf(request.query, localDay(clock.now(), zone))
      const { madeAt, plan } = await forecasts.plan(question).catch((error: unknown) => {
        throw error instanceof ForecastFailure ? new ApiError(error.code) : error
      })
      return { madeAt, ...plan }
    },
  )
}
