import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { revealingRole } from '../../../domain/cases/access.ts'
import { foldWords } from '../../../domain/cases/case.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { mayNow } from '../../../domain/cases/life/decide.ts'
import { fileOf } from '../../../domain/cases/life/file.ts'
import { normaliseCaller } from '../../../domain/number/normalise.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import type { CaseFilter } from '../../../engine/cases/case-store.ts'
import { actorOf, hasRole, isOfUnit, seesWholeNumbers, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { caseReply, fromCaseCursor, historyReply, toCaseCursor } from '../case-replies.ts'
import { CaseDetailSchema, CaseListSchema, CaseNoSchema, CaseQuerySchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const usualLimit = 20
const mostWords = 6

/** A search now and then while typing; far too few to try the hidden digits of a masked number one by one. */
const searchesPerMinute = 60

/** Four hidden digits are ten thousand tries: for who sees numbers masked that is more than a month. */
const numbersPerDay = 200

/** Four digits find those whose number ends so, of the last three months: who sees numbers whole may look for the rest of one. */
const lastDigitsWithinMs = 92 * 86_400_000

/** Cases: searching, and one with its calls and history. Confidential ones of others are there and say nothing. */
export const caseRoutes = (app: App, { store, caseAccess, clock, homeArea = '' }: ServerParts): void => {
  const perViewer = app.createRateLimit({
    max: searchesPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `cases ${viewerOf(request).userId}`,
  })
  const numbersOfViewer = app.createRateLimit({
    max: numbersPerDay,
    timeWindow: 86_400_000,
    keyGenerator: request => `numbers ${viewerOf(request).userId}`,
  })
  const guardNumbers = async (request: FastifyRequest) => {
    const tried = await numbersOfViewer(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }
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
      const filter = filterFor(viewer, request.query, limit + 1, homeArea, clock.now())
      if (filter?.number !== undefined && !seesWholeNumbers(viewer.role)) await guardNumbers(request)
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
      const sight = sightOf(viewer, found.case)
      if (sight === 'nothing') throw new ApiError('case_unknown')
      const hidden = sight === 'stub'
      const anonymised = hidden || sight === 'content'
      // what no ledger holds is not shown
      if (found.case.confidential && !hidden && !(await caseAccess?.viewed(viewer, found.case, 'content', request.ip)))
        throw new ApiError('store_down')
      const [facts, dispatches] = await Promise.all([
        store.read.caseFacts(found.case.caseNo),
        store.read.dispatches(found.case.caseNo),
      ])
      const file = fileOf(facts)
      const { extensionAsked = null, version = 0 } = file?.standing ?? {}
      return {
        case: {
          ...caseReply(found.case, viewer),
          text: hidden ? null : found.case.text,
          answer: hidden ? null : found.case.answer,
        },
        version,
        mayReveal: !hidden && revealingRole(actorOf(viewer), found.case) !== null,
        may: file && !hidden ? [...mayNow(file, actorOf(viewer))] : [],
        extension: extensionAsked && { ...extensionAsked },
        reply: file?.reply && !hidden ? { ...file.reply, attachments: [...file.reply.attachments] } : null,
        members: isOfUnit(viewer) ? [] : [...(file?.members ?? [])],
        dispatches: dispatches.map(({ caseNo: _, ...row }) => row),
        calls: isOfUnit(viewer)
          ? []
          : found.calls.map(call => (anonymised ? { ...call, callId: null, note: null } : { ...call })),
        history: hidden ? [] : facts.flatMap(fact => historyReply(fact, viewer)),
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
const filterFor = (viewer: Viewer, query: Query, limit: number, homeArea: string, now: number): CaseFilter | null => {
  const { q, cursor, open } = query
  const before = cursor === undefined ? undefined : fromCaseCursor(cursor)
  if (before === null) throw new ApiError('bad_request')
  const { caseNo, number, text } = q === undefined ? query : { ...query, ...meaningOf(q, homeArea) }
  const wanted = caseNo === undefined ? undefined : parseCaseNumber(caseNo)
  const caller = number === undefined ? undefined : normaliseCaller(number, homeArea).number
  const digits = text !== undefined && /^\d{4}$/.test(text) && seesWholeNumbers(viewer.role) ? text : undefined
  const words = text === undefined || digits !== undefined ? undefined : wordsOf(text)
  // whoever knows a number must not learn by it whose a confidential case is
  const byNumber = caller !== undefined || digits !== undefined
  if (wanted === null || caller === null || words?.length === 0) return null
  const readsAll = hasRole(viewer, 'shift_leader', 'reviewer', 'dispatcher', 'supervisor', 'callback_agent')
  return {
    ...(wanted !== undefined && { caseNo: wanted }),
    ...(caller !== undefined && { number: caller }),
    ...(words && { words }),
    ...(open !== undefined && { open }),
    ...(digits !== undefined && { lastDigits: { digits, since: now - lastDigitsWithinMs } }),
    ...((!readsAll || byNumber) && { confidentialOf: viewer.agentId ?? '' }),
    ...(isOfUnit(viewer) && { ofUnit: viewer.unitId ?? '' }),
    ...(before && { before }),
    limit,
  }
}
