import type { Campaign } from '../../domain/campaign/campaign.ts'
import { decideTask, type TaskContext } from '../../domain/campaign/decide-task.ts'
import { ringLimits } from '../../domain/campaign/effort.ts'
import type { NumberAttempt } from '../../domain/campaign/may-ring.ts'
import type { TaskStanding } from '../../domain/campaign/task.ts'
import type { TaskEvent } from '../../domain/campaign/task-table.ts'
import type { Fact } from '../../domain/fact.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { createTurns } from '../cases/in-turn.ts'
import { localDayOf } from '../local-day.ts'
import type { CampaignBook } from './campaign-book.ts'
import type { Task } from './campaign-store.ts'
import type { CampaignOfficeParts } from './ports.ts'

export type TaskDone = { readonly done: TaskStanding } | { readonly refused: ErrorCode }

/** Something that has happened to a task: durable. `before` null: it was born just now. */
export interface TaskHappening {
  readonly task: Task
  readonly before: TaskStanding | null
  readonly why: string
}

/** The one place where tasks are changed: an event is decided upon, its fact is made durable, then others are told. */
export interface TaskDesk {
  /** As it is now, with what is booked and not yet in the database; null: there is none. */
  task(taskId: string): Promise<Task | null>
  /** The latest of a task that was read. */
  latest(task: Task): Task
  /** Those that were changed last. */
  remembered(): Iterable<Task>
  /** `by`: a sign-in name; empty: by itself. */
  happens(taskId: string, event: TaskEvent, by?: string): Promise<TaskDone>
  /** Takes up tasks whose facts are durable. */
  born(facts: readonly Extract<Fact, { kind: 'task_created' }>[]): void
  /** What decides about a number now. */
  context(campaign: Campaign, number: string | null): Promise<TaskContext>
  /** Whether something was decided by a later clock than `now` (UTC ms) since this was asked last. */
  wasPutBack(now: number): boolean
  onHappening(job: (happening: TaskHappening) => void): void
}

const mostRemembered = 5_000
/** By less a clock is put right all the time, and no time that it made somebody wait for is far off. */
const putBackMs = 60_000

export const createTaskDesk = (parts: CampaignOfficeParts, campaigns: CampaignBook): TaskDesk => {
  const { reads, clock, zone } = parts
  const inTurn = createTurns()
  const known = new Map<string, Task>()
  const jobs: ((happening: TaskHappening) => void)[] = []
  let decidedAt = Number.NEGATIVE_INFINITY

  const keep = (task: Task): void => {
    known.delete(task.taskId)
    known.set(task.taskId, task)
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string)
  }
  const latest = (task: Task): Task => {
    const kept = known.get(task.taskId)
    return kept && kept.standing.version >= task.standing.version ? kept : task
  }
  const load = async (taskId: string): Promise<Task | null> => known.get(taskId) ?? (await reads.task(taskId))
  const tell = (happening: TaskHappening): void => {
    for (const job of jobs) job(happening)
  }

  const attemptsToday = async (number: string | null, now: number): Promise<readonly NumberAttempt[]> => {
    if (number === null) return []
    const rows = await reads.attemptsOfNumber(number, localDayOf(now, zone).from)
    return rows.map(({ callId, beganAt, outcome }) => ({ callId, at: beganAt, outcome }))
  }

  const desk: TaskDesk = {
    task: load,
    latest,
    remembered: () => known.values(),
    happens: (taskId, event, by = '') =>
      inTurn(taskId, async (): Promise<TaskDone> => {
        const task = await load(taskId)
        if (!task) return { refused: 'task_unknown' }
        // what people wish is promised to them; what has happened is booked as well as it can be
        if (by !== '' && !parts.keepsFacts()) return { refused: 'store_down' }
        const context = await desk.context(campaigns.lastOf(task.campaignId, task.purpose), task.number)
        const decided = decideTask(task, event, context)
        if ('refused' in decided) return decided
        const { standing, why } = decided
        if (standing === task.standing) return { done: standing }
        const at = context.now
        await parts.book([{ kind: 'task_moved', at, received: at, taskId, event: event.event, by, why, standing }])
        const moved = { ...task, standing }
        keep(moved)
        tell({ task: moved, before: task.standing, why })
        return { done: standing }
      }),
    born: facts => {
      for (const { kind: _kind, at: createdAt, received: _received, ...task } of facts) {
        const born = { ...task, createdAt }
        keep(born)
        tell({ task: born, before: null, why: '' })
      }
    },
    context: async (campaign, number) => {
      const now = clock.now()
      decidedAt = Math.max(decidedAt, now)
      const attemptsOfNumber = await attemptsToday(number, now)
      const { limits = ringLimits } = parts
      return { now, zone, calendar: parts.calendar(), limits, attemptsOfNumber, campaign }
    },
    wasPutBack: now => {
      const wasLater = decidedAt - now > putBackMs
      if (wasLater) decidedAt = now
      return wasLater
    },
    onHappening: job => void jobs.push(job),
  }
  return desk
}
