import type { Agent, AgentState, NextState, PauseReason, Resume } from '../agent/agent.ts'
import { absentUntil, toOffline } from '../agent/transitions.ts'
import type { Call, CallState } from '../call/call.ts'
import { openChatOf, restoreChat, type UnfinishedChat } from '../chats/restore-chat.ts'
import { waitDeadline } from '../kept-place/keep.ts'
import { restorePlace, type UnfinishedPlace } from '../kept-place/restore-place.ts'
import type { CallerNumber } from '../number/normalise.ts'
import { outboundOf } from '../outbound/give.ts'
import { restoreAttempt, type UnfinishedAttempt } from '../outbound/restore-attempt.ts'
import { rungAt, takesCalls } from '../queue/queue.ts'
import { recordingPartOf } from '../recording/recording.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import type { Party } from '../transfer/party.ts'
import { type Line, queueOf } from './line.ts'
import { note, setAgent, setCall, type Turn } from './turn.ts'

/** A call without an end, as the ledger holds it. Times UTC ms. */
export interface UnfinishedCall {
  readonly id: string
  readonly queueId: string
  readonly dialled: string
  readonly caller: CallerNumber
  readonly priority: number
  readonly arrivedAt: number
  readonly queuedAt: number | null
  readonly answeredAt: number | null
  readonly agentId: string | null
  /** The agent's leg of the talk, null where he has none open. */
  readonly leg: string | null
  /** Since when an answered caller waits for somebody else, and since when he is on music. */
  readonly transferredAt: number | null
  readonly heldAt: number | null
  /** Whether the agent's leg is another one than that which answered. */
  readonly furtherLeg: boolean
  /** When the agent ended the talk and the caller was asked to rate him; null: he was not. */
  readonly surveyedAt: number | null
  /** Who was called into the talk and is not gone. */
  readonly parties: readonly Party[]
  /** Since when its recording is paused, and by whose wish; null: it is not. */
  readonly recordingPause: { readonly since: number; readonly agentId: string } | null
  /** When the caller was told that nobody is free; null where he was not. */
  readonly dismissedAt: number | null
  readonly fallback: boolean
  /** The offer that has no end. */
  readonly offer: { readonly id: string; readonly agentId: string; readonly madeAt: number } | null
}

/** What an agent was last, as the ledger holds it. */
export interface LastState {
  readonly agentId: string
  readonly state: AgentState
  readonly reason: PauseReason | null
  readonly since: number
  readonly until: number | null
  readonly next: NextState | null
  readonly resume: Resume | null
  readonly callId: string | null
  /** His leg of that call, if it has no end. */
  readonly leg: string | null
}

/** All that the ledger holds as not ended. */
export interface UnfinishedLine {
  /** Left out: none. */
  readonly chats?: readonly UnfinishedChat[]
  /** Of calls that the hotline makes. Left out: none. */
  readonly attempts?: readonly UnfinishedAttempt[]
  /** Of callers who are to be rung back in their turn. Left out: none. */
  readonly places?: readonly UnfinishedPlace[]
  readonly calls: readonly UnfinishedCall[]
  readonly agents: readonly LastState[]
}

/**
 * Takes the line up where the ledger ends: calls in the order of their arrival, with their arrival, their queue and their agent; agents
 * as they were, except that nobody is ready or paused before his console and phone are there again. What has happened
 * meanwhile in Asterisk is found by the comparison that follows.
 */
export const restore = (
  turn: Turn,
  { calls, agents, chats = [], attempts = [], places = [] }: UnfinishedLine,
): void => {
  const reservedFor = new Map(agents.flatMap(each => (each.state === 'reserved' ? [[each.agentId, each.callId]] : [])))
  const ordered = [...calls].sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1))
  for (const call of ordered)
    restoreCall(turn, call, call.offer !== null && reservedFor.get(call.offer.agentId) === call.id)
  for (const attempt of attempts) restoreAttempt(turn, attempt)
  for (const place of places) restorePlace(turn, place)
  for (const chat of chats) restoreChat(turn, chat, agents)
  for (const last of agents) restoreAgent(turn, last)
}

