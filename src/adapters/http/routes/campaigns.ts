import type { Campaign } from '../../../domain/campaign/campaign.ts'
import { askedPurposes } from '../../../domain/campaign/case-wish.ts'
import { campaignBounds, campaignFault, freshCampaigns } from '../../../domain/campaign/defaults.ts'
import { queueOf } from '../../../domain/line/line.ts'
import { maskNumber } from '../../../domain/number/mask.ts'
import { get } from '../../../domain/sorted.ts'
import type { AttemptRow, Task } from '../../../engine/campaigns/campaign-store.ts'
import type { SettingRow } from '../../../engine/settings/settings-store.ts'
import { hasRole, seesWholeNumbers, type Viewer } from '../../../engine/viewer.ts'
import type { ErrorCode } from '../../../wire/errors.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import {
  CampaignBodySchema,
  CampaignListSchema,
  CampaignParamsSchema,
  CampaignRowSchema,
  TaskDetailSchema,
  TaskListSchema,
  TaskParamsSchema,
  TaskQuerySchema,
} from '../visit-schemas.ts'

import { mayAskOfCases } from './tasks-of-cases.ts'

/** A case is looked up for each of a page, to know whether its requester's number may be shown. */
const pageOf = 30

const kind = 'campaign'

/** The campaigns of the house, their tasks and what came of each attempt. */
export const campaignRoutes = (app: App, { store, hotline, settings }: ServerParts): void => {
  const book = () => {
    if (!settings) throw new ApiError('not_found')
    return settings
  }
  const mayLook = (viewer: Viewer): void => {
    if (!hasRole(viewer, 'shift_leader', 'admin', 'supervisor', 'callback_agent', 'analyst', 'auditor'))
      throw new ApiError('forbidden')
  }
  const nameOf = (agentId: string): string => get(hotline.line().agents, agentId)?.name ?? agentId

  type Counts = Awaited<ReturnType<typeof store.read.taskCounts>>
  const campaignReply = (row: SettingRow, counts: Counts) => {
    return {
      ...{ version: row.version, by: row.by, at: row.at },
      campaign: copied(row.document as Campaign),
      counts: counts
        .filter(({ campaignId }) => campaignId === row.key)
        .map(({ state, result, count }) => ({ state, result, count })),
    }
  }

  /** Why somebody may not set a campaign in the place of what holds; null: he may. */
  const faultOf = (viewer: Viewer, before: Campaign | null, wanted: Campaign): ErrorCode | null => {
    if (!hasRole(viewer, 'admin')) {
      if (!hasRole(viewer, 'shift_leader') || !before) return 'forbidden'
      if (JSON.stringify(inOrder({ ...wanted, state: before.state })) !== JSON.stringify(inOrder(before)))
        return 'forbidden'
      return before.state === 'ended' && wanted.state !== 'ended' ? 'campaign_ended' : null
    }
    // its tasks are counted by what they were made for
    if (before && before.purpose !== wanted.purpose) return 'setting_unsound'
    if (queueOf(hotline.line(), wanted.queueId)?.medium !== 'outbound') return 'setting_unsound'
    return campaignFault(wanted)
  }

  /** A task as this viewer may see it: of a confidential case nobody learns the number by it. */
  const taskReply = async (task: Task, viewer: Viewer) => {
    const { taskId, campaignId, purpose, number, caseNo, source, urgent, note, createdAt, standing } = task
    const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
    const numberHidden = caseNo !== null && found?.case.confidential !== false
    return {
      ...{ taskId, campaignId, purpose, caseNo, source, urgent, createdAt, numberHidden },
      number: numberHidden ? null : seesWholeNumbers(viewer.role) ? number : maskNumber(number),
      note: readsNotes(viewer) && !numberHidden ? note : null,
      drawn: standing.drawn,
      state: standing.state,
      since: standing.since,
      due: standing.due,
      appointment: standing.appointment,
      attempts: standing.attempts.length,
      agentName: standing.agentId === null ? null : nameOf(standing.agentId),
      result: standing.result,
    }
  }

  const attemptReply = (row: AttemptRow, notes: boolean) => ({
    ...{ callId: row.callId, agentName: nameOf(row.agentId), beganAt: row.beganAt, answeredAt: row.answeredAt },
    ...{ endedAt: row.endedAt, closedAt: row.closedAt, ringMs: row.ringMs, talkMs: row.talkMs },
    how: row.network?.how ?? null,
    cause: row.network?.cause ?? null,
    sip: row.network?.sip ?? null,
    earlyMedia: row.network?.earlyMedia ?? null,
    ...{ outcome: row.outcome, byNetwork: row.byNetwork, byAgent: row.byAgent, appointment: row.appointment },
    note: notes ? row.note : null,
  })

  app.get(
    '/api/campaigns',
    {
      schema: {
        summary: 'The campaigns with how many of their tasks stand where and came to what',
        tags: ['campaigns'],
        response: { 200: CampaignListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      mayLook(viewer)
      const counts = await store.read.taskCounts()
      const rows = book().all(kind)
      const queues = hotline.line().queues.filter(({ medium }) => medium === 'outbound')
      const fresh = freshCampaigns(queues[0]?.id ?? null, new Set(rows.map(({ key }) => key)))
      return {
        campaigns: rows.map(row => campaignReply(row, counts)),
        queues: queues.map(({ id, name }) => ({ id, name: { ...name } })),
        may: {
          switch: hasRole(viewer, 'shift_leader', 'admin'),
          edit: hasRole(viewer, 'admin'),
          query: mayAskOfCases(viewer),
        },
        asked: [...askedPurposes],
        bounds: campaignBounds,
        fresh: fresh.map(copied),
      }
    },
  )

  app.put(
    '/api/campaigns/:id',
    {
      schema: {
        summary: 'Set a campaign; a shift leader sets no more of it than whether it runs',
        tags: ['campaigns'],
        params: CampaignParamsSchema,
        body: CampaignBodySchema,
        response: { 200: CampaignRowSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const { id } = request.params
      const { seen, campaign } = request.body
      if (campaign.id !== id) throw new ApiError('setting_unsound')
      const before = book().get(kind, id)
      const fault = faultOf(viewer, (before?.document ?? null) as Campaign | null, campaign)
      if (fault !== null) throw new ApiError(fault)
      const answer = await book().set(kind, id, campaign, seen, viewer.name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return campaignReply(answer.done, await store.read.taskCounts())
    },
  )

  app.get(
    '/api/campaigns/:id/tasks',
    {
      schema: {
        summary: 'Tasks of a campaign, the newest first, a page at a time',
        tags: ['campaigns'],
        params: CampaignParamsSchema,
        querystring: TaskQuerySchema,
        response: { 200: TaskListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      mayLook(viewer)
      const { before, ...wanted } = request.query
      const [, createdAt, taskId = ''] = /^(\d+)~(.+)$/s.exec(before ?? '') ?? []
      const found = await store.read.tasks({
        ...wanted,
        campaignId: request.params.id,
        ...(createdAt !== undefined && { before: { createdAt: Number(createdAt), taskId } }),
        limit: pageOf + 1,
      })
      const last = found[pageOf - 1]
      return {
        tasks: await Promise.all(found.slice(0, pageOf).map(task => taskReply(task, viewer))),
        next: found.length > pageOf && last ? `${last.createdAt}~${last.taskId}` : null,
      }
    },
  )

  app.get(
    '/api/tasks/:taskId',
    {
      schema: {
        summary: 'A task with its attempts: what the network said and what the agent said, side by side',
        tags: ['campaigns'],
        params: TaskParamsSchema,
        response: { 200: TaskDetailSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      mayLook(viewer)
      const task = await store.read.task(request.params.taskId)
      if (!task) throw new ApiError('task_unknown')
      const shown = await taskReply(task, viewer)
      const notes = readsNotes(viewer) && !shown.numberHidden
      const attempts = await store.read.attempts({ taskId: task.taskId })
      return { task: shown, attempts: attempts.map(row => attemptReply(row, notes)) }
    },
  )
}

const copied = ({ hours, ...rest }: Campaign) => ({ ...rest, hours: hours.map(each => ({ ...each })) })

/** What is written about a person is for those who work on it; who counts, audits or sets up reads it not by that alone. */
const readsNotes = (viewer: Viewer): boolean => hasRole(viewer, 'shift_leader', 'supervisor', 'callback_agent')

/** The same in one order of keys, so that two can be compared as text. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const known = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(known.map(([key, each]) => [key, inOrder(each)]))
}
