import type { Campaign } from '../../domain/campaign/campaign.ts'
import { mayRing } from '../../domain/campaign/may-ring.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { Task } from './campaign-store.ts'
import type { CampaignOfficeParts } from './ports.ts'
import type { TaskDesk } from './task-desk.ts'

/** Who could have a task. */
export interface Profile {
  /** Campaigns whose tasks he may have. */
  readonly campaignIds: readonly string[]
  /** Numbers of citizens who are in the line already, as E.164. */
  readonly busyNumbers: ReadonlySet<string>
}

export interface Rung {
  readonly task: Task
  readonly campaign: Campaign
}

/** Chooses what is rung next. */
export interface NextTask {
  /**
   * The next task that may be rung now for such an agent: appointments that are due first, then urgent ones, then by campaign and order; null: none. It is taken
   * until it is assigned, released, or half a minute is over.
   */
  next(profile: Profile): Promise<Rung | null>
  /** The line did not want it. */
  release(taskId: string): void
  /** Takes up a task of before the start. */
  know(task: Task): void
}

const takenMs = 30_000
/** How many of a campaign are looked at, and then, where none of these may be rung. */
const looks = [20, 200, 1_000]

export const createNextTask = (parts: CampaignOfficeParts, campaigns: CampaignBook, desk: TaskDesk): NextTask => {
  const { reads, clock } = parts
  const inTurn = createTurns()
  const taken = new Map<string, { readonly number: string | null; readonly until: number }>()
  const appointments = new Map<string, Task>()

  const know = (task: Task): void => {
    const { state, appointment } = task.standing
    if (state === 'waiting' && appointment !== null) appointments.set(task.taskId, task)
    else appointments.delete(task.taskId)
  }
  desk.onHappening(({ task }) => {
    know(task)
    if (task.standing.state !== 'waiting') taken.delete(task.taskId)
  })

  const forget = (now: number): void => {
    for (const [taskId, { until }] of taken) if (until <= now) taken.delete(taskId)
  }

  /** Whether it may be rung now; one that may not is given its time, so that it stands in nobody's way. */
  const isFree = async (task: Task, campaign: Campaign, busy: ReadonlySet<string>): Promise<boolean> => {
    const { number, standing, taskId } = task
    if (standing.state !== 'waiting' || taken.has(taskId) || number === null || busy.has(number)) return false
    const context = await desk.context(campaign, number)
    if (standing.due === null || standing.due > context.now) return false
    if (mayRing(campaign, task, context).may) return true
    await desk.happens(taskId, { event: 'recount' })
    return false
  }

  const isDueAppointment = ({ standing: { due } }: Task, now: number): boolean => due !== null && due <= now

  const firstOf = async (
    among: readonly Task[],
    allowed: readonly Campaign[],
    busy: ReadonlySet<string>,
  ): Promise<Rung | null> => {
    for (const read of among) {
      const task = desk.latest(read)
      const campaign = allowed.find(({ id }) => id === task.campaignId)
      if (campaign && (await isFree(task, campaign, busy))) return { task, campaign }
    }
    return null
  }

  const byOrder = async (
    allowed: readonly Campaign[],
    busy: ReadonlySet<string>,
    now: number,
  ): Promise<Rung | null> => {
    for (const limit of looks) {
      const lists = await Promise.all(allowed.map(({ id }) => reads.dueTasks(id, now, limit)))
      const all = lists.flat()
      const found = await firstOf(
        [...all.filter(({ urgent }) => urgent), ...all.filter(({ urgent }) => !urgent)],
        allowed,
        busy,
      )
      if (found || lists.every(list => list.length < limit)) return found
    }
    return null
  }

  return {
    next: ({ campaignIds, busyNumbers }) =>
      inTurn('next', async () => {
        const now = clock.now()
        forget(now)
        const allowed = campaigns.running().filter(({ id }) => campaignIds.includes(id))
        const rung = [...taken.values()].flatMap(({ number }) => (number === null ? [] : [number]))
        const busy = new Set([...busyNumbers, ...rung])
        const wished = [...appointments.values()]
          .filter(task => isDueAppointment(task, now))
          .sort((a, b) => (a.standing.appointment ?? 0) - (b.standing.appointment ?? 0))
        const found = (await firstOf(wished, allowed, busy)) ?? (await byOrder(allowed, busy, now))
        if (found) taken.set(found.task.taskId, { number: found.task.number, until: now + takenMs })
        return found
      }),
    release: taskId => void taken.delete(taskId),
    know: task => know(desk.latest(task)),
  }
}
