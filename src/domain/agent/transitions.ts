import type { FactBody } from '../fact.ts'
import { note, setAgent, type Turn } from '../line/turn.ts'
import { isOutbound } from '../outbound/outbound.ts'
import type { Agent, AgentState, PauseReason } from './agent.ts'
import { deviceOf } from './phone.ts'

type Change = Partial<Agent> & { readonly state: AgentState }

/** The one place where an agent's state changes: closes the old interval with a fact and opens the new one. */
const change = (turn: Turn, agent: Agent, to: Change, at: number): void => {
  const next: Agent = { ...agent, since: at, reason: null, until: null, ...to }
  setAgent(turn, next)
  const chatId = agent.chatId ?? next.chatId
  const fact: FactBody = {
    kind: 'agent_state',
    agentId: agent.id,
    from: agent.state,
    fromSince: agent.since,
    fromReason: agent.reason,
    to: next.state,
    reason: next.reason,
    until: next.state === 'wrap_up' || next.state === 'paused' ? next.until : null,
    callId: next.callId,
    ...(chatId !== null && { chatId }),
    ...([agent.callId, next.callId].some(callId => callId !== null && isOutbound(callId)) && { outbound: true }),
    resume: next.state === 'offline' && next.signedIn ? next.resume : null,
  }
  note(turn, at, fact)
}

/** Changes the planned end of the present state, or the wish for what follows it. */
export const plan = (turn: Turn, agent: Agent, at: number): void => {
  setAgent(turn, agent)
  const until = agent.state === 'wrap_up' || agent.state === 'paused' ? agent.until : null
  note(turn, at, { kind: 'agent_planned', agentId: agent.id, until, next: agent.next })
}

const free = { callId: null, chatId: null, offerId: null, leg: null, legDevice: null } as const

/** Reserved for one offer until it is taken, missed or withdrawn. */
export const toReserved = (
  turn: Turn,
  agent: Agent,
  offer: { callId: string; offerId: string; leg: string; until: number },
): void =>
  change(
    turn,
    agent,
    {
      state: 'reserved',
      chatId: null,
      ...offer,
      legDevice: deviceOf(agent),
      until: offer.until + turn.line.settings.releaseMs,
    },
    turn.now,
  )

/** Reserved for the offer of a chat; no phone of his has to do with it. */
export const toReservedForChat = (
  turn: Turn,
  agent: Agent,
  { until, ...offer }: { chatId: string; offerId: string; until: number },
): void =>
  change(turn, agent, { state: 'reserved', ...free, ...offer, until: until + turn.line.settings.releaseMs }, turn.now)

/** Reserved for a callback task; his leg is named when it is needed. */
export const toReservedForTask = (turn: Turn, agent: Agent, callId: string, until: number): void =>
  change(
    turn,
    agent,
    { state: 'reserved', ...free, callId, offerId: callId, until: until + turn.line.settings.releaseMs },
    turn.now,
  )

/** Nobody answered his attempt: for a moment he may say what he heard, then he is free. */
export const toConclude = (turn: Turn, agent: Agent, at: number, ms: number): void =>
  change(
    turn,
    agent,
    { state: 'wrap_up', ...free, callId: agent.callId, extensions: 0, wrapUpMs: ms, missesInARow: 0, until: at + ms },
    at,
  )

/** Talking: at least one leg is up, or he writes in a chat. `wrapUpMs` is what its queue grants afterwards. */
export const toTalking = (turn: Turn, agent: Agent, at: number, wrapUpMs: number): void =>
  change(
    turn,
    agent,
    {
      state: 'talking',
      chatId: agent.callId === null ? agent.chatId : null,
      missesInARow: 0,
      wrapUpMs,
      legSince: at,
    },
    at,
  )

/** Wrap-up until its planned end; none where the queue grants none. */
export const toWrapUp = (turn: Turn, agent: Agent, at: number): void => {
  if (agent.wrapUpMs === 0) release(turn, agent, at)
  else
    change(
      turn,
      agent,
      { state: 'wrap_up', offerId: null, leg: null, legDevice: null, extensions: 0, until: at + agent.wrapUpMs },
      at,
    )
}

/** Paused for a reason, with a planned end where the server paused him. */
export const toPaused = (turn: Turn, agent: Agent, reason: PauseReason, at: number): void => {
  const until = reason === 'declined' ? turn.now + turn.line.settings.declinePauseMs : null
  const missesInARow = reason === 'missed' ? 0 : agent.missesInARow
  change(turn, agent, { state: 'paused', reason, until, next: null, missesInARow, ...free }, at)
}

/** Ready where console and phone are there, else offline until they are back. */
export const toReady = (turn: Turn, agent: Agent, at: number): void => {
  if (agent.signedIn && agent.console && agent.phone) change(turn, agent, { state: 'ready', next: null, ...free }, at)
  else toOffline(turn, { ...agent, resume: 'ready' }, at)
}

/** When an agent who is offline is signed out: some time after his console went; never while it is there. */
export const absentUntil = (turn: Turn, agent: Agent): number | null =>
  agent.signedIn && !agent.console ? turn.now + turn.line.settings.absenceMs : null

/** Offline: signed out, or without console or phone. */
export const toOffline = (turn: Turn, agent: Agent, at: number): void =>
  change(turn, agent, { state: 'offline', until: absentUntil(turn, agent), next: null, ...free }, at)

/** Signed out by his own wish or by long absence. */
export const signOut = (turn: Turn, agent: Agent, at: number): void => {
  const gone = { ...agent, signedIn: false, resume: 'signed_in' as const }
  if (agent.state === 'offline') setAgent(turn, { ...gone, until: null })
  else toOffline(turn, gone, at)
}

/** What an agent becomes when an engagement is over: what he asked for, else ready. */
export const release = (turn: Turn, agent: Agent, at: number): void => {
  if (agent.next?.state === 'paused') toPaused(turn, agent, agent.next.reason, at)
  else if (agent.next?.state === 'offline') signOut(turn, agent, at)
  else toReady(turn, agent, at)
}
