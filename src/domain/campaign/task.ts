import type { AttemptOutcome } from './outcome.ts'

/**
 * States of a callback task. `waiting`: for its time, then for an agent; `assigned`: an agent has it, in the line; `linked`: the citizen may
 * answer by a link; `closed`: it has exactly one result.
 */
export const taskStates = ['waiting', 'assigned', 'linked', 'closed'] as const
export type TaskState = (typeof taskStates)[number]

/**
 * What a task came to. `rated`: of a satisfaction visit; `unreached`: all attempts are over, of a satisfaction visit the days of the
 * link too (未参评). `done`: what it was for is settled. `got_through`: the
 * citizen has called by himself and was answered; `overtaken`: its case went another way; `bad_number`: it cannot be dialled;
 * `taken_back`: by an admin, or its campaign has ended.
 */
export const taskResults = [
  'rated',
  'refused',
  'unreached',
  'done',
  'got_through',
  'overtaken',
  'bad_number',
  'taken_back',
] as const
export type TaskResult = (typeof taskResults)[number]

/** An attempt as its task remembers it: enough for gaps, parts of the day and days. */
export interface PastAttempt {
  readonly callId: string
  readonly at: number
  readonly outcome: AttemptOutcome
}

/** Where a task stands: written into each fact of its life, so that the latest tells it. Instants UTC ms; null: not so. */
export interface TaskStanding {
  readonly version: number
  readonly state: TaskState
  readonly since: number
  /** Not dialled before; in `linked`: until when the link is waited for; null in a final state and while an agent has it. */
  readonly due: number | null
  /** The time the citizen has asked for: it goes before all rules but the hours of quiet. */
  readonly appointment: number | null
  readonly attempts: readonly PastAttempt[]
  /** Who has it, and the call. */
  readonly agentId: string | null
  readonly callId: string | null
  /** Whether the draw has chosen it to be rung. */
  readonly drawn: boolean
  readonly result: TaskResult | null
}

/** What does not change of a task. */
export interface TaskOrigin {
  readonly taskId: string
  readonly campaignId: string
  /** E.164; null: nobody can be rung, the link only. */
  readonly number: string | null
  readonly caseNo: string | null
  /** Round of the case it asks about; null: of none. */
  readonly round: number | null
  /** Order within its campaign, the earliest first: the original instant, such as when the reply was accepted or the call was missed. */
  readonly order: number
  readonly urgent: boolean
  /** Where it came from. `requestId` makes asking twice one task. */
  readonly source: 'case' | 'missed_call' | 'query' | 'file'
  readonly requestId: string
  /** What the agent shall know, such as a line of the file. */
  readonly note: string
}
