import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { foldWords } from '../../../domain/cases/case.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { normaliseCaller } from '../../../domain/number/normalise.ts'
import type { CaseFilter } from '../../../engine/cases/case-store.ts'
import { leads, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { caseReply, fromCaseCursor, isHidden, toCaseCursor } from '../case-replies.ts'
import { CaseDetailSchema, CaseListSchema, CaseNoSchema, CaseQuerySchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const usualLimit = 20
const mostWords = 6

/** A search now and then while typing; far too few to try the hidden digits of a masked number one by one. */
const searchesPerMinute = 60

/** Cases: searching, and one with its calls and history. Confidential ones of others are there and say nothing. */
export const caseRoutes = (app: App, { store, homeArea = '' }: ServerParts): void => {
  const perViewer = app.createRateLimit({
    max: searchesPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `cases ${viewerOf(request).userId}`,
  })
  const guardSearches = async (request: FastifyRequest) => {
    const tried = await perViewer(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }

  app.get(
    '/api/cases',
    {
      schema: {
        summary: 'Cases, newest first, by case number, number or words',
        tags: ['cases'],
        querystring: CaseQuerySchema,
        response: { 200: CaseListSchema, ...failures },
      },
      preHandler: guardSearches,
    },
    async request => {
      const viewer = viewerOf(request)
      const limit = request.query.limit ?? usualLimit
      const filter = filterFor(viewer, request.query, limit + 1, homeArea)
      const rows = filter === null ? [] : await store.read.cases(filter)
      const last = rows[limit - 1]
      return {
        cases: rows.slice(0, limit).map(row => caseReply(row, viewer)),
        next: rows.length > limit && last ? toCaseCursor(last) : null,
      }
    },
  )

  app.get(
    '/api/cases/:caseNo',
    {
      schema: {
        summary: 'One case with its calls and its history',
        tags: ['cases'],
        params: CaseNoSchema,
        response: { 200: CaseDetailSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const caseNo = parseCaseNumber(request.params.caseNo)
      const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
      if (!found) throw new ApiError('case_unknown')
      const hidden = isHidden(found.case, viewer)
      const facts = await store.read.caseFacts(found.case.caseNo)
      return {
        case: {
          ...caseReply(found.case, viewer),
          text: hidden ? null : found.case.text,
          answer: hidden ? null : found.case.answer,
        },
        calls: found.calls.map(call => (hidden ? { ...call, callId: null, note: null } : { ...call })),
        history: facts.flatMap(fact =>
          'agentId' in fact ? [{ kind: fact.kind, at: fact.at, agentId: fact.agentId }] : [],
        ),
      }
    },
  )
}

type Query = Static<typeof CaseQuerySchema>

const wordsOf = (text: string): string[] =>
  foldWords(text.replaceAll('\0', '')).split(/\s+/).filter(Boolean).slice(0, mostWords)

/** What one box may mean: a case number, a number that calls, or words. */
const meaningOf = (q: string, homeArea: string): Pick<Query, 'caseNo' | 'number' | 'text'> => {
  if (parseCaseNumber(q) !== null) return { caseNo: q }
  return /^[+\d\s()-]{7,}$/.test(q) && normaliseCaller(q, homeArea).number !== null ? { number: q } : { text: q }
}

/** The filter of a query; null: nothing can be found by it. */
const filterFor = (viewer: Viewer, query: Query, limit: number, homeArea: string): CaseFilter | null => {
  const { q, cursor, open } = query
  const before = cursor === undefined ? undefined : fromCaseCursor(cursor)
  if (before === null) throw new ApiError('bad_request')
  const { caseNo, number, text } = q === undefined ? query : { ...query, ...meaningOf(q, homeArea) }
  const wanted = caseNo === undefined ? undefined : parseCaseNumber(caseNo)
  const caller = number === undefined ? undefined : normaliseCaller(number, homeArea).number
  const words = text === undefined ? undefined : wordsOf(text)
  if (wanted === null || caller === null || words?.length === 0) return null
  return {
    ...(wanted !== undefined && { caseNo: wanted }),
    ...(caller !== undefined && { number: caller }),
    ...(words && { words }),
    ...(open !== undefined && { open }),
    ...(!leads(viewer.role) && { confidentialOf: viewer.agentId ?? '' }),
    ...(before && { before }),
    limit,
  }
}
