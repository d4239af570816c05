import assert from 'node:assert/strict'
import type { NetworkResult } from '../../../src/domain/campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../../../src/domain/campaign/outcome.ts'
import type { LegEnd } from '../../../src/domain/event.ts'
import type { EndCause, Fact } from '../../../src/domain/fact.ts'
import type { LastState, UnfinishedCall, UnfinishedLine } from '../../../src/domain/line/restore.ts'
import type { Party } from '../../../src/domain/transfer/party.ts'
import type { Booked } from '../../../src/engine/journal.ts'
import { placeBook } from './kept-places.ts'
import type { SeenByCaller, SeenByCitizen } from './simulated-telephony.ts'

/** A call as the durable facts tell it. */
export interface BookedCall extends Booked {
  readonly waitMs: number | null
  readonly cause: EndCause | null
  readonly endedAt: number | null
  /** Legs of agents that are booked as joined with the caller, ended or not. */
  readonly joined: readonly string[]
  readonly open: UnfinishedCall
  /** Of a call that the hotline made. */
  readonly attempt?: BookedAttempt
}

/** An attempt as the durable facts tell it. */
export interface BookedAttempt {
  readonly taskId: string
  readonly agentId: string
  readonly number: string
  readonly network: NetworkResult | null
  readonly outcome: AttemptOutcome | null
  readonly byAgent: AttemptOutcome | null
}

/** What is durable: the ledger as it would be found after a crash. Arrivals of a known call change nothing, as in the store. */
export interface DurableBook {
  write(facts: readonly Fact[]): void
  of(callId: string): BookedCall | null
  unfinished(): UnfinishedLine
  /** How kept places ended, by their calls. */
  readonly placesEnded: ReadonlyMap<string, string>
}

const arrivedCall = (fact: Extract<Fact, { kind: 'call_arrived' }>): BookedCall => ({
  arrivedAt: fact.at,
  number: fact.number,
  answeredAt: null,
  waitEnded: false,
  ended: false,
  fallback: false,
  waitMs: null,
  cause: null,
  endedAt: null,
  joined: [],
  open: {
    id: fact.callId,
    queueId: fact.queueId,
    dialled: fact.dialled,
    caller: { raw: fact.rawNumber, number: fact.number, withheld: fact.withheld },
    priority: fact.priority,
    arrivedAt: fact.at,
    queuedAt: null,
    answeredAt: null,
    agentId: null,
    leg: null,
    transferredAt: null,
    heldAt: null,
    furtherLeg: false,
    surveyedAt: null,
    parties: [],
    recordingPause: null,
    dismissedAt: null,
    fallback: false,
    offer: null,
  },
})

const partyOf = (fact: Extract<Fact, { kind: 'party_called' }>): Party => ({
  leg: fact.leg,
  id: fact.partyId,
  kind: fact.party,
  mode: fact.mode,
  agentId: fact.toAgentId,
  contact:
    fact.number === null || fact.name === null
      ? null
      : { id: fact.contactId, name: fact.name, number: fact.number, unit: fact.unit },
  next: [],
  calledBy: fact.calledBy,
  calledAt: fact.at,
  joinedAt: null,
  until: fact.at,
})

