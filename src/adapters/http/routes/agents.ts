import { Type } from 'typebox'
import { agentViews } from '../../../engine/views.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { AgentIdSchema, AgentListSchema, failures, LeadSchema } from '../schemas.ts'

/** The agents and what each does now. */
export const agentRoutes = (app: App, { hotline, clock }: ServerParts): void => {
  app.post(
    '/api/agents/:id/lead',
    {
      schema: {
        summary:
          'Listen, whisper, come into a talk, take it over, force a state, free a stuck one; each is booked with my name',
        tags: ['line'],
        params: AgentIdSchema,
        body: LeadSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const { name: by, agentId: leaderId } = viewerOf(request)
      const command = { ...request.body, agentId: request.params.id }
      const refusal = await hotline.tell({ type: 'leader_command', at: clock.now(), by, leaderId, command })
      if (refusal !== null) throw new ApiError(refusal)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/agents',
    { schema: { summary: 'Agents as they are now', tags: ['line'], response: { 200: AgentListSchema, ...failures } } },
    async () => ({ agents: [...agentViews(hotline.line())] }),
  )
}
