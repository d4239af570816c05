import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { topicsWithin } from '../../../domain/cases/topic.ts'
import type { CaseConditions } from '../../../engine/campaigns/campaign-store.ts'
import { hasRole, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { TasksOfCasesReplySchema, TasksOfCasesSchema } from '../campaign-query-schemas.ts'
import { daySpan } from '../day-span.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { CampaignParamsSchema } from '../visit-schemas.ts'

/** Who tries conditions until they fit asks now and then; each goes through many cases. */
const asksPerMinute = 20

/** Who makes tasks by a condition reads cases by it: not who only sets up or counts. */
export const mayAskOfCases = (viewer: Viewer): boolean => hasRole(viewer, 'shift_leader', 'supervisor')

/** Tasks of cases by a condition: counted first, then made. */
export const tasksOfCasesRoutes = (
  app: App,
  { campaignOffice, caseSettings, zone = 'Asia/Shanghai' }: ServerParts,
): void => {
  const perViewer = app.createRateLimit({
    max: asksPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `tasks of cases ${viewerOf(request).userId}`,
  })
  const guardAsks = async (request: FastifyRequest) => {
    const tried = await perViewer(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }

  type Wanted = Static<typeof TasksOfCasesSchema>['conditions']
  const conditionsOf = ({ accepted, closed, topic, unit, ...rest }: Wanted): CaseConditions => {
    if (unit !== undefined && !caseSettings?.units().has(unit)) throw new ApiError('unit_unknown')
    const topics = topic === undefined ? undefined : topicsWithin(caseSettings?.topics() ?? new Map(), topic)
    if (topics?.length === 0) throw new ApiError('topic_unknown')
    return {
      ...rest,
      accepted: daySpan(accepted.from, accepted.to, zone),
      ...(closed && { closed: daySpan(closed.from, closed.to, zone) }),
      ...(unit !== undefined && { unit }),
      ...(topics && { topics }),
    }
  }

  app.post(
    '/api/campaigns/:id/tasks-of-cases',
    {
      schema: {
        summary:
          'Make tasks of the cases that fit a condition, or count them; a case whose requester is not rung is named with why',
        tags: ['campaigns'],
        params: CampaignParamsSchema,
        body: TasksOfCasesSchema,
        response: { 200: TasksOfCasesReplySchema, ...failures },
      },
      preHandler: guardAsks,
    },
    async request => {
      if (!mayAskOfCases(viewerOf(request))) throw new ApiError('forbidden')
      if (!campaignOffice) throw new ApiError('not_found')
      const { conditions, ...ask } = request.body
      const answer = await campaignOffice.createOfCases(request.params.id, {
        ...ask,
        conditions: conditionsOf(conditions),
      })
      if (!('found' in answer)) throw new ApiError(answer.refused)
      return { ...answer, refused: answer.refused.map(each => ({ ...each })) }
    },
  )
}
