import { Type } from 'typebox'
import { loggingRoles } from '../../../domain/cases/access.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import { hasRole, isOfUnit, type Viewer } from '../../../engine/viewer.ts'
import { AccessListSchema, AccessQuerySchema, IdentitySchema, RevealSchema, ViewingSchema } from '../access-schemas.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const usualLimit = 50

/** Whose case it is, with a reason; and who looked, for auditors and supervisors. What is told is in the ledger before. */
export const caseAccessRoutes = (app: App, { store, caseAccess }: ServerParts): void => {
  const access = () => {
    if (!caseAccess) throw new ApiError('not_found')
    return caseAccess
  }
  const found = async (viewer: Viewer, text: string) => {
    const caseNo = parseCaseNumber(text)
    const row = caseNo === null ? null : ((await store.read.caseByNo(caseNo))?.case ?? null)
    if (row === null || sightOf(viewer, row) === 'nothing') throw new ApiError('case_unknown')
    return row
  }

  app.post(
    '/api/cases/:caseNo/identity',
    {
      schema: {
        summary: 'Whose case it is: name and whole number, with a reason that is in the ledger before the answer',
        tags: ['cases'],
        params: CaseNoSchema,
        body: RevealSchema,
        response: { 200: IdentitySchema, ...failures },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request)
      const row = await found(viewer, request.params.caseNo)
      const answer = await access().reveal(viewer, row, request.body.reason, request.ip)
      if ('refused' in answer) throw new ApiError(answer.refused)
      reply.header('cache-control', 'no-store')
      return answer.done
    },
  )

  app.post(
    '/api/cases/:caseNo/viewings',
    {
      schema: {
        summary: 'A confidential case is about to be printed or exported; kept in the ledger',
        tags: ['cases'],
        params: CaseNoSchema,
        body: ViewingSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request)
      const row = await found(viewer, request.params.caseNo)
      if (sightOf(viewer, row) === 'stub') throw new ApiError('case_not_yours')
      if (row.confidential && !(await access().viewed(viewer, row, request.body.what, request.ip)))
        throw new ApiError('store_down')
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/access-log',
    {
      schema: {
        summary: 'Who was told whose case it is, and who read a confidential one; by case or by person, newest first',
        tags: ['cases'],
        querystring: AccessQuerySchema,
        response: { 200: AccessListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (isOfUnit(viewer) || !hasRole(viewer, ...loggingRoles)) throw new ApiError('forbidden')
      const { caseNo: wanted, by, before } = request.query
      const limit = request.query.limit ?? usualLimit
      const caseNo = wanted === undefined ? undefined : parseCaseNumber(wanted)
      if (caseNo === null) throw new ApiError('case_unknown')
      const rows = await store.read.accesses({
        ...(caseNo !== undefined && { caseNo }),
        ...(by !== undefined && { by }),
        ...(before !== undefined && { before }),
        limit: limit + 1,
      })
      const shown = rows.slice(0, limit)
      return {
        accesses: shown.map(({ seq: _, what, ...row }) => ({ ...row, what: [...what] })),
        next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
      }
    },
  )
}
