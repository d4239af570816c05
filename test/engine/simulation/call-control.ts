import type { Agent } from '../../../src/domain/agent/agent.ts'
import type { DeskCommand } from '../../../src/domain/event.ts'
import { pauseSubjects } from '../../../src/domain/recording/recording.ts'
import type { Contact, Target } from '../../../src/domain/transfer/party.ts'
import type { Random } from './random.ts'

const contact = (n: number): Contact => ({
  id: `d${n}`,
  name: { zh: `d${n}`, en: `d${n}` },
  number: `+86513888800${n}`,
  unit: `unit ${n % 3}`,
})

const target = (random: Random): Target => {
  const what = random.next()
  if (what < 0.4) return { kind: 'agent', agentId: String(1001 + random.between(0, 41)) }
  if (what < 0.6) return { kind: 'queue', queueId: random.pick(['hotline', 'enterprise', 'elder', 'none']) }
  if (what < 0.8) return { kind: 'department', contacts: [contact(random.between(10, 19))] }
  return { kind: 'specialist', contacts: [contact(20), contact(21), contact(22)].slice(random.between(0, 3)) }
}

/** Something that the agent may try to do with his caller, sensible or not. */
export const callControl = (random: Random, agent: Agent | undefined): DeskCommand => {
  const what = random.next()
  if (what < 0.06) return { name: 'pause_recording' }
  if (what < 0.08) return { name: 'resume_recording' }
  if (what < 0.1) return { name: 'explain_recording_pause', subject: random.pick(pauseSubjects) }
  if (what < 0.16) return { name: 'hold' }
  if (what < 0.3) return { name: 'resume' }
  if (what < 0.6) return { name: 'bring_in', target: target(random), mode: random.pick(['consult', 'join'] as const) }
  if (what < 0.75) return { name: 'transfer', target: target(random) }
  if (what < 0.85) return { name: 'hand_over' }
  if (what < 0.93) return { name: 'rate' }
  return { name: 'drop_party', partyId: `${agent?.callId}-party-${random.between(2, 4)}` }
}
