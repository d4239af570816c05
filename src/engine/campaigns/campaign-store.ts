import type { Purpose } from '../../domain/campaign/campaign.ts'
import type { NetworkResult } from '../../domain/campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../../domain/campaign/outcome.ts'
import type { TaskOrigin, TaskResult, TaskStanding, TaskState } from '../../domain/campaign/task.ts'

/** A callback task as it is kept. */
export interface Task extends TaskOrigin {
  readonly purpose: Purpose
  readonly createdAt: number
  readonly standing: TaskStanding
}

/** One attempt: a dial and what became of it. Instants UTC ms; null: not (yet) so. */
export interface AttemptRow {
  readonly callId: string
  readonly taskId: string
  readonly campaignId: string
  readonly purpose: Purpose
  readonly number: string
  readonly agentId: string
  readonly beganAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly ringMs: number | null
  readonly talkMs: number | null
  readonly network: NetworkResult | null
  readonly outcome: AttemptOutcome | null
  readonly byNetwork: AttemptOutcome | null
  readonly byAgent: AttemptOutcome | null
  readonly appointment: number | null
  readonly closedAt: number | null
  readonly note: string
}

/** Reads of campaigns' tasks and attempts. */
export interface CampaignReads {
  task(taskId: string): Promise<Task | null>
  taskByRequest(campaignId: string, requestId: string): Promise<Task | null>
  /** Waiting ones whose due has come, in order (urgent, order, id), of one campaign. */
  dueTasks(campaignId: string, now: number, limit: number): Promise<readonly Task[]>
  openTasksOf(by: { number?: string; caseNo?: string }): Promise<readonly Task[]>
  assignedTasks(): Promise<readonly Task[]>
  linksOver(now: number, limit: number): Promise<readonly Task[]>
  tasks(filter: {
    campaignId?: string
    state?: TaskState
    result?: TaskResult
    caseNo?: string
    before?: { createdAt: number; taskId: string }
    limit: number
  }): Promise<readonly Task[]>
  taskCounts(): Promise<readonly { campaignId: string; state: TaskState; result: TaskResult | null; count: number }[]>
  attempts(by: { taskId?: string; callId?: string }): Promise<readonly AttemptRow[]>
  attemptsOfNumber(number: string, since: number): Promise<readonly AttemptRow[]>
  openAttempts(): Promise<readonly AttemptRow[]>
  seeds(
    campaignId: string,
    fromDay: number,
  ): Promise<readonly { localDay: number; seed: string; sharePerMille: number }[]>
}
