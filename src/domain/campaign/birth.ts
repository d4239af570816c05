import type { ContactWay } from '../cases/case.ts'
import type { BookedCommand } from '../cases/life/commands.ts'
import type { Standing } from '../cases/life/standing.ts'
import type { Fact } from '../fact.ts'
import type { Campaign } from './campaign.ts'
import type { CampaignFactBody } from './campaign-facts.ts'
import { dueOf, type TaskContext } from './decide-task.ts'
import { dialable, type NumberPlan } from './dialable.ts'
import type { TaskOrigin } from './task.ts'
import type { TaskEvent } from './task-table.ts'

/** A task that is wished for; `requestId` names the wish, so that asking twice makes one. */
export type TaskWish = Omit<TaskOrigin, 'taskId' | 'campaignId'>

/** Made of campaign and wish alone: nobody can choose an id until the draw falls as he likes (docs/decisions/0038). */
export const taskIdOf = (campaignId: string, requestId: string): string => `${campaignId}.${requestId}`

export const visitRequestOf = (caseNo: string, round: number): string => `case-${caseNo}-${round}`

/** The return visit of a case whose reply was accepted at `order`. Without a number that can be rung, or where the requester wants another way than the phone (DOMAIN.md 3.5), it is a visit by link. */
export const visitOf = (
  of: {
    readonly caseNo: string
    readonly round: number
    readonly contact: ContactWay
    readonly number: string | null
    readonly order: number
  },
  numbers: NumberPlan,
): TaskWish => {
  const answer = of.number === null || of.contact !== 'phone' ? null : dialable(of.number, numbers)
  return {
    number: answer && 'number' in answer ? answer.number : null,
    caseNo: of.caseNo,
    round: of.round,
    order: of.order,
    urgent: false,
    source: 'case',
    requestId: visitRequestOf(of.caseNo, of.round),
    note: '',
  }
}

/** The return of a missed call; null: the number cannot be rung. Whether it is urgent is known by the cases of the number. */
export const missedReturnOf = (
  fact: Pick<Extract<Fact, { kind: 'missed_call' }>, 'at' | 'callId' | 'number'>,
  numbers: NumberPlan,
): TaskWish | null => {
  const answer = dialable(fact.number, numbers)
  if ('refused' in answer) return null
  return {
    number: answer.number,
    caseNo: null,
    round: null,
    order: fact.at,
    urgent: false,
    source: 'missed_call',
    requestId: `missed-${fact.callId}`,
    note: '',
  }
}

/** The fact by which a wish becomes a task. `drawn`: whether the draw has chosen it; if not, or without a number, a satisfaction visit is asked by link at once. */
export const taskCreated = (
  campaign: Campaign,
  wish: TaskWish,
  drawn: boolean,
  context: TaskContext,
): Extract<CampaignFactBody, { kind: 'task_created' }> => {
  const { now } = context
  const { id: campaignId, purpose } = campaign
  const none = {
    version: 1,
    since: now,
    appointment: null,
    attempts: [],
    agentId: null,
    callId: null,
    result: null,
  } as const
  const isVisit = purpose === 'satisfaction_visit'
  const byLink = isVisit && (!drawn || wish.number === null)
  const { due } = byLink ? { due: now + campaign.linkMs } : dueOf({ ...wish, purpose, standing: none }, context)
  const open = byLink ? ({ state: 'linked', due } as const) : ({ state: 'waiting', due } as const)
  // what no agent and no citizen can do anything about is over at once
  const place =
    !isVisit && wish.number === null ? ({ state: 'closed', due: null, result: 'bad_number' } as const) : open
  return {
    kind: 'task_created',
    purpose,
    standing: { ...none, drawn, ...place },
    ...wish,
    taskId: taskIdOf(campaignId, wish.requestId),
    campaignId,
  }
}

/** What a step of a case means for its return visit; null: nothing. */
export const visitEventOf = (
  before: Pick<Standing, 'state'> | null,
  after: Pick<Standing, 'state'>,
  wish: BookedCommand,
): TaskEvent | 'born' | null => {
  const was = before?.state === 'pending_callback'
  const is = after.state === 'pending_callback'
  if (wish.event === 'visit' && wish.result === 'rated') return { event: 'rated' }
  if (!was) return is ? 'born' : null
  if (is) return null
  if (wish.event === 'visit')
    return { event: 'drop', result: wish.result === 'refused' ? 'refused' : 'unreached', why: 'visit' }
  return { event: 'drop', result: 'overtaken', why: wish.event }
}
