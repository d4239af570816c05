import type { Agent } from '../../domain/agent/agent.ts'
import type { Call, Offer } from '../../domain/call/call.ts'
import type { EndCause } from '../../domain/fact.ts'
import { type Line, queueOf } from '../../domain/line/line.ts'
import { get } from '../../domain/sorted.ts'
import type { Role } from '../../engine/store.ts'
import { callerView } from '../../engine/views.ts'
import type { DeskCallView, HistoryView, PopView } from '../../wire/views.ts'

/** A call that an agent talks in or wraps up, as it was at the answer; `endedAt` and `endCause` null while it goes on. */
export interface KeptCall {
  readonly call: Call
  readonly offerId: string
  readonly answeredAt: number
  readonly endedAt: number | null
  readonly endCause: EndCause | null
}

const skillsAsked = (line: Line, call: Call): readonly string[] => {
  const ofQueue = new Set(queueOf(line, call.queueId)?.skills.map(({ skill }) => skill))
  return call.skills.map(({ skill }) => skill).filter(skill => !ofQueue.has(skill))
}

const common = (line: Line, call: Call, offerId: string, role: Role, history: HistoryView | null) => ({
  offerId,
  callId: call.id,
  queueId: call.queueId,
  queueName: queueOf(line, call.queueId)?.name ?? { zh: call.queueId, en: call.queueId },
  skillsAsked: skillsAsked(line, call),
  dialled: call.dialled,
  ...callerView(call.caller, role),
  arrivedAt: call.arrivedAt,
  history,
})

/** A call with an offer that stands. */
export type RingingCall = Call & { readonly offer: Offer }

/** The call with its offer, or null when it has none. */
export const ringing = (call: Call | undefined): RingingCall | null =>
  call?.offer ? { ...call, offer: call.offer } : null

/** The pop of a call that rings. */
export const popView = (line: Line, call: RingingCall, role: Role, history: HistoryView | null): PopView => {
  const { offer } = call
  const standing = get(line.agents, offer.agentId)?.standingLeg
  return {
    ...common(line, call, offer.id, role, history),
    ringUntil: offer.until - line.settings.ringMarginMs,
    noticePlays: call.state === 'announced',
    acceptBy: offer.leg === standing ? 'desk' : 'phone',
  }
}

/** The call at a desk. */
export const deskCallView = (line: Line, kept: KeptCall, role: Role, history: HistoryView | null): DeskCallView => ({
  ...common(line, kept.call, kept.offerId, role, history),
  answeredAt: kept.answeredAt,
  endedAt: kept.endedAt,
  endCause: kept.endCause,
})

/** The call that rings this agent now, if the offer stands on both sides. */
export const callRingingAt = (line: Line, agent: Agent): RingingCall | null => {
  if (agent.state !== 'reserved' || agent.callId === null) return null
  const call = ringing(get(line.calls, agent.callId))
  return call?.offer.id === agent.offerId ? call : null
}
