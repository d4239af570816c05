import type { Agent } from '../agent/agent.ts'
import { deviceOf } from '../agent/phone.ts'
import { release, toPaused, toReservedForTask } from '../agent/transitions.ts'
import type { Call } from '../call/call.ts'
import { letGo } from '../call/transitions.ts'
import { bridgeOf, summonsOf } from '../effect.ts'
import type { LineEvent } from '../event.ts'
import type { FactBody } from '../fact.ts'
import type { KeptPlace } from '../kept-place/kept-place.ts'
import { endPlace, setPlace } from '../kept-place/places.ts'
import { type Line, queueOf } from '../line/line.ts'
import { ask, dropCall, note, type Refusal, setAgent, setCall, type Turn } from '../line/turn.ts'
import type { Queue } from '../queue/queue.ts'
import { demandOf, rankOf } from '../routing/demand.ts'
import { profileOf, readyIn } from '../routing/ready.ts'
import { byPlace, nextCaller } from '../routing/waiting.ts'
import { entries, get, values } from '../sorted.ts'
import type { Outbound } from './outbound.ts'

/*
 * A campaign gives a task to an agent who waits for it. Citizens who call go first: nobody gets a task while somebody waits whom he could
 * take, and one who only looks at a task is taken from it. He is reserved, and the attempt is in the ledger, before anything is dialled.
 */

type Given = Extract<LineEvent, { type: 'task_given' }>

/** A call that the hotline makes. */
export type OutboundCall = Call & { readonly outbound: Outbound }

/** The call as one that the hotline makes; undefined where it is a citizen's own. */
export const outboundOf = (call: Call | undefined): OutboundCall | undefined =>
  call?.outbound ? (call as OutboundCall) : undefined

/** The attempt that an agent looks at, dials, talks in or has yet to conclude; undefined where his engagement is another. */
export const attemptOf = (line: Line, agent: Agent): OutboundCall | undefined => {
  const call = agent.callId === null ? undefined : outboundOf(get(line.calls, agent.callId))
  return call?.outbound.agentId === agent.id ? call : undefined
}

/** Whether a task engages an agent who is reserved; one who has passed his citizen on may be offered him again, as any caller. */
export const isOnTask = (line: Line, agent: Agent): boolean => {
  const call = attemptOf(line, agent)
  return call !== undefined && call.offer?.agentId !== agent.id
}

/** Whether a citizen is in a call with the house now, his own or one that it makes. */
const isInCall = (line: Line, number: string, except: string): boolean => {
  for (const call of values(line.calls))
    if (call.caller.number === number && call.id !== except && call.state !== 'concluded') return true
  return false
}

/** The place that an attempt is made for, while it is kept. */
const keptPlaceOf = (line: Line, { outbound: { keptPlace } }: OutboundCall): KeptPlace | undefined =>
  keptPlace === undefined ? undefined : get(line.places, keptPlace)

const refusalOf = ({ line }: Turn, agent: Agent, { order, callId }: Given): Refusal | null => {
  const queue = queueOf(line, order.queueId)
  if (queue?.medium !== 'outbound') return 'no_such_target'
  if (agent.state !== 'ready' || get(line.calls, callId)) return 'not_allowed_now'
  if (!line.telephony) return 'telephony_down'
  const profile = profileOf(agent)
  if (!rankOf(demandOf(queue, 0, queue.skills), profile)) return 'no_such_target'
  if (nextCaller(line.waiting, profile)) return 'caller_waits'
  if (readyIn(line.ready) <= order.keepReady) return 'too_few_ready'
  return isInCall(line, order.number, callId) ? 'number_in_call' : null
}

/** A call that may come of a task, which `agent` gets at `at`. */
export const callFor = (
  agent: Agent,
  queue: Queue,
  { callId, order, at }: Pick<Given, 'callId' | 'order' | 'at'>,
): OutboundCall => ({
  id: callId,
  state: 'previewed',
  since: at,
  queueId: queue.id,
  dialled: order.shownNumber,
  caller: { raw: order.number, number: order.number, withheld: false },
  priority: queue.priority,
  skills: queue.skills,
  demand: demandOf(queue, 0, queue.skills),
  arrivedAt: at,
  queuedAt: null,
  rung: 0,
  offersMade: 0,
  offer: null,
  agentId: null,
  leg: null,
  answeredAt: null,
  furtherLeg: false,
  heldSince: null,
  parties: [],
  lastParty: null,
  transfer: null,
  survey: null,
  until: null,
  recording: null,
  music: false,
  keep: null,
  fallback: false,
  outbound: { order, agentId: agent.id, dialledAt: null, rings: false, earlyMedia: false, network: null, said: null },
})

/** An agent gets a task: to look at before he dials it, or dialled at once. What is refused changes nothing. */
export const giveTask = (turn: Turn, event: Given): void => {
  const agent = get(turn.line.agents, event.agentId)
  const queue = queueOf(turn.line, event.order.queueId)
  turn.refusal = agent ? refusalOf(turn, agent, event) : 'agent_unknown'
  if (!agent || !queue || turn.refusal !== null) return
  offerTask(turn, agent, callFor(agent, queue, event), event.at)
}

