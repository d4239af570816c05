import { maskNumber } from '../../../domain/number/mask.ts'
import type { App, ServerParts } from '../app.ts'
import { failures, MissedListSchema, MissedQuerySchema } from '../schemas.ts'

const usualLimit = 200

/** Numbers to be rung back. */
export const missedCallRoutes = (app: App, { store }: ServerParts): void => {
  app.get(
    '/api/missed-calls',
    {
      schema: {
        summary: 'Numbers to ring back, each once, oldest first; open=false: the closed ones',
        tags: ['calls'],
        querystring: MissedQuerySchema,
        response: { 200: MissedListSchema, ...failures },
      },
    },
    async ({ query }) => ({
      missed: (await store.read.missedCalls(query.open ?? true, query.limit ?? usualLimit)).map(row => ({
        ...row,
        masked: maskNumber(row.number) ?? '',
      })),
    }),
  )
}
