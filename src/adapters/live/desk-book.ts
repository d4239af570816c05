import type { Fact } from '../../domain/fact.ts'
import type { Line } from '../../domain/line/line.ts'
import { get, values } from '../../domain/sorted.ts'
import type { RestoredCall } from '../../engine/restored-calls.ts'
import type { Role } from '../../engine/store.ts'
import type { LiveChange } from '../../wire/live.ts'
import type { HistoryView } from '../../wire/views.ts'
import { deskCallView, type KeptCall, popView, ringing } from './desk-views.ts'
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
  const keeperOf = new Map<string, string>()

  const showPop = (callId: string, line: Line): number => {
    const call = ringing(get(line.calls, callId))
    if (!call) return 0
    return send(call.offer.agentId, role => ({ name: 'pop', pop: popView(line, call, role, histories.of(callId)) }))
  }
  const showCall = (agentId: string, line: Line) => {
    const call = kept.get(agentId)
    send(agentId, role => ({
      name: 'call',
      call: call ? deskCallView(line, call, role, histories.of(call.call.id)) : null,
    }))
  }
  const keep = (agentId: string, call: KeptCall, line: Line) => {
    kept.set(agentId, call)
    keeperOf.set(call.call.id, agentId)
    showCall(agentId, line)
  }
  const drop = (agentId: string, line: Line) => {
    const call = kept.get(agentId)
    if (!call) return
    kept.delete(agentId)
    keeperOf.delete(call.call.id)
    if (!get(line.calls, call.call.id)) histories.forget(call.call.id)
    showCall(agentId, line)
  }

  return {
    note: (fact, line) => {
      switch (fact.kind) {
        case 'call_arrived':
          return histories.ask(fact.callId, fact.number)
        case 'call_adopted': {
          const call = get(line.calls, fact.callId)
          return call && histories.ask(call.id, call.caller.number)
        }
        case 'offer_made': {
          const stands = get(line.calls, fact.callId)?.offer?.id === fact.offerId
          return stands ? popped(fact, showPop(fact.callId, line)) : undefined
        }
        case 'notice_ended':
          showPop(fact.callId, line)
          return
        case 'offer_ended':
          if (fact.result === 'accepted') return
          send(fact.agentId, () => ({ name: 'pop_withdrawn', offerId: fact.offerId, why: fact.result }))
          return
        case 'call_answered': {
          const call = get(line.calls, fact.callId)
          if (!call) return
          const { offerId, at: answeredAt } = fact
          return keep(fact.agentId, { call, offerId, answeredAt, endedAt: null, endCause: null }, line)
        }
        case 'call_ended': {
          const agentId = keeperOf.get(fact.callId)
          const call = agentId === undefined ? undefined : kept.get(agentId)
          if (agentId !== undefined && call)
            return keep(agentId, { ...call, endedAt: fact.at, endCause: fact.cause }, line)
          return histories.forget(fact.callId)
        }
        case 'agent_state': {
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
        if (call.offer) showPop(call.id, line)
      }
    },
    historyKnown: (callId, history, line) => {
      const agentId = keeperOf.get(callId)
      const offer = get(line.calls, callId)?.offer
      const to = agentId ?? offer?.agentId
      const offerId = offer?.id ?? (agentId === undefined ? undefined : kept.get(agentId)?.offerId)
      if (to !== undefined && offerId !== undefined) send(to, () => ({ name: 'pop_history', offerId, callId, history }))
    },
    callOf: agentId => kept.get(agentId) ?? null,
    keeps: callId => keeperOf.has(callId),
  }
}
