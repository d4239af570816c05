import { get } from '../../../domain/sorted.ts'
import { createVisitDesk, type VisitCase } from '../../../engine/campaigns/visit-desk.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { ConcludedSchema, ConclusionSchema, VisitSchema } from '../visit-schemas.ts'

/** The return visit that an agent makes now: what he must know for it, and what came of it. */
export const visitRoutes = (app: App, parts: ServerParts): void => {
  const { store, hotline, caseOffice, caseSettings, caseAccess, settings, clock, zone = 'Asia/Shanghai' } = parts
  const made =
    caseOffice && settings && caseSettings
      ? createVisitDesk({
          ...{ reads: store.read, hotline, office: caseOffice, settings, rules: caseSettings, clock, zone },
        })
      : null
  const desk = () => {
    if (!made) throw new ApiError('not_found')
    return made
  }

  const caseReply = ({ sight, row, reply, rated, mayRedo }: VisitCase) => {
    const hidden = sight === 'stub' || sight === 'nothing'
    const unit = row.unit === null ? undefined : caseSettings?.units().get(row.unit)
    return {
      caseNo: row.caseNo,
      class: row.class,
      title: hidden ? null : row.title,
      text: hidden ? null : row.text,
      place: hidden ? null : row.place,
      requesterName: sight === 'whole' ? row.requesterName : null,
      unit: hidden || !unit ? null : { ...unit.name },
      reply: hidden ? null : reply && { ...reply },
      rated,
      mayRedo,
    }
  }

  app.get(
    '/api/visits/current',
    {
      schema: {
        summary: 'The callback task that the agent has now, with its case and what the citizen was told',
        tags: ['campaigns'],
        response: { 200: VisitSchema, ...failures },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request)
      const visit = await desk().current(viewer)
      if (!visit) throw new ApiError('no_attempt')
      const { task, campaign, attempts, case: found } = visit
      const seen = found?.row.confidential && (found.sight === 'whole' || found.sight === 'content')
      // what no ledger holds is not shown
      if (seen && !(await caseAccess?.viewed(viewer, found.row, 'content', request.ip)))
        throw new ApiError('store_down')
      const { taskId, purpose, urgent, note, createdAt } = task
      const { agents } = hotline.line()
      reply.header('cache-control', 'no-store')
      return {
        callId: visit.callId,
        task: { taskId, purpose, urgent, note, createdAt, appointment: task.standing.appointment },
        campaign: campaign && { id: campaign.id, name: { ...campaign.name }, script: campaign.script },
        attempts: attempts.map(({ beganAt, outcome, agentId }) => ({
          ...{ at: beganAt, outcome, agentName: get(agents, agentId)?.name ?? agentId },
        })),
        case: found && caseReply(found),
        nextTime: visit.nextTime,
      }
    },
  )

  app.post(
    '/api/visits/conclusion',
    {
      schema: {
        summary: 'Say what came of the attempt; what the citizen said of the result is booked to the case first',
        tags: ['campaigns'],
        body: ConclusionSchema,
        response: { 200: ConcludedSchema, ...failures },
      },
    },
    async request => {
      const { answers, ...said } = request.body
      const wish = { ...said, answers: answers && { redo: false, ...answers } }
      const answer = await desk().conclude(viewerOf(request), wish)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return { ...answer.done }
    },
  )
}