/** An empty book. */
export const durableBook = (): DurableBook => {
  const calls = new Map<string, BookedCall>()
  const unfinished = new Map<string, BookedCall>()
  const agents = new Map<string, LastState>()
  const legs = new Map<string, string>()
  const places = placeBook()

  const change = (callId: string, by: Partial<BookedCall>, open: Partial<UnfinishedCall> = {}) => {
    const call = calls.get(callId)
    if (!call) return
    const next = { ...call, ...by, open: { ...call.open, ...open } }
    calls.set(callId, next)
    if (next.ended) unfinished.delete(callId)
    else if (!next.attempt) unfinished.set(callId, next)
  }

  const changeAttempt = (callId: string, by: Partial<BookedAttempt>) => {
    const call = calls.get(callId)
    assert.ok(call?.attempt, `attempt ${callId} is booked before it began`)
    calls.set(callId, { ...call, attempt: { ...call.attempt, ...by } })
  }

  const partiesOf = (callId: string): readonly Party[] => calls.get(callId)?.open.parties ?? []

  const note = (fact: Fact) => {
    if (fact.kind === 'place_kept' || fact.kind === 'place_ended') {
      const call = calls.get(fact.callId)
      return places.note(fact, call && { number: call.number, dialled: call.open.dialled })
    }
    switch (fact.kind) {
      case 'call_arrived':
        if (!calls.has(fact.callId)) {
          calls.set(fact.callId, arrivedCall(fact))
          change(fact.callId, {})
        }
        return
      case 'attempt_began': {
        assert.ok(!calls.has(fact.callId), `attempt ${fact.callId} is booked with two beginnings`)
        const { at, callId, queueId, number, shownNumber: dialled, taskId, agentId } = fact
        const call = arrivedCall({
          ...{ at, received: at, kind: 'call_arrived', callId, queueId, dialled, rawNumber: number, number },
          ...{ withheld: false, priority: 5, skills: [], adopted: false },
        })
        const attempt = { taskId, agentId, number, network: null, outcome: null, byAgent: null }
        calls.set(callId, { ...call, attempt })
        return
      }
      case 'attempt_answered': {
        const { at, callId, agentId, leg } = fact
        legs.set(`${callId} ${agentId}`, leg)
        return change(callId, { answeredAt: at }, { answeredAt: at, agentId, leg })
      }
      case 'attempt_ended':
        assert.ok(!calls.get(fact.callId)?.ended, `attempt ${fact.callId} is booked with two ends`)
        changeAttempt(fact.callId, { network: fact.network })
        return change(fact.callId, { ended: true, endedAt: fact.at })
      case 'attempt_closed':
        assert.equal(calls.get(fact.callId)?.attempt?.outcome, null, `attempt ${fact.callId} is closed twice`)
        return changeAttempt(fact.callId, { outcome: fact.outcome, byAgent: fact.byAgent })
      case 'call_queued':
        return change(fact.callId, {}, { queuedAt: calls.get(fact.callId)?.open.queuedAt ?? fact.at })
      case 'offer_made':
        return change(fact.callId, {}, { offer: { id: fact.offerId, agentId: fact.agentId, madeAt: fact.at } })
      case 'offer_ended':
        return change(fact.callId, {}, { offer: null })
      case 'call_answered': {
        const { at, agentId, leg } = fact
        legs.set(`${fact.callId} ${agentId}`, leg)
        const joined = [...(calls.get(fact.callId)?.joined ?? []), leg]
        return change(fact.callId, { answeredAt: at, waitMs: fact.waitMs, joined }, { answeredAt: at, agentId, leg })
      }
      case 'call_returned':
        legs.delete(`${fact.callId} ${fact.agentId}`)
        return change(fact.callId, { answeredAt: null, waitMs: null }, { answeredAt: null, agentId: null, leg: null })
      case 'leg_ended':
        legs.delete(`${fact.callId} ${fact.agentId}`)
        return
      case 'call_held':
        return change(fact.callId, {}, { heldAt: fact.at })
      case 'call_resumed':
        return change(fact.callId, {}, { heldAt: null })
      case 'transfer_started':
        return change(fact.callId, {}, { transferredAt: fact.at, queueId: fact.queueId, heldAt: null })
      case 'transfer_ended':
        return fact.result === 'nobody' ? undefined : change(fact.callId, {}, { transferredAt: null })
      case 'leg_joined':
        legs.set(`${fact.callId} ${fact.agentId}`, fact.leg)
        if (fact.as === 'party') return
        return change(
          fact.callId,
          { joined: [...(calls.get(fact.callId)?.joined ?? []), fact.leg] },
          { agentId: fact.agentId, leg: fact.leg, furtherLeg: true, heldAt: null },
        )
      case 'party_called':
        return change(fact.callId, {}, { parties: [...partiesOf(fact.callId), partyOf(fact)] })
      case 'party_joined':
        return change(
          fact.callId,
          {},
          {
            parties: partiesOf(fact.callId).map(each =>
              each.id === fact.partyId ? { ...each, joinedAt: fact.at } : each,
            ),
          },
        )
      case 'party_ended':
        return change(fact.callId, {}, { parties: partiesOf(fact.callId).filter(({ id }) => id !== fact.partyId) })
      case 'handed_over':
        return change(fact.callId, {}, { agentId: fact.toAgentId, furtherLeg: true, heldAt: null })
      case 'recording_paused':
        return change(fact.callId, {}, { recordingPause: { since: fact.at, agentId: fact.agentId } })
      case 'recording_resumed':
        return change(fact.callId, {}, { recordingPause: null })
      case 'survey_started':
        return change(fact.callId, {}, { surveyedAt: fact.at, heldAt: null })
      case 'call_to_fallback':
        return change(fact.callId, { fallback: true }, { fallback: true })
      case 'call_from_fallback':
        return change(fact.callId, { fallback: false }, { fallback: false })
      case 'call_overflowed':
        return change(fact.callId, { waitEnded: true }, { dismissedAt: fact.at })
      case 'call_abandoned':
      case 'call_failed':
        return change(fact.callId, { waitEnded: true })
      case 'call_ended':
        assert.ok(!calls.get(fact.callId)?.ended, `call ${fact.callId} is booked with two ends`)
        return change(fact.callId, { ended: true, cause: fact.cause, endedAt: fact.at })
      case 'agent_state': {
        const { agentId, to: state, reason, at: since, until, resume, callId } = fact
        agents.set(agentId, { agentId, state, reason, since, until, next: null, resume, callId, leg: null })
        return
      }
      case 'agent_planned': {
        const last = agents.get(fact.agentId)
        if (last) agents.set(fact.agentId, { ...last, until: fact.until, next: fact.next })
      }
    }
  }
  return {
    write: facts => {
      for (const fact of facts) note(fact)
    },
    of: callId => calls.get(callId) ?? null,
    get placesEnded() {
      return places.ended
    },
    unfinished: () => ({
      places: places.unfinished(),
      calls: [...unfinished.values()].map(({ open }) => ({
        ...open,
        leg: legs.get(`${open.id} ${open.agentId}`) ?? null,
      })),
      attempts: [...calls.values()].flatMap(({ attempt, open, endedAt }) =>
        attempt?.outcome === null
          ? [
              {
                ...open,
                leg: legs.get(`${open.id} ${open.agentId}`) ?? null,
                ...{ taskId: attempt.taskId, campaignId: 'campaign', purpose: 'satisfaction_visit' as const },
                ...{ number: attempt.number, byAgentId: attempt.agentId, endedAt, network: attempt.network },
              },
            ]
          : [],
      ),
      agents: [...agents.values()].map(last => ({
        ...last,
        leg: (last.state === 'talking' ? legs.get(`${last.callId} ${last.agentId}`) : undefined) ?? null,
      })),
    }),
  }
}

