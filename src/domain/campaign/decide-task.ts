import { quietUntil } from '../messages/quiet.ts'
import type { Campaign, Purpose } from './campaign.ts'
import { isUsedUp, mayAppoint } from './effort.ts'
import { nextDue, type RingWorld, yearMissingAt } from './may-ring.ts'
import type { TaskOrigin, TaskResult, TaskStanding } from './task.ts'
import { type TaskEvent, type TaskEventName, type TaskEvents, taskTable } from './task-table.ts'

/** Why something does not happen to a task. Each is a code of the catalogue of errors. */
export const taskRefusals = [
  'task_closed',
  'task_not_waiting',
  'task_taken',
  'task_event_impossible',
  'task_no_number',
  'appointment_past',
  'appointment_too_far',
  'appointment_quiet',
  'task_tried_enough',
  'task_not_yet_over',
] as const
export type TaskRefusal = (typeof taskRefusals)[number]

/** A task as it is decided upon. */
export interface CallbackTask extends TaskOrigin {
  readonly purpose: Purpose
  readonly createdAt: number
  readonly standing: TaskStanding
}

export interface TaskContext extends RingWorld {
  readonly campaign: Campaign
}

/** What becomes of an event: where the task stands then and why there, or why nothing happened. The same standing: it had happened already. */
export type TaskDecided = { readonly standing: TaskStanding; readonly why: string } | { readonly refused: TaskRefusal }

const dayMs = 86_400_000
/** How long a task may wait to be rung: nine days of holidays, and three attempts around them. */
export const longestWaitMs = 21 * dayMs
const farthestAppointmentMs = 14 * dayMs

type Change = Omit<Partial<TaskStanding>, 'version' | 'since'> & Pick<TaskStanding, 'state'>

const free = { agentId: null, callId: null } as const

const moved = (before: TaskStanding, now: number, change: Change, why: string): TaskDecided => ({
  standing: {
    ...before,
    ...change,
    version: before.version + 1,
    since: change.state === before.state ? before.since : now,
  },
  why,
})

const refuse = (refused: TaskRefusal): TaskDecided => ({ refused })

const closedAs = ({ standing }: CallbackTask, { now }: TaskContext, result: TaskResult, why: string): TaskDecided =>
  moved(standing, now, { ...free, state: 'closed', due: null, appointment: null, result }, why)

const isVisit = ({ purpose }: CallbackTask): boolean => purpose === 'satisfaction_visit'

/** It is rung no more: a satisfaction visit goes on by link, everything else is over. */
const rungNoMore = (task: CallbackTask, context: TaskContext, result: TaskResult, why: string): TaskDecided => {
  const { now, campaign } = context
  if (!isVisit(task)) return closedAs(task, context, result, why)
  if (task.standing.state === 'linked') return { standing: task.standing, why }
  const due = now + campaign.linkMs
  return moved(task.standing, now, { ...free, state: 'linked', due, appointment: null }, why)
}

/** When a task is looked at next, and which rule makes it wait till then. Where no rule ever lets it be rung it is asked again in a day. */
export const dueOf = (
  task: Parameters<typeof nextDue>[1],
  context: TaskContext,
): { readonly due: number; readonly why: string } => {
  const { at, why } = nextDue(context.campaign, task, context)
  const due = at ?? context.now + dayMs
  const missing = yearMissingAt(context, due)
  const words = [why ?? '', ...(missing === null ? [] : [`no_calendar_${missing}`])]
  return { due, why: words.filter(word => word !== '').join(' ') }
}

/** Waits for its next time, if an attempt is left. */
const waits = (task: CallbackTask, context: TaskContext, notBefore = 0): TaskDecided => {
  const { standing } = task
  if (standing.appointment === null && isUsedUp(context.campaign, standing.attempts, context.limits))
    return rungNoMore(task, context, 'unreached', 'attempts')
  const now = Math.max(context.now, notBefore)
  const { due, why } = dueOf(task, { ...context, now })
  return moved(standing, context.now, { ...free, state: 'waiting', due }, why)
}

type Decide<E extends TaskEventName> = (task: CallbackTask, event: TaskEvents[E], context: TaskContext) => TaskDecided

const assign: Decide<'assign'> = ({ standing }, { agentId, callId }, { now }) => {
  if (standing.state === 'assigned') return standing.callId === callId ? { standing, why: '' } : refuse('task_taken')
  return moved(standing, now, { state: 'assigned', agentId, callId, due: null }, '')
}

/** An agent who gives it back shall not be given it again at once. */
const giveBack: Decide<'give_back'> = (task, { callId, why }, context) => {
  if (task.standing.callId !== callId) return { standing: task.standing, why }
  const { now, campaign } = context
  const hesitated = why === 'given_back' || why === 'too_long'
  const decided = waits(task, context, hesitated ? now + campaign.retry.busyMs : now)
  return 'refused' in decided ? decided : { ...decided, why }
}

