import { dateOf } from '../../../domain/calendar/day.ts'
import { readProblem } from '../../../engine/export/problem.ts'
import { hasRole, isOfUnit, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { ExportBegunSchema, ExportsQuerySchema, ExportsSchema } from '../export-schemas.ts'
import { failures } from '../schemas.ts'

const usualLimit = 60

/** What was exported of each day, and an export at once. The files themselves are not to be had here. */
export const exportRoutes = (app: App, { store, nightExport }: ServerParts): void => {
  const exports = () => {
    if (!nightExport) throw new ApiError('not_found')
    return nightExport
  }
  const mayLook = (viewer: Viewer): void => {
    if (isOfUnit(viewer) || !hasRole(viewer, 'admin', 'analyst', 'auditor')) throw new ApiError('forbidden')
  }

  app.get(
    '/api/exports',
    {
      schema: {
        summary: 'How the nightly export fares: versions of days, where they were brought, what fails',
        tags: ['exports'],
        querystring: ExportsQuerySchema,
        response: { 200: ExportsSchema, ...failures },
      },
    },
    async request => {
      mayLook(viewerOf(request))
      const { running, newestDay, nextAt, undelivered, troubles } = exports().state()
      const versions = await store.read.exportRuns(request.query.limit ?? usualLimit)
      return {
        running,
        newestDay: newestDay === null ? null : dateOf(newestDay),
        nextAt,
        targets: Object.entries(undelivered).map(([name, count]) => ({ name, undelivered: count })),
        troubles: troubles.map(({ what, day, why, since }) => ({ what, day: dateOf(day), why: { ...why }, since })),
        versions: versions.map(row => ({
          ...{ day: dateOf(row.day), version: row.version, standing: row.standing, madeAt: row.madeAt },
          ...{ content: row.content, ledgerSeq: row.headSeq, ledgerHash: row.headHash },
          files: row.files.length,
          bytes: row.files.reduce((sum, { bytes }) => sum + bytes, 0),
          deliveries: row.deliveries.map(({ target, state, tries, nextAt: next, endedAt, lastError }) => {
            return {
              target,
              state,
              tries,
              nextAt: next,
              endedAt,
              lastError: lastError === null ? null : { ...readProblem(lastError) },
            }
          }),
        })),
      }
    },
  )

  app.post(
    '/api/exports',
    {
      schema: {
        summary: 'Looks at all days that are not final at once, and brings what waits; answers before it is done',
        tags: ['exports'],
        response: { 202: ExportBegunSchema, ...failures },
      },
    },
    async (request, reply) => {
      if (!hasRole(viewerOf(request), 'admin', 'analyst')) throw new ApiError('forbidden')
      const { state, run } = exports()
      if (!state().running) void run()
      return reply.code(202).send({ running: true })
    },
  )
}