/**
 * No call is missing from the book, each has one end, and whoever talked is booked as answered; without faults it also says how long each
 * caller himself waited. Returns how many calls nobody can know of: their arrival was told to nobody, or stood in the unwritten end of
 * Asterisk's books, and then Asterisk died.
 */
export const compareWithCallers = (
  seenByCallers: ReadonlyMap<string, SeenByCaller>,
  book: DurableBook,
  /** Calls that were joined when the server died and of which that was not written, and when that was. */
  secret: ReadonlyMap<string, number>,
  faultless: boolean,
): number => {
  let unknowable = 0
  for (const [callId, seen] of seenByCallers) {
    const call = book.of(callId)
    if (call === null && seen.died) {
      unknowable += 1
      continue
    }
    assert.ok(call?.cause, `call ${callId} has no end in the ledger`)
    assert.equal(call.arrivedAt, seen.arrivedAt, `call ${callId} keeps its arrival`)
    if (seen.died) continue
    const since = secret.get(callId)
    // he hung up before anybody looked, and the leg he talked with was gone too
    if (since !== undefined && call.answeredAt === null && (seen.leftAt ?? 0) - since < 15_000) continue
    for (const leg of seen.standingLegs)
      assert.ok(call.joined.includes(leg), `call ${callId} talked with ${leg} unbooked`)
    if (seen.connectedAt !== null) assert.notEqual(call.answeredAt, null, `call ${callId} had an agent`)
    if (seen.servedBy === 'fallback')
      assert.equal(call.answeredAt, seen.connectedAt, `call ${callId} was answered by the native queue`)
    if (!faultless || seen.connectedAt === null) continue
    const waitMs = seen.connectedAt - seen.arrivedAt
    const off = Math.abs((call.waitMs ?? Number.NaN) - waitMs)
    // a commit may take up to 400 ms here, and connecting waits for it
    assert.ok(off <= 450, `call ${callId} waited ${waitMs} ms, booked ${call.waitMs}`)
    assert.equal(call.cause, 'completed', `call ${callId} had an agent`)
  }
  return unknowable
}

/** What may be booked of one who did not answer, by how his network ended it. */
const unanswered: Readonly<Partial<Record<LegEnd, readonly AttemptOutcome[]>>> = {
  busy: ['busy', 'unreachable'],
  declined: ['rejected', 'unreachable'],
  unreachable: ['unreachable'],
  no_answer: ['no_answer', 'unreachable'],
  cancelled: ['cancelled', 'no_answer', 'unknown'],
}

/**
 * Every citizen who was rung has an attempt that began before, ended once and closed once, with what he himself saw: nobody who did not answer is booked
 * as answered. `quiet`: nothing was lost or cut, so whoever answered is booked so.
 */
export const compareWithCitizens = (
  seenByCitizens: ReadonlyMap<string, SeenByCitizen>,
  book: DurableBook,
  quiet: boolean,
): void => {
  for (const [callId, seen] of seenByCitizens) {
    const booked = book.of(callId)
    assert.ok(booked?.attempt, `citizen ${callId} was rung and no attempt is booked`)
    const { attempt, answeredAt, ended } = booked
    assert.ok(ended && attempt.outcome !== null, `attempt ${callId} has no outcome`)
    assert.equal(attempt.number, seen.number)
    assert.ok(booked.arrivedAt <= seen.rungAt, `citizen ${callId} was rung before his attempt was booked`)
    if (seen.answeredAt === null) assert.equal(answeredAt, null, `attempt ${callId} is booked as answered by nobody`)
    else if (quiet) assert.notEqual(answeredAt, null, `attempt ${callId} was answered and is not booked so`)
    // an agent may hear better, or worse, than the network says
    if (!quiet || seen.answeredAt !== null || seen.ended === null || attempt.byAgent !== null) continue
    const possible = unanswered[seen.ended] ?? []
    assert.ok(possible.includes(attempt.outcome), `attempt ${callId}: ${seen.ended}, booked ${attempt.outcome}`)
  }
}
