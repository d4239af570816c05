import { Type } from 'typebox'
import { hasRole, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { caseReply } from '../case-replies.ts'
import { CaseListSchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { type OfficeQueue, OfficeQueuesSchema, officeQueues, queueFilter } from '../office-queues.ts'
import { failures } from '../schemas.ts'

/** Nobody works off more than this in a day; counting on would only cost time. */
const most = 1_000
const shown = 100

const onlyOffice = (viewer: Viewer): Viewer => {
  if (!hasRole(viewer, 'shift_leader', 'reviewer', 'dispatcher', 'supervisor', 'callback_agent', 'policy_specialist'))
    throw new ApiError('forbidden')
  return viewer
}

/** The lists of the case office: how many cases wait in each, and the most pressing of one. */
export const officeQueueRoutes = (app: App, { store, caseSettings, clock }: ServerParts): void => {
  app.get(
    '/api/office/queues',
    {
      schema: {
        summary: 'How many cases wait in each list of the case office, and how many of them are late',
        tags: ['cases'],
        response: { 200: OfficeQueuesSchema, ...failures },
      },
    },
    async request => {
      onlyOffice(viewerOf(request))
      const now = clock.now()
      const count = async (name: OfficeQueue) => {
        const filter = { ...queueFilter(name, now, caseSettings), limit: most }
        return { name, ...(await store.read.workNumber(filter, now)) }
      }
      return { now, most, queues: await Promise.all(officeQueues.map(count)) }
    },
  )

  app.get(
    '/api/office/queues/:name',
    {
      schema: {
        summary: 'The most pressing cases of a list of the case office',
        tags: ['cases'],
        params: Type.Object({ name: Type.Enum([...officeQueues]) }),
        response: { 200: CaseListSchema, ...failures },
      },
    },
    async request => {
      const viewer = onlyOffice(viewerOf(request))
      const filter = queueFilter(request.params.name, clock.now(), caseSettings)
      const rows = await store.read.work({ ...filter, limit: shown })
      return { cases: rows.map(row => caseReply(row, viewer)), next: null }
    },
  )
}
