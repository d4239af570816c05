import { agentViews } from '../../../engine/views.ts'
import type { App, ServerParts } from '../app.ts'
import { AgentListSchema, failures } from '../schemas.ts'

/** The agents and what each does now. */
export const agentRoutes = (app: App, { hotline }: ServerParts): void => {
  app.get(
    '/api/agents',
    { schema: { summary: 'Agents as they are now', tags: ['line'], response: { 200: AgentListSchema, ...failures } } },
    async () => ({ agents: [...agentViews(hotline.line())] }),
  )
}
