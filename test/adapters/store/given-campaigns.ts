import type { Purpose } from '../../../src/domain/campaign/campaign.ts'
import type { NetworkResult } from '../../../src/domain/campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import type { TaskOrigin, TaskStanding } from '../../../src/domain/campaign/task.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { fact } from './given-facts.ts'

/** A task of a test; what is left out: a satisfaction visit that waits and is due at once. */
export interface GivenTask extends Partial<Omit<TaskOrigin, 'taskId'>> {
  readonly taskId: string
  readonly at: number
  readonly purpose?: Purpose
  readonly standing?: Partial<TaskStanding>
}

export const standingAt = (at: number, more: Partial<TaskStanding> = {}): TaskStanding => ({
  ...{ version: 1, state: 'waiting', since: at, due: at, appointment: null, attempts: [], agentId: null },
  ...{ callId: null, drawn: true, result: null },
  ...more,
})

/** The fact that makes it. */
export const taskCreated = ({ taskId, at, purpose = 'satisfaction_visit', standing, ...origin }: GivenTask): Fact =>
  fact(at, {
    ...{ kind: 'task_created', taskId, purpose, campaignId: 'visits', number: '+8613812345678', caseNo: null },
    ...{ round: null, order: at, urgent: false, source: 'case', requestId: taskId, note: '' },
    ...origin,
    standing: standingAt(at, standing),
  } as const)

/** Something happened to it. */
export const taskMoved = (
  taskId: string,
  at: number,
  standing: Partial<TaskStanding> & { readonly version: number },
  why = '',
): Fact => fact(at, { kind: 'task_moved', taskId, event: 'closed', by: '', why, standing: standingAt(at, standing) })

/** An attempt of a test. Times in ms. */
export interface GivenAttempt {
  readonly callId: string
  readonly taskId: string
  readonly at: number
  readonly outcome: AttemptOutcome
  readonly purpose?: Purpose
  readonly number?: string
  readonly agentId?: string
  readonly campaignId?: string
  readonly ringMs?: number
  /** Left out: nobody answered. */
  readonly talkMs?: number
  readonly how?: NetworkResult['how']
  readonly byNetwork?: AttemptOutcome
  readonly note?: string
}

/** All facts of an attempt, from its beginning to its outcome. */
export const attemptFacts = (given: GivenAttempt): readonly Fact[] => {
  const { callId, taskId, at, outcome, talkMs = null, ringMs = 5_000, note = '' } = given
  const { purpose = 'satisfaction_visit', campaignId = 'visits', number = '+8613812345678', agentId = '1001' } = given
  const answeredAt = at + ringMs
  const endedAt = answeredAt + (talkMs ?? 0)
  const how = given.how ?? (talkMs === null ? 'no_answer' : 'normal')
  const byNetwork = given.byNetwork ?? (talkMs === null ? 'no_answer' : 'uncoded')
  const byAgent = outcome === byNetwork ? null : outcome
  const answer = [
    fact(answeredAt, { kind: 'attempt_answered', callId, agentId, leg: `${callId}-leg`, ringMs }),
    fact(endedAt, { kind: 'leg_ended', callId, leg: `${callId}-leg`, agentId, how: 'normal', talkMs }),
  ] as const
  const network = { how, cause: 16, sip: 200, ringMs, earlyMedia: true }
  return [
    fact(at, {
      ...{ kind: 'attempt_began', callId, taskId, campaignId, purpose, queueId: 'visits', agentId },
      ...{ leg: `${callId}-leg`, number, shownNumber: '12345' },
    }),
    ...(talkMs === null ? [] : answer),
    fact(endedAt, { kind: 'attempt_ended', callId, by: 'agent', talkMs, network }),
    fact(endedAt + 2_000, {
      ...{ kind: 'attempt_closed', callId, taskId, agentId, outcome, byNetwork, byAgent, appointment: null, note },
    }),
  ]
}
