import type { FastifyRequest } from 'fastify'
import type { TaskWish } from '../../../domain/campaign/birth.ts'
import { createTaskFile, type FileRow } from '../../../domain/campaign/task-file.ts'
import type { CampaignOffice } from '../../../engine/campaigns/campaign-office.ts'
import { hasRole } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { CampaignParamsSchema, TaskFileQuerySchema, TaskFileReplySchema } from '../visit-schemas.ts'

/** The largest file of tasks, in bytes: 200,000 rows with notes. */
const largest = 64 * 1024 * 1024
/** Rows that become tasks in one commit. */
const atOnce = 200

/** Tasks out of a file: CSV, taken row by row while it comes in. */
export const taskFileRoutes = (
  app: App,
  { campaignOffice, zone = 'Asia/Shanghai', clock, taskNumbers }: ServerParts,
): void => {
  const office = (): Pick<CampaignOffice, 'create'> => {
    if (!campaignOffice) throw new ApiError('not_found')
    return campaignOffice
  }
  // its bytes are read as they come, so that no file lies in memory
  app.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))

  app.post(
    '/api/campaigns/:id/tasks',
    {
      config: { slowBody: true },
      bodyLimit: largest,
      schema: {
        summary:
          'Make tasks of a CSV file: the good rows are taken, the others are named by their line; the same request twice makes nothing twice',
        tags: ['campaigns'],
        params: CampaignParamsSchema,
        querystring: TaskFileQuerySchema,
        response: { 200: TaskFileReplySchema, ...failures },
      },
    },
    async request => {
      if (!hasRole(viewerOf(request), 'shift_leader', 'admin', 'supervisor')) throw new ApiError('forbidden')
      const { requestId } = request.query
      const file = createTaskFile({ numbers: taskNumbers?.() ?? { homeArea: '0513', own: new Set() }, zone })
      const now = clock.now()
      const faults: { line: number; fault: string; of?: number }[] = []
      const totals = { rows: 0, created: 0 }
      let wishes: TaskWish[] = []
      const bear = async () => {
        const some = wishes
        wishes = []
        if (some.length === 0) return
        const answer = await office().create(request.params.id, some)
        if ('refused' in answer) throw new ApiError(answer.refused)
        totals.created += answer.created
      }
      const take = async (rows: readonly FileRow[]) => {
        for (const each of rows) {
          totals.rows += 1
          if ('fault' in each) faults.push({ ...each })
          else wishes.push(wishOf(each, requestId, now))
          if (wishes.length >= atOnce) await bear()
        }
      }
      for await (const piece of piecesOf(request)) await take(file.push(piece))
      await take(file.end())
      await bear()
      return { ...totals, faults }
    },
  )
}

/** No number stands in `requestId`: an erasure does not look there. */
const wishOf = ({ line, row }: Extract<FileRow, { row: unknown }>, requestId: string, now: number): TaskWish => ({
  number: row.number,
  caseNo: row.caseNo,
  round: null,
  order: row.notBefore ?? now,
  urgent: row.urgent,
  source: 'file',
  requestId: `file-${requestId}-${line}`,
  note: row.note,
})

/** The body piece by piece, within its bound. */
async function* piecesOf(request: FastifyRequest): AsyncGenerator<Uint8Array> {
  const body = request.body as AsyncIterable<Uint8Array> | null
  if (body === null || typeof body !== 'object' || !(Symbol.asyncIterator in body)) throw new ApiError('bad_request')
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > largest) throw new ApiError('too_large')
    yield piece
  }
}
