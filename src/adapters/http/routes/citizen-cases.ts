import type { FastifyRequest } from 'fastify'
import { lengthOf } from '../../../domain/text/clean.ts'
import type { Asker, Done, NotOpened, NotSubmitted } from '../../../engine/citizens/citizen-service.ts'
import type { ErrorCode } from '../../../wire/errors.ts'
import type { App, ServerParts } from '../app.ts'
import {
  CaseKeySchema,
  ChallengeSchema,
  CitizenCaseSchema,
  CitizenDoneSchema,
  CitizenProgressSchema,
  CitizenRatingSchema,
  CitizenWishSchema,
  ReceiptSchema,
  SupplementSchema,
} from '../citizen-case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { citizenPhotoRoutes, refusePhotos } from './citizen-photos.ts'

/** More questions in a minute than the people of one address ask. */
const perAddress = 120
const minute = 60_000

/** How long texts may be, in characters. */
const longest = { text: 5_000, place: 200, phone: 40, addition: 2_000, reason: 500 } as const

const fits = (text: string, most: number): void => {
  if (lengthOf(text) > most) throw new ApiError('text_too_long')
}

const refusals: Readonly<Record<NotOpened | NotSubmitted, ErrorCode>> = {
  unknown: 'case_code_unknown',
  too_many: 'too_many_attempts',
  incomplete: 'request_incomplete',
  phone_wrong: 'phone_wrong',
}

const isDone = (done: Done, notNow: ErrorCode): { readonly done: true } => {
  if (done === 'done') return { done: true }
  throw new ApiError(done === 'not_now' ? notNow : refusals[done])
}

/** What citizens ask of the hotline in writing without signing in: who has a case's number and query code may see it and add to it. */
export const citizenCaseRoutes = (app: App, { citizenCases }: ServerParts): void => {
  citizenPhotoRoutes(app, citizenCases)
  const guard = app.createRateLimit({ max: perAddress, timeWindow: minute })
  const parts = async (request: FastifyRequest) => {
    if (!citizenCases) throw new ApiError('not_found')
    const tried = await guard(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
    const asker: Asker = { channel: 'page', key: citizenCases.keyOfAddress(request.ip) }
    return { ...citizenCases, asker }
  }
  const schemaOf = <B, R>(summary: string, body: B, reply: R) => ({
    schema: { summary, tags: ['citizens'], body, response: { 200: reply, ...failures } },
  })

  app.post(
    '/api/public/cases/challenge',
    {
      schema: {
        summary: 'A puzzle for the browser, to be solved before a case is sent; holds 2 h, once',
        tags: ['citizens'],
        response: { 200: ChallengeSchema, ...failures },
      },
    },
    async request => (await parts(request)).challenges.set(),
  )

  app.post(
    '/api/public/cases',
    schemaOf(
      'Sends a case to the hotline; asking twice with the same requestId makes one',
      CitizenCaseSchema,
      ReceiptSchema,
    ),
    async request => {
      const { service, challenges, asker } = await parts(request)
      const { challenge, answers, ...form } = request.body
      fits(form.text, longest.text)
      fits(form.place, longest.place)
      fits(form.phone, longest.phone)
      const spent = challenges.spend(challenge, answers, form.requestId)
      if (spent !== 'spent') throw new ApiError(spent === 'over' ? 'challenge_over' : 'challenge_unsolved')
      const receipt = await service.submit(asker, { ...form, photos: [] }).catch(refusePhotos)
      if (typeof receipt === 'string') throw new ApiError(refusals[receipt])
      return receipt
    },
  )

  app.post(
    '/api/public/cases/progress',
    schemaOf('How far a case has come', CaseKeySchema, CitizenProgressSchema),
    async request => {
      const { service, asker } = await parts(request)
      const found = await service.progress(asker, request.body)
      if (typeof found === 'string') throw new ApiError(refusals[found])
      return { ...found, steps: [...found.steps] }
    },
  )

  app.post(
    '/api/public/cases/supplement',
    schemaOf('Adds to a case that is open', SupplementSchema, CitizenDoneSchema),
    async request => {
      const { service, asker } = await parts(request)
      const { caseNo, queryCode, ...addition } = request.body
      fits(addition.text, longest.addition)
      const added = await service.add(asker, { caseNo, queryCode }, { ...addition, photos: [] }).catch(refusePhotos)
      return isDone(added, 'citizen_add_not_now')
    },
  )

  app.post(
    '/api/public/cases/urge',
    schemaOf('Urges a case, once a day', CitizenWishSchema, CitizenDoneSchema),
    async request => {
      const { service, asker } = await parts(request)
      const { requestId, ...key } = request.body
      return isDone(await service.urge(asker, key, requestId), 'citizen_urge_not_now')
    },
  )

  app.post(
    '/api/public/cases/rate',
    schemaOf('Rates the result of a case; the latest within its days counts', CitizenRatingSchema, CitizenDoneSchema),
    async request => {
      const { service, asker } = await parts(request)
      const { caseNo, queryCode, ...rating } = request.body
      fits(rating.text, longest.reason)
      return isDone(await service.rate(asker, { caseNo, queryCode }, rating), 'citizen_rate_not_now')
    },
  )

  app.post(
    '/api/public/cases/withdraw',
    schemaOf('Takes a case back', CitizenWishSchema, CitizenDoneSchema),
    async request => {
      const { service, asker } = await parts(request)
      const { requestId, ...key } = request.body
      return isDone(await service.withdraw(asker, key, requestId), 'citizen_withdraw_not_now')
    },
  )
}
