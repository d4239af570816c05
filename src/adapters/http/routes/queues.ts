import { queueViews } from '../../../engine/views.ts'
import type { App, ServerParts } from '../app.ts'
import { failures, QueueListSchema } from '../schemas.ts'

/** The queues and who waits in each now. */
export const queueRoutes = (app: App, { hotline }: ServerParts): void => {
  app.get(
    '/api/queues',
    { schema: { summary: 'Queues as they are now', tags: ['line'], response: { 200: QueueListSchema, ...failures } } },
    async () => ({ queues: [...queueViews(hotline.line())] }),
  )
}
