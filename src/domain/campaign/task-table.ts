import type { AttemptOutcome } from './outcome.ts'
import type { TaskResult, TaskState } from './task.ts'

/** Why an agent has a task no more without having dialled. */
export type GivenBackWhy = 'given_back' | 'caller_waits' | 'too_long' | 'agent_gone' | 'phone_gone' | 'no_telephony'

/** What happens to a task, by the name of the event. */
export interface TaskEvents {
  /** The line has given it to an agent; `callId` is that of the attempt that may come of it. */
  assign: { readonly agentId: string; readonly callId: string }
  give_back: { readonly callId: string; readonly why: GivenBackWhy }
  attempt_closed: {
    readonly callId: string
    readonly beganAt: number
    readonly outcome: AttemptOutcome
    readonly appointment: number | null
    /** It speaks of a rating that is not booked. */
    readonly ratingMissing?: boolean
  }
  /** The citizen has rated, in the talk or by another way: link, page, WeChat. */
  rated: object
  /** He wishes to be rung then. */
  appoint: { readonly at: number }
  /** It is over for another reason: the case went on, he has called by himself, it cannot be dialled, it was taken back. */
  drop: { readonly result: Exclude<TaskResult, 'rated'>; readonly why: string }
  /** The days of the link are over. */
  link_over: object
  /** It has waited too long for an agent. */
  overdue: object
  /** The campaign changed, or another one has rung the number: its time is counted again. */
  recount: object
}

export type TaskEventName = keyof TaskEvents

/** One event, with what it tells. */
export type TaskEvent = { readonly [E in TaskEventName]: { readonly event: E } & TaskEvents[E] }[TaskEventName]

/** What may happen to a task in each state, and what it leads to, the usual one first (docs/states.md). What is not here is refused. */
export const taskTable: Readonly<Record<TaskState, Readonly<Partial<Record<TaskEventName, readonly TaskState[]>>>>> = {
  waiting: {
    assign: ['assigned'],
    attempt_closed: ['waiting', 'linked', 'closed'],
    rated: ['closed'],
    appoint: ['waiting'],
    drop: ['closed', 'linked'],
    overdue: ['linked', 'closed'],
    recount: ['waiting', 'linked', 'closed'],
  },
  assigned: {
    assign: ['assigned'],
    give_back: ['waiting'],
    attempt_closed: ['waiting', 'linked', 'closed'],
    rated: ['closed'],
    drop: ['closed', 'linked'],
  },
  linked: {
    attempt_closed: ['linked', 'closed'],
    rated: ['closed'],
    appoint: ['waiting'],
    drop: ['closed', 'linked'],
    link_over: ['closed'],
  },
  closed: {
    attempt_closed: ['closed'],
  },
}

/** Who must do something about a task in each state, by the deadline that docs/states.md names; null: nobody, it is over. */
export const taskOwners: Readonly<Record<TaskState, 'campaign' | 'agent' | 'citizen' | null>> = {
  waiting: 'campaign',
  assigned: 'agent',
  linked: 'citizen',
  closed: null,
}
