import { callTargetsView } from '../../../engine/views.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { CallTargetsSchema, failures } from '../schemas.ts'

/** Whom an agent can call into his talk, or pass the caller on to. */
export const callTargetRoutes = (app: App, { hotline, targets }: ServerParts): void => {
  app.get(
    '/api/call-targets',
    {
      schema: {
        summary: 'Colleagues, queues, departments, specialists and emergency services that can be called',
        tags: ['line'],
        response: { 200: CallTargetsSchema, ...failures },
      },
    },
    async request => {
      const { agentId } = viewerOf(request)
      if (agentId === null) throw new ApiError('forbidden')
      const { agents, queues, contacts, topics } = callTargetsView(hotline.line(), agentId, targets)
      return { agents: [...agents], queues: [...queues], contacts: [...contacts], topics: [...topics] }
    },
  )
}