const stateOf = (call: UnfinishedCall, offered: boolean): CallState => {
  if (call.dismissedAt !== null) return 'dismissed'
  if (call.surveyedAt !== null && !call.fallback) return 'surveyed'
  if (call.answeredAt !== null && call.transferredAt === null) return 'talking'
  if (call.fallback) return 'fallback'
  if (call.queuedAt === null) return 'announced'
  return offered ? 'offered' : 'queued'
}

const restoreCall = (turn: Turn, known: UnfinishedCall, offerStands: boolean): void => {
  const { now } = turn
  const call = callOf(turn.line, known, offerStands, now)
  if (!call || get(turn.line.calls, known.id)) return
  if (known.offer && !call.offer)
    note(turn, now, {
      kind: 'offer_ended',
      callId: call.id,
      offerId: known.offer.id,
      agentId: known.offer.agentId,
      result: 'withdrawn',
      ringMs: Math.max(0, now - known.offer.madeAt),
    })
  note(turn, now, { kind: 'call_adopted', callId: call.id, state: call.state })
  setCall(turn, call)
}

/** A call of the ledger as the line would hold it; null where there is no queue at all. `now`: UTC ms. */
export const callOf = (line: Line, known: UnfinishedCall, offerStands: boolean, now: number): Call | null => {
  const { id, queueId, dialled, caller, priority, arrivedAt, answeredAt, agentId, leg, fallback, transferredAt } = known
  // on his way to somebody else he waits from there
  const queuedAt = transferredAt ?? known.queuedAt
  const queue = queueOf(line, queueId) ?? line.queues.find(takesCalls)
  if (!queue) return null
  const { lastWordMs, ringMarginMs } = line.settings
  const state = stateOf(known, offerStands)
  const waits = state === 'announced' || state === 'queued' || state === 'offered'
  const rung = queuedAt === null ? 0 : rungAt(queue, now - queuedAt)
  const ringUntil = (known.offer?.madeAt ?? now) + queue.ringMs + ringMarginMs
  const offer =
    known.offer && offerStands && waits
      ? { ...known.offer, leg: known.offer.id, acceptedAt: null, until: Math.max(ringUntil, now + ringMarginMs) }
      : null
  const until: Record<CallState, number | null> = {
    announced: Math.max(arrivedAt + queue.noticeMaxMs, now),
    queued: waitDeadline(queue, { answeredAt, caller, keep: null }, rung, queuedAt ?? arrivedAt),
    offered: offer?.until ?? now,
    talking: recordingOf(line, known, 'talking')?.pause?.until ?? null,
    surveyed: now,
    dismissed: Math.max((known.dismissedAt ?? now) + lastWordMs, now),
    fallback: null,
    previewed: now,
    summoned: now,
    dialled: now,
    concluded: now,
  }
  return {
    id,
    state,
    since: (state === 'talking' ? answeredAt : null) ?? queuedAt ?? arrivedAt,
    queueId: queue.id,
    dialled,
    caller,
    priority,
    skills: queue.skills,
    demand: demandOf(queue, rung, queue.skills),
    arrivedAt,
    queuedAt,
    rung,
    // an offer whose facts were lost with the old server may still ring under its number
    offersMade: now,
    offer,
    agentId: transferredAt === null ? agentId : null,
    leg: transferredAt === null ? leg : null,
    furtherLeg: known.furtherLeg,
    answeredAt,
    heldSince: state === 'talking' ? known.heldAt : null,
    parties: state === 'talking' ? known.parties : [],
    lastParty: null,
    outbound: null,
    // the question is not asked again: he may have heard it, and pressed a key unheard
    survey:
      state !== 'surveyed' || known.surveyedAt === null
        ? null
        : { agentId: agentId ?? '', talkEndedAt: known.surveyedAt, prompts: 2, wrongKey: false, plays: null },
    recording: recordingOf(line, known, state),
    transfer: transferredAt === null ? null : { fromAgentId: agentId, startedAt: transferredAt },
    until: until[state],
    music: queuedAt !== null && waits,
    keep: null,
    fallback,
  }
}

