import { targetOf } from '../../../domain/kpi/margin.ts'
import { queueOf } from '../../../domain/line/line.ts'
import { queueViews } from '../../../engine/views.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { QueueIdSchema, QueueListSchema, QueueSwitchesSchema, QueueTargetSchema } from '../queue-schemas.ts'
import { failures } from '../schemas.ts'

/** What callers hear after the notice while the announcement is on. */
const announcement = 'busy'

/** The queues and who waits in each now. */
export const queueRoutes = (app: App, { hotline }: ServerParts): void => {
  app.get(
    '/api/queues',
    { schema: { summary: 'Queues as they are now', tags: ['line'], response: { 200: QueueListSchema, ...failures } } },
    async () => ({ queues: [...queueViews(hotline.line())] }),
  )
}

/** What a shift leader switches with one press. */
export const queueSwitchRoutes = (app: App, { hotline, store, clock }: ServerParts): void => {
  app.put(
    '/api/queues/:id/switches',
    {
      schema: {
        summary: 'Open the whole overflow ladder, or switch the announcement; holds from the next call on',
        tags: ['line'],
        params: QueueIdSchema,
        body: QueueSwitchesSchema,
        response: { 200: QueueSwitchesSchema, ...failures },
      },
    },
    async request => {
      const { id: queueId } = request.params
      const { overflow, announce } = request.body
      const refusal = await hotline.tell({
        type: 'queue_switched',
        at: clock.now(),
        by: viewerOf(request).name,
        queueId,
        overflowOpen: overflow,
        announcement: announce ? announcement : null,
      })
      if (refusal !== null) throw new ApiError('not_found')
      const queue = queueOf(hotline.line(), queueId)
      if (queue) await store.write.saveQueue(queue)
      return request.body
    },
  )
}

/** What an admin sets of a queue. */
export const queueTargetRoutes = (app: App, { hotline, store, clock }: ServerParts): void => {
  app.put(
    '/api/queues/:id/answer-target',
    {
      schema: {
        summary: 'Set the answer rate over any 24 h that is asked of a queue; it holds at once',
        tags: ['line'],
        params: QueueIdSchema,
        body: QueueTargetSchema,
        response: { 200: QueueTargetSchema, ...failures },
      },
    },
    async request => {
      const { id: queueId } = request.params
      const { answerTarget: percentage } = request.body
      const answerTarget = percentage === null ? null : targetOf(percentage)
      if (percentage !== null && answerTarget === null) throw new ApiError('bad_request')
      const by = viewerOf(request).name
      const refusal = await hotline.tell({ type: 'queue_target_set', at: clock.now(), by, queueId, answerTarget })
      if (refusal !== null) throw new ApiError('not_found')
      const queue = queueOf(hotline.line(), queueId)
      if (queue) await store.write.saveQueue(queue)
      return request.body
    },
  )
}
