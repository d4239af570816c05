import { codesOfAnswered, codesOfUnanswered } from '../../../src/domain/campaign/outcome.ts'
import type { DeskCommand } from '../../../src/domain/event.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { outboundIdOf, type TaskOrder } from '../../../src/domain/outbound/outbound.ts'
import type { Random } from './random.ts'

/** The n-th task that campaigns give out, and the call that may come of it. */
export const taskFor = (random: Random, n: number): { readonly callId: string; readonly order: TaskOrder } => ({
  callId: outboundIdOf(`t${n}`),
  order: {
    taskId: `task-${n}`,
    campaignId: 'campaign',
    purpose: 'satisfaction_visit',
    mode: random.chance(0.6) ? 'progressive' : 'preview',
    queueId: 'visits',
    number: `+86138${String(random.between(0, 49_999)).padStart(8, '0')}`,
    caseNo: null,
    shownNumber: '12345',
    previewMs: 60_000,
    ringMs: 45_000,
    keepReady: random.pick([0, 0, 0, 2]),
  },
})

interface Wish {
  readonly agentId: string
  readonly command: DeskCommand
  readonly afterMs: number
}

/** What an agent does next about his task; null: nothing. */
export const wishAbout = (random: Random, fact: Fact): Wish | null => {
  const says = (agentId: string, outcome: (typeof codesOfAnswered)[number], afterMs: number): Wish => ({
    agentId,
    command: { name: 'conclude', said: { outcome, appointment: null, note: '' } },
    afterMs,
  })
  const spoken = codesOfAnswered.filter(code => code !== 'appointment')
  switch (fact.kind) {
    case 'task_offered': {
      const { agentId } = fact
      if (fact.mode !== 'preview' || random.chance(0.1)) return null
      return { agentId, command: { name: random.chance(0.9) ? 'dial' : 'give_back' }, afterMs: 5_000 }
    }
    case 'attempt_began':
      // the carrier says it before the network does
      return random.chance(0.05) ? says(fact.agentId, random.pick([...codesOfUnanswered]), 3_000) : null
    case 'attempt_answered':
      return random.chance(0.8) ? says(fact.agentId, random.pick(spoken), 90_000) : null
    default:
      return null
  }
}
