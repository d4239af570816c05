import type { Fact } from '../../domain/fact.ts'
import type { Line } from '../../domain/line/line.ts'
import { get, values } from '../../domain/sorted.ts'
import type { RestoredCall } from '../../engine/restored-calls.ts'
import type { Role } from '../../engine/store.ts'
import type { LiveChange } from '../../wire/live.ts'
import type { HistoryView } from '../../wire/views.ts'
import { callRingingAt, deskCallView, type KeptCall, popView } from './desk-views.ts'
import type { Histories } from './histories.ts'

/** Makes a change for the eyes of a role. */
export type ChangeFor = (role: Role) => LiveChange

export interface DeskBookParts {
  readonly histories: Histories
  /** Sends a change to all desks of an agent; the count of desks it went to. */
  send(agentId: string, change: ChangeFor): number
  /** The pop of an offer that was made just now went to this many desks. */
  popped(fact: Extract<Fact, { kind: 'offer_made' }>, desks: number): void
}

/** Turns facts into what each desk shows of its calls: the pop while it rings, the call from the answer to the end of wrap-up. */
export interface DeskBook {
  note(fact: Fact, line: Line): void
  /** Takes up again what agents talked in or wrapped up before a restart, and asks who the callers in the line are. */
  restore(calls: readonly RestoredCall[], line: Line): void
  historyKnown(callId: string, history: HistoryView, line: Line): void
  /** The call an agent talks in or wraps up. */
  callOf(agentId: string): KeptCall | null
  keeps(callId: string): boolean
}