/** What comes of an attempt; of one that is told of late, as far as the task is not over or with the citizen already. */
const attemptClosed: Decide<'attempt_closed'> = (task, event, context) => {
  const { callId, beganAt, outcome, appointment, ratingMissing = false } = event
  const { standing } = task
  if (standing.attempts.some(each => each.callId === callId)) return { standing, why: outcome }
  const attempts = [...standing.attempts, { callId, at: beganAt, outcome }]
  const noted: CallbackTask = { ...task, standing: { ...standing, attempts, appointment: null } }
  const onlyNoted = () => moved(standing, context.now, { state: standing.state, attempts }, outcome)
  if (standing.state === 'closed') return onlyNoted()
  // final whenever it is told of, also after another agent was given the task
  if (outcome === 'refused') return closedAs(noted, context, 'refused', outcome)
  if (outcome === 'rated' && !ratingMissing) return closedAs(noted, context, isVisit(task) ? 'rated' : 'done', outcome)
  if (standing.state === 'linked' || (standing.callId !== null && standing.callId !== callId)) return onlyNoted()
  switch (outcome) {
    // whoever says that he was rated: only a rating is one
    case 'rated':
    case 'done':
      return rungNoMore(noted, context, 'done', outcome)
    case 'wrong_person':
    case 'empty_number':
      return rungNoMore(noted, context, 'bad_number', outcome)
    case 'appointment':
      if (appointment === null || !mayAppoint(attempts, context.limits)) return waits(noted, context)
      return waits({ ...noted, standing: { ...noted.standing, appointment } }, context)
    default:
      return waits(noted, context)
  }
}

const rated: Decide<'rated'> = (task, _, context) => closedAs(task, context, 'rated', 'rated')

/** Why a citizen cannot be given this time (UTC ms, as `now`); null: he can. */
export const appointmentFault = (
  at: number,
  now: number,
  zone: string,
): Extract<TaskRefusal, `appointment_${string}`> | null => {
  if (at <= now) return 'appointment_past'
  if (at > now + farthestAppointmentMs) return 'appointment_too_far'
  return quietUntil(at, zone) === null ? null : 'appointment_quiet'
}

const appoint: Decide<'appoint'> = (task, { at }, context) => {
  const { now, zone } = context
  if (task.number === null) return refuse('task_no_number')
  if (!mayAppoint(task.standing.attempts, context.limits)) return refuse('task_tried_enough')
  const fault = appointmentFault(at, now, zone)
  if (fault !== null) return refuse(fault)
  return waits({ ...task, standing: { ...task.standing, appointment: at } }, context)
}

/** Who has called by himself is rung no more; the link of a satisfaction visit stays his way to rate. */
const drop: Decide<'drop'> = (task, { result, why }, context) =>
  result === 'got_through' ? rungNoMore(task, context, result, why) : closedAs(task, context, result, why)

const linkOver: Decide<'link_over'> = (task, _, context) => {
  const { due } = task.standing
  return due === null || context.now < due
    ? refuse('task_not_yet_over')
    : closedAs(task, context, 'unreached', 'link_over')
}

const overdue: Decide<'overdue'> = (task, _, context) =>
  context.now < overdueAt(task) ? refuse('task_not_yet_over') : rungNoMore(task, context, 'unreached', 'overdue')

/** Until when a waiting task must have been rung: after the wait of all, or the time that the citizen wished. */
export const overdueAt = ({ createdAt, order, standing }: CallbackTask): number =>
  Math.max(createdAt, order, standing.appointment ?? 0) + longestWaitMs

const recount: Decide<'recount'> = (task, _, context) => {
  const decided = waits(task, context)
  if ('refused' in decided || decided.standing.state !== 'waiting') return decided
  return decided.standing.due === task.standing.due ? { ...decided, standing: task.standing } : decided
}

const decisions: { readonly [E in TaskEventName]: Decide<E> } = {
  assign,
  give_back: giveBack,
  attempt_closed: attemptClosed,
  rated,
  appoint,
  drop,
  link_over: linkOver,
  overdue,
  recount,
}

const impossible = ({ standing: { state } }: CallbackTask, event: TaskEventName): TaskRefusal => {
  if (state === 'closed') return 'task_closed'
  return event === 'assign' ? 'task_not_waiting' : 'task_event_impossible'
}

/** What becomes of an event. Changes nothing itself. */
export const decideTask = (task: CallbackTask, event: TaskEvent, context: TaskContext): TaskDecided => {
  if (!taskTable[task.standing.state][event.event]) return refuse(impossible(task, event.event))
  const decide = decisions[event.event] as Decide<TaskEventName>
  return decide(task, event, context)
}
