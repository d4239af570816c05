import { type Static, Type } from 'typebox'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import type { CaseEventName } from '../../../domain/cases/life/commands.ts'
import { unitRoles } from '../../../domain/cases/role.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import type { WorkFilter } from '../../../engine/cases/case-store.ts'
import { actorOf, hasRole, isOfUnit, rolesOf, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { caseReply } from '../case-replies.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { CaseStepSchema } from '../case-step-schemas.ts'
import { leftAt } from '../clock-replies.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { wishWithFiles } from '../wish-files.ts'
import { WorkCountsSchema, WorkListSchema, WorkQuerySchema } from '../work-schemas.ts'

const bodyLimit = 256 * 1024
const usualLimit = 50

/** What adds to a case and changes nothing that another has seen. */
const adding: readonly CaseEventName[] = ['urge', 'supplement', 'log_contact', 'supervise']

/** What may be done with cases: one step of one case, and the lists of those that wait for somebody. */
export const caseStepRoutes = (
  app: App,
  { store, caseOffice, caseSettings, attachments, clock }: ServerParts,
): void => {
  const office = () => {
    if (!caseOffice) throw new ApiError('not_found')
    return caseOffice
  }

  app.post(
    '/api/cases/:caseNo/steps',
    {
      bodyLimit,
      schema: {
        summary: 'Do something with a case; refused with a code where the case, the role or the time do not allow it',
        tags: ['cases'],
        params: CaseNoSchema,
        body: CaseStepSchema,
        response: {
          200: Type.Object({ version: Type.Integer(), state: Type.String() }, { additionalProperties: false }),
          ...failures,
        },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const { wish, seen } = request.body
      const caseNo = parseCaseNumber(request.params.caseNo)
      const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
      if (!found || sightOf(viewer, found.case) === 'nothing') throw new ApiError('case_unknown')
      if (sightOf(viewer, found.case) === 'stub') throw new ApiError('case_not_yours')
      if (seen === null && !adding.includes(wish.event)) throw new ApiError('bad_request')
      const answer = await office().act(
        actorOf(viewer),
        found.case.caseNo,
        await wishWithFiles(attachments?.desk, wish, { kind: 'user', id: viewer.name }, found.case),
        seen,
      )
      if ('refused' in answer) throw new ApiError(answer.refused)
      const { version, state } = answer.done
      return { version, state }
    },
  )

  app.get(
    '/api/work',
    {
      schema: {
        summary: 'Open cases by their next deadline, the most pressing first: those that wait for me, or for my unit',
        tags: ['cases'],
        querystring: WorkQuerySchema,
        response: { 200: WorkListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const limit = request.query.limit ?? usualLimit
      const now = clock.now()
      const rows = await store.read.work(filterFor(viewer, request.query, limit + 1, now))
      const left = leftAt(now, caseSettings)
      const last = rows[limit - 1]
      return {
        cases: rows.slice(0, limit).map(row => ({ ...caseReply(row, viewer), left: left(row) })),
        next: rows.length > limit && last ? `${last.deadline ?? 0}-${last.caseNo}` : null,
      }
    },
  )

  app.get(
    '/api/work/counts',
    {
      schema: {
        summary: 'How many open cases wait for whom, and how many of them are late',
        tags: ['cases'],
        response: { 200: WorkCountsSchema, ...failures },
      },
    },
    async request => {
      const counts = await store.read.workCounts({ ...whoseOf(viewerOf(request)), now: clock.now() })
      return { counts: counts.map(count => ({ ...count })) }
    },
  )
}

/** The unit whose work somebody sees; nothing for the hotline's own people. */
export const whoseOf = (viewer: Viewer): Pick<WorkFilter, 'unit' | 'handlerUnit'> => {
  if (!isOfUnit(viewer)) {
    if (hasRole(viewer, 'admin') && rolesOf(viewer).length === 1) throw new ApiError('forbidden')
    return {}
  }
  const own = viewer.unitId ?? null
  if (own === null) throw new ApiError('forbidden')
  return hasRole(viewer, 'unit_clerk', 'unit_leader') ? { unit: own } : { handlerUnit: own }
}

/** The unit whose assistance is meant; tier-2 offices and the hotline's own people assist with nothing. */
const assistedOf = (viewer: Viewer): Pick<WorkFilter, 'coUnit'> => {
  const { unit } = whoseOf(viewer)
  if (unit === undefined) throw new ApiError('forbidden')
  return { coUnit: unit }
}

const filterFor = (viewer: Viewer, query: Static<typeof WorkQuerySchema>, limit: number, now: number): WorkFilter => {
  const { owners, states, extensionAsked, supervised, draftReply, overdue, unit, taken, assisting, after } = query
  const [, deadline = '', caseNo = ''] = /^(\d+)-(\d+)$/.exec(after ?? '') ?? []
  const mine = isOfUnit(viewer) ? [...unitRoles] : undefined
  const wanted = owners ?? mine
  return {
    ...(wanted && states === undefined && { owners: wanted }),
    ...(states && { states }),
    ...(taken === true && { agentId: viewer.agentId ?? '' }),
    ...(extensionAsked !== undefined && { extensionAsked }),
    ...(supervised !== undefined && { supervised }),
    ...(draftReply !== undefined && { draftReply }),
    ...(overdue === true && { dueBefore: now }),
    ...(unit !== undefined && { unit }),
    ...(assisting === true ? assistedOf(viewer) : whoseOf(viewer)),
    ...(after !== undefined && { after: { deadline: Number(deadline), caseNo } }),
    limit,
  }
}
