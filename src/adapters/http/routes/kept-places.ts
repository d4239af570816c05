import { Type } from 'typebox'
import { queueOf } from '../../../domain/line/line.ts'
import { values } from '../../../domain/sorted.ts'
import { callerView } from '../../../engine/views.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { KeptPlaceIdSchema, KeptPlacesOptionSchema, KeptPlacesSchema, QueueIdSchema } from '../queue-schemas.ts'
import { failures } from '../schemas.ts'

/** Places of callers who are to be rung back in their turn: who they are, and giving one up because its caller does not wish it any more. */
export const keptPlaceRoutes = (app: App, { hotline, clock }: ServerParts): void => {
  app.get(
    '/api/kept-places',
    {
      schema: {
        summary: 'Callers who keep their place and are rung back in their turn',
        tags: ['line'],
        response: { 200: KeptPlacesSchema, ...failures },
      },
    },
    async request => {
      const { role } = viewerOf(request)
      const places = [...values(hotline.line().places)]
        .sort((a, b) => a.priority - b.priority || a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1))
        .map(({ id, callId, queueId, number, arrivedAt, keptAt, expiresAt, ringing }) => ({
          ...{ id, callId, queueId, arrivedAt, keptAt, expiresAt, ringing: ringing !== null },
          number: callerView({ number, raw: '', withheld: false }, role).number,
        }))
      return { places }
    },
  )
  app.delete(
    '/api/kept-places/:id',
    {
      schema: {
        summary: 'Give a kept place up: its caller is not rung back. Gone already: no_such_place',
        tags: ['line'],
        params: KeptPlaceIdSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const { id: placeId } = request.params
      const by = viewerOf(request).name
      const refusal = await hotline.tell({ type: 'place_dropped', at: clock.now(), placeId, why: 'cancelled', by })
      if (refusal !== null) throw new ApiError(refusal)
      return reply.code(204).send(null)
    },
  )
}

/** What an admin sets: it holds for callers who are not offered it yet. */
export const keptPlaceOptionRoutes = (app: App, { hotline, store, clock }: ServerParts): void => {
  app.put(
    '/api/queues/:id/kept-places',
    {
      schema: {
        summary: 'Offer callers of a queue to be rung back in their turn, or not (null)',
        tags: ['line'],
        params: QueueIdSchema,
        body: KeptPlacesOptionSchema,
        response: { 200: KeptPlacesOptionSchema, ...failures },
      },
    },
    async request => {
      const { id: queueId } = request.params
      const { keepPlace } = request.body
      const by = viewerOf(request).name
      const refusal = await hotline.tell({ type: 'queue_places_set', at: clock.now(), by, queueId, keepPlace })
      if (refusal !== null) throw new ApiError('not_found')
      const queue = queueOf(hotline.line(), queueId)
      if (queue) await store.write.saveQueue(queue)
      return request.body
    },
  )
}