/** Asterisk went on recording; a pause still has its limit. Callers whom the native queue had, or who were turned away, have none of ours. */
const recordingOf = (line: Line, known: UnfinishedCall, state: CallState): Call['recording'] => {
  const recorded = line.settings.record && queueOf(line, known.queueId)?.record !== false
  if (!recorded || known.fallback || state === 'dismissed') return null
  const { recordingPauseMs } = line.settings
  const pause = known.recordingPause && {
    ...known.recordingPause,
    until: known.recordingPause.since + recordingPauseMs,
    subject: null,
  }
  return { part: recordingPartOf(known.id, 1), pause: state === 'talking' ? pause : null }
}

const restoreAgent = (turn: Turn, last: LastState): void => {
  const agent = get(turn.line.agents, last.agentId)
  if (!agent) return
  const { state, since, reason, next, callId } = last
  const there = { ...agent, state, since, reason, next, callId, signedIn: true }
  const call = callId === null ? undefined : get(turn.line.calls, callId)
  const { releaseMs } = turn.line.settings
  switch (state) {
    case 'offline':
      return last.resume === null ? undefined : absent(turn, { ...there, callId: null, resume: last.resume })
    case 'ready':
      return toOffline(turn, { ...there, resume: 'ready' }, turn.now)
    case 'paused':
      return toOffline(turn, { ...there, resume: reason ?? 'signed_in' }, turn.now)
    case 'wrap_up': {
      const wrapUpMs = wrapUpOf(turn, callId)
      return setAgent(turn, { ...there, wrapUpMs, until: Math.max(last.until ?? 0, turn.now) })
    }
    case 'reserved': {
      const attempt = outboundOf(call)
      if (attempt?.outbound.agentId === agent.id && attempt.offer?.agentId !== agent.id)
        return setAgent(turn, { ...there, offerId: callId, until: (attempt.until ?? turn.now) + releaseMs })
      const offer = call?.offer
      if (offer?.agentId !== agent.id) return toOffline(turn, { ...there, resume: 'ready' }, turn.now)
      return setAgent(turn, { ...there, offerId: offer.id, leg: offer.leg, until: offer.until + releaseMs })
    }
    case 'talking': {
      const chat = openChatOf(turn.line, agent.id)
      // nobody's console is there yet: the chat is kept for him as for one whose console has just gone
      if (callId === null && chat)
        return setAgent(turn, {
          ...there,
          chatId: chat.id,
          wrapUpMs: queueOf(turn.line, chat.queueId)?.wrapUpMs ?? 0,
          until: turn.now + turn.line.settings.chatKeepMs,
        })
      const part = call?.parties.find(({ agentId, joinedAt }) => agentId === agent.id && joinedAt !== null)
      const stays = call?.agentId === agent.id || part !== undefined
      const wrapUpMs = wrapUpOf(turn, callId)
      // his phone was lost when the server went: the caller is kept for him
      const { keepMs } = turn.line.settings
      const until = !stays ? turn.now + releaseMs : last.leg === null && !call?.fallback ? turn.now + keepMs : null
      return setAgent(turn, {
        ...there,
        offerId: part?.id ?? null,
        leg: last.leg,
        legSince: since,
        wrapUpMs,
        until,
      })
    }
  }
}

const absent = (turn: Turn, agent: Agent): void => setAgent(turn, { ...agent, until: absentUntil(turn, agent) })

const wrapUpOf = (turn: Turn, callId: string | null): number => {
  const call = callId === null ? undefined : get(turn.line.calls, callId)
  const queue = (call && queueOf(turn.line, call.queueId)) ?? turn.line.queues[0]
  return queue?.wrapUpMs ?? 0
}
