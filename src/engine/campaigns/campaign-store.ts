import type { Purpose } from '../../domain/campaign/campaign.ts'
import type { NetworkResult } from '../../domain/campaign/campaign-facts.ts'
import type { CaseToAsk } from '../../domain/campaign/case-wish.ts'
import type { AttemptOutcome } from '../../domain/campaign/outcome.ts'
import type { TaskOrigin, TaskResult, TaskStanding, TaskState } from '../../domain/campaign/task.ts'
import type { CaseClass, KeptState } from '../../domain/cases/case.ts'
import type { ResultCode } from '../../domain/cases/life/commands.ts'
import type { Score } from '../../domain/cases/life/visit.ts'
import type { AttemptGroup } from './attempts-report.ts'

/** A callback task as the store has it. Instants are UTC ms. */
export interface Task extends TaskOrigin {
  readonly purpose: Purpose
  readonly createdAt: number
  readonly standing: TaskStanding
}

/** One attempt of a task, from before the dialling to its outcome; null: not (yet) so. */
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

/** A number on the ring-back list. Instants are UTC ms. */
export interface MissedNumber {
  readonly number: string
  readonly firstAt: number
  readonly lastAt: number
  readonly lastCallId: string
}

/** Instants from `from` up to and without `to`, UTC ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Which cases a campaign asks about: all of what is said must hold. Who is accepted when is always said, so that no request goes through all cases. */
export interface CaseConditions {
  readonly accepted: Span
  readonly closed?: Span
  readonly classes?: readonly CaseClass[]
  readonly topics?: readonly string[]
  /** The unit that has it, or had it last. */
  readonly unit?: string
  readonly states?: readonly KeptState[]
  readonly results?: readonly ResultCode[]
  readonly scores?: readonly Score[]
  readonly urgent?: boolean
  readonly supervised?: boolean
}

/** What is read of tasks and attempts. */
export interface CampaignReads {
  task(taskId: string): Promise<Task | null>
  taskByRequest(campaignId: string, requestId: string): Promise<Task | null>
  /** Waiting ones whose due has come, in order (urgent, order, id), of one campaign. */
  dueTasks(campaignId: string, now: number, limit: number): Promise<readonly Task[]>
  openTasksOf(by: { readonly number?: string; readonly caseNo?: string }): Promise<readonly Task[]>
  assignedTasks(): Promise<readonly Task[]>
  linksOver(now: number, limit: number): Promise<readonly Task[]>
  /** Cases that fit, the one accepted first in front. */
  casesToAsk(conditions: CaseConditions, limit: number): Promise<readonly CaseToAsk[]>
  /** Newest first. */
  tasks(filter: {
    readonly campaignId?: string
    readonly state?: TaskState
    readonly result?: TaskResult
    readonly caseNo?: string
    readonly number?: string
    readonly before?: { readonly createdAt: number; readonly taskId: string }
    readonly limit: number
  }): Promise<readonly Task[]>
  /** Who stands on the ring-back list and called in vain at `since` (UTC ms) or later, by the first of these calls. */
  missedSince(since: number): Promise<readonly MissedNumber[]>
  taskCounts(): Promise<
    readonly {
      readonly campaignId: string
      readonly state: TaskState
      readonly result: TaskResult | null
      readonly count: number
    }[]
  >
  attempts(by: { readonly taskId?: string; readonly callId?: string }): Promise<readonly AttemptRow[]>
  attemptsOfNumber(number: string, since: number): Promise<readonly AttemptRow[]>
  openAttempts(): Promise<readonly AttemptRow[]>
  /** By day, and of one day in the order of their making. */
  seeds(
    campaignId: string,
    fromDay: number,
  ): Promise<readonly { readonly localDay: number; readonly seed: string; readonly sharePerMille: number }[]>
}

/** Return visits in integers, from which REPORT.md's `callback_*` are reckoned; only satisfaction visits. */
export interface VisitFigures {
  /** Tasks that were created in the period (callback_calls): tasks, not calls. */
  readonly tasks: number
  /** Those of them with an attempt that reached a person, whenever that was (over `tasks`: callback_connect_rate). */
  readonly reached: number
  /** Attempts of the period that reached a person and are over, and how long was talked in them. */
  readonly talks: number
  readonly talkMs: number
  readonly longestTalkMs: number
}

/** Whose attempts are wanted; what is left out: all. */
export interface AttemptsOf {
  readonly campaignId?: string
  readonly purpose?: Purpose
}

/** Figures about campaigns for who looks for attempts that were made for their number alone. A span is [from, to), UTC ms. */
export interface CampaignFigures {
  visitFigures(from: number, to: number): Promise<VisitFigures>
  /** Attempts that began in the span, by hour of the day in the city's zone. */
  attemptsByHour(
    from: number,
    to: number,
    of?: AttemptsOf,
  ): Promise<readonly (AttemptGroup & { readonly hour: number })[]>
  /** The same by agent. `said`: outcomes that he said against the network; `ringMs`, `talkMs`: of all of them. */
  attemptsByAgent(
    from: number,
    to: number,
    of?: AttemptsOf,
  ): Promise<
    readonly (AttemptGroup & {
      readonly agentId: string
      readonly said: number
      readonly ringMs: number
      readonly talkMs: number
    })[]
  >
  /** Tasks that were created in the span; `result` null: still open. */
  tasksByCampaign(
    from: number,
    to: number,
  ): Promise<
    readonly {
      readonly campaignId: string
      readonly purpose: Purpose
      readonly result: TaskResult | null
      readonly count: number
    }[]
  >
  /**
   * Satisfaction visits that were created in the span, by the unit that had the case in the round that is asked about (null: none). `score`: the
   * latest rating of that round by a visit, where the task ended rated.
   */
  visitsByUnit(
    from: number,
    to: number,
  ): Promise<
    readonly {
      readonly unit: string | null
      readonly result: TaskResult | null
      readonly score: Score | null
      readonly count: number
      /** Those of them with an attempt that reached a person. */
      readonly reached: number
    }[]
  >
}