/** Reserves an agent who is ready for a task; by its mode he looks at it first, or it is dialled at once. */
export const offerTask = (turn: Turn, agent: Agent, call: OutboundCall, at: number): void => {
  const { order } = call.outbound
  const callId = call.id
  note(turn, at, {
    kind: 'task_offered',
    callId,
    taskId: order.taskId,
    campaignId: order.campaignId,
    agentId: agent.id,
    mode: order.mode,
    ready: readyIn(turn.line.ready),
  })
  const until = turn.now + order.previewMs
  setCall(turn, { ...call, until })
  toReservedForTask(turn, agent, callId, until)
  if (order.mode === 'progressive') summon(turn, call, at)
}

/** His leg that stands takes the call at once; another phone of his is rung first, so that somebody is there when the citizen answers. */
export const summon = (turn: Turn, call: OutboundCall, at: number): void => {
  const agent = get(turn.line.agents, call.outbound.agentId)
  if (!agent) return
  if (agent.standingLeg !== null) return dial(turn, call, { ...agent, leg: agent.standingLeg }, at)
  const { settings } = turn.line
  const ringMs = queueOf(turn.line, call.queueId)?.ringMs ?? settings.summonMs
  const leg = summonsOf(call.id, call.offersMade + 1)
  const until = turn.now + ringMs + settings.ringMarginMs
  setCall(turn, { ...call, state: 'summoned', since: at, offersMade: call.offersMade + 1, leg, until })
  setAgent(turn, { ...agent, leg, legDevice: deviceOf(agent), until: until + settings.releaseMs })
  ask(turn, {
    do: 'ring',
    callId: call.id,
    offerId: leg,
    leg,
    agentId: agent.id,
    extension: agent.extension,
    device: deviceOf(agent),
    ringMs,
    callerNumber: call.caller.number,
  })
}

/** Whether somebody waits whom this agent could take; before one who kept his place only those who come before him. */
const isNeeded = (line: Line, call: OutboundCall, agent: Agent): boolean => {
  const next = nextCaller(line.waiting, profileOf(agent))
  const place = keptPlaceOf(line, call)
  if (next === null || !place) return next !== null
  return byPlace(next.place, { ...place, callId: place.id }) < 0
}

/** The agent's leg is up: the attempt is booked, then the citizen is dialled. */
export const dial = (turn: Turn, call: OutboundCall, agent: Agent, at: number): void => {
  const { order } = call.outbound
  const { leg } = agent
  if (leg === null) return
  // since his phone was rung for it, a caller may have begun to wait
  const needed = isNeeded(turn.line, call, agent)
  if (needed || isInCall(turn.line, order.number, call.id)) return giveBack(turn, call, 'caller_waits', at)
  const { settings } = turn.line
  const until = turn.now + order.ringMs
  note(turn, at, {
    kind: 'attempt_began',
    callId: call.id,
    taskId: order.taskId,
    campaignId: order.campaignId,
    purpose: order.purpose,
    queueId: call.queueId,
    agentId: agent.id,
    leg,
    number: order.number,
    shownNumber: order.shownNumber,
  })
  const place = keptPlaceOf(turn.line, call)
  if (place) endPlace(turn, place, 'rung', '', at)
  setCall(turn, { ...call, state: 'dialled', since: at, leg, until, outbound: { ...call.outbound, dialledAt: at } })
  setAgent(turn, { ...agent, legDevice: deviceOf(agent), until: until + settings.releaseMs })
  ask(turn, {
    do: 'dial',
    callId: call.id,
    leg,
    bridge: bridgeOf(call.id),
    number: order.number,
    shownNumber: order.shownNumber,
    ringMs: order.ringMs,
  })
}

type Why = Extract<FactBody, { kind: 'task_given_back' }>['why']

/** The task goes back to its campaign, not dialled. Who did not look at it in time is paused, as one who missed a caller. */
export const giveBack = (turn: Turn, call: OutboundCall, why: Why, at: number): void => {
  const { order, agentId } = call.outbound
  note(turn, at, { kind: 'task_given_back', callId: call.id, taskId: order.taskId, agentId, why })
  dropCall(turn, call)
  const place = keptPlaceOf(turn.line, call)
  if (place) setPlace(turn, { ...place, ringing: null })
  const given = get(turn.line.agents, agentId)
  if (given?.callId !== call.id) return
  // as one who declines a caller: the same place would be his again at once
  const declines = place !== undefined && why === 'given_back' && given.next === null
  const agent: Agent = declines ? { ...given, next: { state: 'paused', reason: 'declined' } } : given
  if (agent.leg !== null && agent.leg !== agent.standingLeg) {
    // his phone must be free before it rings for somebody else
    if (why === 'caller_waits' || why === 'given_back') return letGo(turn, agent, at, `the task is given back: ${why}`)
    ask(turn, { do: 'hang_up', channel: agent.leg, why: `the task is given back: ${why}` })
  }
  if (agent.next !== null) release(turn, agent, at)
  else if (why === 'too_long') toPaused(turn, agent, 'missed', at)
  else if (why === 'phone_gone') toPaused(turn, agent, 'phone_failed', at)
  else release(turn, agent, at)
}

/** Somebody waits whom an agent could take who only looks at a task: the agent is free for him in this turn. */
export const freeLooker = (turn: Turn, demand: Call['demand']): void => {
  for (const [callId, agentId] of entries(turn.line.lookers)) {
    const agent = get(turn.line.agents, agentId)
    const call = outboundOf(get(turn.line.calls, callId))
    if (!agent || !call || agent.next !== null || !rankOf(demand, profileOf(agent))) continue
    return giveBack(turn, call, 'caller_waits', turn.now)
  }
}
