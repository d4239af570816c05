import type { FastifyRequest } from 'fastify'
import { lengthOf } from '../../../domain/text/clean.ts'
import type { NotRated } from '../../../engine/citizens/rating-links.ts'
import type { ErrorCode } from '../../../wire/errors.ts'
import type { App, ServerParts } from '../app.ts'
import { CitizenDoneSchema, LinkedRatingSchema, LinkRatingSchema, RatingCodeSchema } from '../citizen-case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

/** More questions in a minute than the people of one address ask. */
const perAddress = 60
const minute = 60_000
const longestReason = 500

const refusals: Readonly<Record<NotRated, ErrorCode>> = {
  unknown: 'rating_link_unknown',
  over: 'rating_link_over',
  too_many: 'too_many_attempts',
}

/** Rating by a link that came in a message: its code opens the rating of one case, and nothing else of it. */
export const ratingLinkRoutes = (app: App, { ratingLinks, citizenCases }: ServerParts): void => {
  const guard = app.createRateLimit({ max: perAddress, timeWindow: minute })
  const parts = async (request: FastifyRequest) => {
    if (!ratingLinks || !citizenCases) throw new ApiError('not_found')
    const tried = await guard(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
    return { ratingLinks, asker: citizenCases.keyOfAddress(request.ip) }
  }

  app.post(
    '/api/public/rating/open',
    {
      schema: {
        summary: 'What a rating link is about, while it holds',
        tags: ['citizens'],
        body: RatingCodeSchema,
        response: { 200: LinkedRatingSchema, ...failures },
      },
    },
    async request => {
      const { ratingLinks: links, asker } = await parts(request)
      const found = await links.open(asker, request.body.code)
      if (typeof found === 'string') throw new ApiError(refusals[found])
      return { ...found }
    },
  )

  app.post(
    '/api/public/rating',
    {
      schema: {
        summary: 'Rates the result of the case behind a link, once',
        tags: ['citizens'],
        body: LinkRatingSchema,
        response: { 200: CitizenDoneSchema, ...failures },
      },
    },
    async request => {
      const { ratingLinks: links, asker } = await parts(request)
      const { code, ...rating } = request.body
      if (lengthOf(rating.text) > longestReason) throw new ApiError('text_too_long')
      const done = await links.rate(asker, code, rating)
      if (done !== 'done') throw new ApiError(refusals[done])
      return { done: true as const }
    },
  )
}
