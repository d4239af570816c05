import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import { standingLegOf } from '../../../src/domain/effect.ts'
import { outboundIdOf, type TaskOrder } from '../../../src/domain/outbound/outbound.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue, type LineUnderTest } from '../given-line.ts'

/** The queue of those whom the hotline rings. */
export const visitQueue = givenQueue({
  id: 'visits',
  dialledNumbers: [],
  medium: 'outbound',
  skills: [{ skill: 'visit', level: 1 }],
  notice: null,
  wrapUpMs: 60_000,
})

export const citizen = '+8613911112222'

/** A hotline that also rings citizens; agents with the skill `visit` may. */
export const givenVisits = () => {
  const under = givenLine(givenQueue({ notice: null }), visitQueue)
  const orderOf = (but: Partial<TaskOrder> = {}): TaskOrder => ({
    taskId: 'task-1',
    campaignId: 'satisfaction',
    purpose: 'satisfaction_visit',
    mode: 'progressive',
    queueId: 'visits',
    number: citizen,
    caseNo: '20261129000017',
    shownNumber: '12345',
    previewMs: 120_000,
    ringMs: 45_000,
    keepReady: 0,
    ...but,
  })
  return {
    under,
    visitor: (agentId: string, but: { stands?: boolean } = { stands: true }) =>
      under.ready(agentId, { skills: [{ skill: 'visit', level: 1 }], ...but }),
    /** Gives this agent a task; its call. */
    give: (agentId: string, but: Partial<TaskOrder> = {}, token = '1'): string => {
      const callId = outboundIdOf(token)
      const done = under.tell({ type: 'task_given', at: under.now, callId, agentId, order: orderOf(but) })
      return done.refusal ?? callId
    },
    answers: (callId: string) => under.tell({ type: 'dial_answered', at: under.now, callId }),
    fails: (callId: string, told: { cause: number; sip: number }, how: 'busy' | 'failed' | 'normal' = 'failed') =>
      under.tell({ type: 'caller_left', at: under.now, callId, how, told }),
    leaves: (callId: string) => under.tell({ type: 'caller_left', at: under.now, callId, how: 'normal' }),
    says: (agentId: string, outcome: AttemptOutcome, appointment: number | null = null) =>
      under.command(agentId, { name: 'conclude', said: { outcome, appointment, note: '' } }),
    closed: () => under.factsOf('attempt_closed'),
  }
}

/** Names of effects since the n-th, in their order. */
export const doneSince = (under: LineUnderTest, from: number): readonly string[] =>
  under.effects.slice(from).map(effect => effect.do)

export const standingLeg = (under: LineUnderTest, agentId: string): string =>
  get(under.line.agents, agentId)?.standingLeg ?? standingLegOf(agentId, 0)