export const createDeskBook = ({ histories, send, popped }: DeskBookParts): DeskBook => {
  const kept = new Map<string, KeptCall>()
  const keepersOf = new Map<string, Set<string>>()

  /** Agents who are called in, by the id of that call to them. */
  const calledIn = new Map<string, string>()
  const keepers = (callId: string): readonly string[] => [...(keepersOf.get(callId) ?? [])]

  const showPop = (agentId: string | undefined, callId: string, line: Line): number => {
    const agent = agentId === undefined ? undefined : get(line.agents, agentId)
    const call = agent && callRingingAt(line, agent)
    if (call?.id !== callId) return 0
    return send(call.offer.agentId, role => ({ name: 'pop', pop: popView(line, call, role, histories.of(callId)) }))
  }
  const showCall = (agentId: string, line: Line) => {
    const call = kept.get(agentId)
    send(agentId, role => ({
      name: 'call',
      call: call ? deskCallView(line, agentId, call, role, histories.of(call.call.id)) : null,
    }))
  }
  const keep = (agentId: string, call: KeptCall, line: Line) => {
    kept.set(agentId, call)
    const known = keepersOf.get(call.call.id)
    if (known) known.add(agentId)
    else keepersOf.set(call.call.id, new Set([agentId]))
    showCall(agentId, line)
  }
  const drop = (agentId: string, line: Line) => {
    const call = kept.get(agentId)
    if (!call) return
    kept.delete(agentId)
    const others = keepersOf.get(call.call.id)
    others?.delete(agentId)
    if (others?.size === 0) keepersOf.delete(call.call.id)
    if (!get(line.calls, call.call.id) && !keepersOf.has(call.call.id)) histories.forget(call.call.id)
    showCall(agentId, line)
  }

  const withdraw = (partyId: string, why: string) => {
    const agentId = calledIn.get(partyId)
    if (agentId === undefined) return
    calledIn.delete(partyId)
    send(agentId, () => ({ name: 'pop_withdrawn', offerId: partyId, why }))
  }
  const showAll = (callId: string, line: Line) => {
    for (const agentId of keepers(callId)) showCall(agentId, line)
  }
  /** The agent's part in a call that goes on is over. */
  const leave = (agentId: string, at: number, line: Line) => {
    const call = kept.get(agentId)
    if (call && call.endedAt === null) keep(agentId, { ...call, endedAt: at }, line)
  }
  const take = (agentId: string, callId: string, offerId: string, at: number, line: Line) => {
    const call = get(line.calls, callId)
    if (!call) return
    if (kept.get(agentId)?.call.id === callId && kept.get(agentId)?.endedAt === null) return showAll(callId, line)
    keep(agentId, { call, offerId, answeredAt: at, endedAt: null, endCause: null }, line)
    showAll(callId, line)
  }

  return {
    note: (fact, line) => {
      switch (fact.kind) {
        case 'call_arrived':
          return histories.ask(fact.callId, fact.number)
        case 'attempt_began':
          return histories.ask(fact.callId, fact.number)
        case 'call_adopted': {
          const call = get(line.calls, fact.callId)
          return call && histories.ask(call.id, call.caller.number)
        }
        case 'offer_made': {
          const stands = get(line.calls, fact.callId)?.offer?.id === fact.offerId
          return stands ? popped(fact, showPop(fact.agentId, fact.callId, line)) : undefined
        }
        case 'notice_ended':
          showPop(get(line.calls, fact.callId)?.offer?.agentId, fact.callId, line)
          return
        case 'offer_ended':
          if (fact.result === 'accepted') return
          send(fact.agentId, () => ({ name: 'pop_withdrawn', offerId: fact.offerId, why: fact.result }))
          return
        case 'call_answered':
          return take(fact.agentId, fact.callId, fact.offerId, fact.at, line)
        case 'attempt_answered':
          return take(fact.agentId, fact.callId, fact.callId, fact.at, line)
        case 'leg_joined':
          return take(fact.agentId, fact.callId, fact.leg, fact.at, line)
        case 'party_called':
          if (fact.toAgentId !== null) {
            calledIn.set(fact.partyId, fact.toAgentId)
            showPop(fact.toAgentId, fact.callId, line)
          }
          return showAll(fact.callId, line)
        case 'party_ended':
          withdraw(fact.partyId, fact.how)
          return showAll(fact.callId, line)
        case 'party_joined':
          calledIn.delete(fact.partyId)
          return showAll(fact.callId, line)
        case 'agent_watched':
        case 'call_held':
        case 'call_resumed':
        case 'survey_started':
        case 'recording_paused':
        case 'recording_pause_explained':
        case 'recording_resumed':
        case 'recording_failed':
          return showAll(fact.callId, line)
        case 'handed_over':
        case 'transfer_started':
          if (fact.fromAgentId !== null) leave(fact.fromAgentId, fact.at, line)
          return showAll(fact.callId, line)
        case 'attempt_ended':
        case 'call_ended': {
          const those = keepers(fact.callId)
          const endCause = fact.kind === 'call_ended' ? fact.cause : 'completed'
          for (const agentId of those) {
            const call = kept.get(agentId)
            if (call) keep(agentId, { ...call, endedAt: call.endedAt ?? fact.at, endCause }, line)
          }
          return those.length === 0 ? histories.forget(fact.callId) : undefined
        }
        case 'agent_state': {
          if (fact.to === 'wrap_up') leave(fact.agentId, fact.at, line)
          const stays = fact.to === 'talking' || fact.to === 'wrap_up'
          return stays && fact.callId === kept.get(fact.agentId)?.call.id ? undefined : drop(fact.agentId, line)
        }
      }
    },
    restore: (calls, line) => {
      for (const { agentId, endCause = null, ...call } of calls) {
        histories.ask(call.call.id, call.call.caller.number)
        keep(agentId, { ...call, endCause }, line)
      }
      for (const call of values(line.calls)) {
        histories.ask(call.id, call.caller.number)
        if (call.offer) showPop(call.offer.agentId, call.id, line)
      }
    },
    historyKnown: (callId, history, line) => {
      const offer = get(line.calls, callId)?.offer
      if (offer) send(offer.agentId, () => ({ name: 'pop_history', offerId: offer.id, callId, history }))
      for (const agentId of keepers(callId)) {
        const offerId = kept.get(agentId)?.offerId
        if (offerId !== undefined) send(agentId, () => ({ name: 'pop_history', offerId, callId, history }))
      }
    },
    callOf: agentId => kept.get(agentId) ?? null,
    keeps: callId => keepersOf.has(callId),
  }
}
