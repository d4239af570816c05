import { overdueAt } from '../../domain/campaign/decide-task.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { Task } from './campaign-store.ts'
import type { CaseVisits } from './case-visits.ts'
import type { LineFacts } from './line-facts.ts'
import type { NextTask } from './next-task.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskBirths } from './task-births.ts'
import type { TaskDesk } from './task-desk.ts'

/** Looks after tasks that nobody acts upon. */
export interface CampaignCaretaker {
  /** What a server that starts takes up. */
  takeUp(): Promise<void>
  /** One round: times that a wrong clock has set, links that are over, tasks that waited too long or whose campaign has ended, agents who have them no more, seeds of the day. */
  look(): Promise<void>
  /** Counts the times of a campaign's tasks again (null: of all). */
  recount(campaignId: string | null): Promise<void>
}

const atOnce = 200
/** So long after it was given, what the line says of a task has been heard. */
const heardAfterMs = 60_000
/** Of a call that was missed so shortly before a server starts, the one before may not have heard; what is older stands on the ring-back list. */
const missedMayBeLostMs = 24 * 3_600_000
/** The longest look at a task, and a margin: after it there is an attempt, or the agent has it no more. */
const longestPreviewMs = 20 * 60_000

export interface CaretakerParts {
  readonly parts: CampaignOfficeParts
  readonly campaigns: CampaignBook
  readonly desk: TaskDesk
  readonly births: TaskBirths
  readonly line: LineFacts
  readonly visits: CaseVisits
  readonly next: NextTask
}

export const createCampaignCaretaker = ({
  parts,
  campaigns,
  desk,
  births,
  line,
  visits,
  next,
}: CaretakerParts): CampaignCaretaker => {
  const { reads, clock } = parts

  /** All waiting tasks, the newest first, page by page. */
  const eachWaiting = async (campaignId: string | null, job: (task: Task) => Promise<void>): Promise<void> => {
    for (let before: { createdAt: number; taskId: string } | null = null; ; ) {
      const tasks: readonly Task[] = await reads.tasks({
        state: 'waiting',
        limit: atOnce,
        ...(campaignId === null ? {} : { campaignId }),
        ...(before ? { before } : {}),
      })
      for (const task of tasks) await job(task)
      const last = tasks.at(-1)
      if (last === undefined || tasks.length < atOnce) return
      before = { createdAt: last.createdAt, taskId: last.taskId }
    }
  }

  /** An agent's task whose attempt is closed was closed while nobody heard it; one that was never dialled is free again. An attempt that runs is the line's. */
  const takeUpAssigned = async (freeAt: number, heardBefore: number): Promise<void> => {
    for (const read of await reads.assignedTasks()) {
      const { taskId, standing } = desk.latest(read)
      const { callId, since, state } = standing
      if (state !== 'assigned' || callId === null || since > heardBefore) continue
      const [attempt] = await reads.attempts({ callId })
      if (attempt && attempt.closedAt !== null && attempt.outcome !== null)
        await line.closed({ ...attempt, outcome: attempt.outcome }, attempt.beganAt)
      else if (!attempt && since <= freeAt)
        await desk.happens(taskId, { event: 'give_back', callId, why: 'agent_gone' })
    }
  }

  const endLinks = async (now: number): Promise<void> => {
    for (const { taskId } of await reads.linksOver(now, atOnce)) await desk.happens(taskId, { event: 'link_over' })
  }

  /** What waits in campaigns that have ended or were taken away is rung by nobody. */
  const takeBackEnded = async (): Promise<void> => {
    const counts = await reads.taskCounts()
    const waiting = counts.filter(({ state, count }) => state === 'waiting' && count > 0)
    for (const campaignId of new Set(waiting.map(each => each.campaignId))) {
      const state = campaigns.get(campaignId)?.state ?? 'ended'
      if (state !== 'ended') continue
      await eachWaiting(campaignId, async ({ taskId }) => {
        await desk.happens(taskId, { event: 'drop', result: 'taken_back', why: 'campaign_ended' })
      })
    }
  }

  /** The oldest stand first among those that are due. */
  const endOverdue = async (now: number): Promise<void> => {
    for (const { id } of campaigns.open())
      for (const task of await reads.dueTasks(id, now, atOnce))
        if (now >= overdueAt(desk.latest(task))) await desk.happens(task.taskId, { event: 'overdue' })
  }

  const lookAt = async (now: number): Promise<void> => {
    await endLinks(now)
    await endOverdue(now)
    for (const campaign of campaigns.open())
      if (campaign.purpose === 'satisfaction_visit') await births.seedOf(campaign, now)
  }

  const recount = async (campaignId: string | null): Promise<void> => {
    await takeBackEnded()
    await eachWaiting(campaignId, async ({ taskId }) => {
      await desk.happens(taskId, { event: 'recount' })
    })
  }

  return {
    takeUp: async () => {
      const now = clock.now()
      await takeUpAssigned(now, now)
      await eachWaiting(null, async task => next.know(task))
      await visits.catchUp()
      for (const missed of await reads.missedSince(now - missedMayBeLostMs)) await line.missedBefore(missed)
      await takeBackEnded()
      await lookAt(now)
    },
    look: async () => {
      const now = clock.now()
      // whom a clock that ran ahead made wait for a time that is far off now
      if (desk.wasPutBack(now)) await recount(null)
      await takeUpAssigned(now - longestPreviewMs, now - heardAfterMs)
      await lookAt(now)
    },
    recount,
  }
}
