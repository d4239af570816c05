import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures, PhoneSchema } from '../schemas.ts'

/** What the signed-in agent's own phone registers with. */
export const phoneRoutes = (app: App, { store, phone }: ServerParts): void => {
  app.get(
    '/api/phone',
    { schema: { summary: 'My own phone', tags: ['phone'], response: { 200: PhoneSchema, ...failures } } },
    async request => {
      const { agentId } = viewerOf(request)
      if (agentId === null) throw new ApiError('forbidden')
      const agent = (await store.read.agents()).find(({ id }) => id === agentId)
      if (!agent) throw new ApiError('agent_unknown')
      return {
        user: agent.extension,
        password: agent.sipPassword,
        server: phone.server ?? request.hostname,
        port: phone.port,
      }
    },
  )
}
