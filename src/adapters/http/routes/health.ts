import { Type } from 'typebox'
import type { App, ServerParts } from '../app.ts'
import { AliveSchema, ReadySchema } from '../schemas.ts'

const upOrDown = (there: boolean) => (there ? 'up' : 'down')

/** For whoever watches the process: does it live, can it serve, and how does it fare. No personal data. */
export const healthRoutes = (app: App, { health, metrics }: ServerParts): void => {
  app.get(
    '/healthz',
    { schema: { summary: 'The process lives', tags: ['health'], response: { 200: AliveSchema } } },
    async () => ({ alive: true as const }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Whether all is there; names what is missing, and whether calls go on without it',
        tags: ['health'],
        response: { 200: ReadySchema, 503: ReadySchema },
      },
    },
    async (_request, reply) => {
      const { telephony, store, ledger, facts, messages } = health()
      const ready = telephony && store
      return reply.code(ready ? 200 : 503).send({
        ready,
        calls: telephony,
        dependencies: { telephony: upOrDown(telephony), store: upOrDown(store) },
        ledger: { intact: ledger.intact, brokenAt: ledger.brokenAt },
        facts,
        messages,
      })
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        summary: 'Figures of the process for Prometheus',
        tags: ['health'],
        produces: ['text/plain'],
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
  )
}
