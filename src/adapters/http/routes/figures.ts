import type { App, ServerParts } from '../app.ts'
import { failures, TodaySchema } from '../schemas.ts'

/** The figures of the day. */
export const figureRoutes = (app: App, { figures }: ServerParts): void => {
  app.get(
    '/api/figures/today',
    {
      schema: { summary: "Today's figures by arrival", tags: ['figures'], response: { 200: TodaySchema, ...failures } },
    },
    async () => figures.today(),
  )
}
