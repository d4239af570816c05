import type { Campaign } from '../../../domain/campaign/campaign.ts'
import { get } from '../../../domain/sorted.ts'
import { type AttemptGroup, groupsBy, tallyOf } from '../../../engine/campaigns/attempts-report.ts'
import { hasRole } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { AttemptsQuerySchema, AttemptsSchema } from '../campaign-query-schemas.ts'
import { daySpan } from '../day-span.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

/** When citizens are reached, and what each agent's attempts came to. */
export const attemptRoutes = (app: App, { store, hotline, settings, zone = 'Asia/Shanghai' }: ServerParts): void => {
  app.get(
    '/api/visits/attempts',
    {
      schema: {
        summary: 'Attempts of days by hour, by agent and by outcome, of all campaigns or of one or of a purpose',
        tags: ['campaigns'],
        querystring: AttemptsQuerySchema,
        response: { 200: AttemptsSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (!hasRole(viewer, 'supervisor', 'analyst', 'auditor')) throw new ApiError('forbidden')
      const { from, to, campaign, purpose } = request.query
      const span = daySpan(from, to, zone)
      const of = { ...(campaign !== undefined && { campaignId: campaign }), ...(purpose !== undefined && { purpose }) }
      const [byHour, byAgent] = await Promise.all([
        store.read.attemptsByHour(span.from, span.to, of),
        store.read.attemptsByAgent(span.from, span.to, of),
      ])
      const { agents } = hotline.line()
      return {
        all: told(byHour),
        hours: groupsBy(byHour, ({ hour }) => hour).map(([hour, groups]) => ({ hour, ...told(groups) })),
        agents: groupsBy(byAgent, ({ agentId }) => agentId).map(([agentId, groups]) => ({
          ...{ agentId, name: get(agents, agentId)?.name ?? agentId, ...told(groups) },
          said: groups.reduce((sum, { said }) => sum + said, 0),
          ringMs: groups.reduce((sum, { ringMs }) => sum + ringMs, 0),
          talkMs: groups.reduce((sum, { talkMs }) => sum + talkMs, 0),
        })),
        campaigns: (settings?.all('campaign') ?? []).map(({ document }) => {
          const { id, name, purpose: of } = document as Campaign
          return { id, name: { ...name }, purpose: of }
        }),
      }
    },
  )
}

const told = (groups: readonly AttemptGroup[]) => {
  const { outcomes, ...rest } = tallyOf(groups)
  return { ...rest, outcomes: outcomes.map(each => ({ ...each })) }
}
