import assert from 'node:assert/strict'
import { awaitsAnswer, type Call } from '../../../src/domain/call/call.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { countFact, type Figures, noFigures, stillWaiting } from '../../../src/domain/kpi/figures.ts'
import type { Line } from '../../../src/domain/line/line.ts'
import { isOutbound } from '../../../src/domain/outbound/outbound.ts'
import { rankOf } from '../../../src/domain/routing/demand.ts'
import { profileOf } from '../../../src/domain/routing/ready.ts'
import { first, get, size, values } from '../../../src/domain/sorted.ts'
import { placeChecks } from './kept-places.ts'

/** What must hold after every event of a run. Each method throws with one sentence when it does not. */
export interface Checks {
  after(line: Line, facts: readonly Fact[]): void
  readonly figures: Figures
  readonly openOffers: number
}

/** A pause belongs to a talk with the agent who wished it, and ends. */
const checkPause = ({ id, state, agentId, until, recording }: Call): void => {
  if (!recording?.pause) return
  assert.equal(state, 'talking', `call ${id} in ${state} is not recorded`)
  assert.equal(agentId, recording.pause.agentId, `call ${id} is not recorded by the wish of one who has left it`)
  assert.ok(until !== null && until <= recording.pause.until, `call ${id} has no end of its pause`)
}

const checkCall = (line: Line, call: Call): void => {
  if (call.state === 'talking' || call.state === 'fallback')
    assert.equal(call.offer, null, `call ${call.id} in ${call.state} still has an offer`)
  else assert.notEqual(call.until, null, `call ${call.id} in ${call.state} has no deadline`)
  checkPause(call)
  const holder = call.offer?.agentId
  if (holder === undefined) return
  const agent = get(line.agents, holder)
  assert.equal(agent?.offerId, call.offer?.id, `offer ${call.offer?.id} is not the one agent ${holder} is reserved for`)
  assert.equal(agent?.state, 'reserved', `agent ${holder} rings in state ${agent?.state}`)
}

/** Offers of one call in one life of the server; more are in vain, one after the other. Some three come of agents who do not answer. */
const mostOffers = 25

/** Checks over one life of the server; every fact since its beginning must be handed in, in order. */
export const checks = (): Checks => {
  let figures = noFigures
  const openOffers = new Map<string, string>()
  const offered = new Map<string, number>()
  const places = placeChecks()

  /** Calls that arrived or were taken up in this life; what the journal tells of earlier ones is not in this life's equation. */
  const own = new Set<string>()

  const adopt = (line: Line, { callId, state }: Extract<Fact, { kind: 'call_adopted' }>) => {
    const call = get(line.calls, callId)
    if (!call || state === 'dismissed') return
    if (call.outbound) {
      if (call.offer) openOffers.set(call.offer.id, call.offer.agentId)
      return
    }
    own.add(callId)
    figures = {
      ...figures,
      offered: figures.offered + 1,
      answered: figures.answered + (call.answeredAt === null ? 0 : 1),
    }
    if (call.offer) openOffers.set(call.offer.id, call.offer.agentId)
  }

  /** Nobody is dialled by one whom a caller waits for. */
  const checkNobodyWaits = (line: Line, agentId: string) => {
    const agent = get(line.agents, agentId)
    if (!agent || !line.telephony) return
    for (const lane of values(line.waiting))
      assert.equal(rankOf(lane.demand, profileOf(agent)), null, `agent ${agentId} dials while somebody waits for him`)
  }

  const checkFact = (line: Line, fact: Fact) => {
    if (fact.kind === 'call_arrived') own.add(fact.callId)
    if (fact.kind === 'call_adopted') return adopt(line, fact)
    places.fact(line, fact)
    if (fact.kind === 'attempt_began' && !fact.taskId.startsWith('place-')) checkNobodyWaits(line, fact.agentId)
    const made = 'callId' in fact && fact.callId !== null && isOutbound(fact.callId)
    if (!made) {
      if ('callId' in fact && fact.callId !== null && !own.has(fact.callId)) return
      if (fact.kind === 'call_ended') own.delete(fact.callId)
      figures = countFact(figures, fact, 0, Number.MAX_SAFE_INTEGER)
    }
    if (fact.kind === 'offer_ended') {
      assert.ok(openOffers.delete(fact.offerId), `offer ${fact.offerId} ended twice`)
      return
    }
    if (fact.kind !== 'offer_made') return
    const times = (offered.get(fact.callId) ?? 0) + 1
    offered.set(fact.callId, times)
    assert.ok(times <= mostOffers, `call ${fact.callId} was offered ${times} times`)
    for (const [offerId, agentId] of openOffers)
      assert.notEqual(agentId, fact.agentId, `agent ${agentId} has ${offerId} and ${fact.offerId} at once`)
    openOffers.set(fact.offerId, fact.agentId)
    const agent = get(line.agents, fact.agentId)
    if (!agent) return
    const profile = profileOf(agent)
    for (const lane of values(line.waiting)) {
      const head = first(lane.places)?.key
      if (!head || !rankOf(lane.demand, profile)) continue
      const passedOver: boolean =
        head.priority < fact.reason.priority ||
        (head.priority === fact.reason.priority && head.arrivedAt < fact.reason.arrivedAt)
      assert.ok(!passedOver, `caller ${head.callId} was passed over by ${fact.callId}`)
    }
  }

  return {
    after: (line, facts) => {
      for (const fact of facts) checkFact(line, fact)
      places.after(line)
      let holding = 0
      let waiting = 0
      let offers = 0
      for (const call of values(line.calls)) {
        checkCall(line, call)
        if (awaitsAnswer(call)) holding += 1
        if (call.offer) offers += 1
        else if (call.state === 'announced' || call.state === 'queued') waiting += 1
      }
      let ready = 0
      const engaged = new Set<string>()
      for (const agent of values(line.agents)) {
        if (agent.state === 'ready') ready += 1
        if (agent.state === 'reserved' || agent.state === 'wrap_up')
          assert.notEqual(agent.until, null, `agent ${agent.id} in ${agent.state} has no deadline`)
        if (agent.state !== 'reserved' && agent.state !== 'talking') continue
        if (agent.callId === null) continue
        const call = get(line.calls, agent.callId)
        // called in beside the caller's agent
        if (call?.parties.some(({ agentId }) => agentId === agent.id)) continue
        // told to end, its end is on the way
        if (agent.state === 'talking' && agent.until !== null && call?.agentId !== agent.id) continue
        assert.ok(!engaged.has(agent.callId), `two agents are with call ${agent.callId}`)
        engaged.add(agent.callId)
      }
      let inLanes = 0
      for (const { stands } of values(line.places)) if (stands) waiting += 1
      for (const lane of values(line.waiting)) {
        inLanes += size(lane.places)
        for (const bench of line.telephony ? values(line.ready) : [])
          assert.equal(rankOf(lane.demand, bench.profile), null, 'somebody waits while an eligible agent is ready')
      }
      let onBenches = 0
      for (const bench of values(line.ready)) onBenches += size(bench.idle)
      assert.equal(inLanes, waiting, 'the waiting lanes hold exactly the callers and kept places that wait')
      assert.equal(onBenches, ready, 'the benches hold exactly the agents who are ready')
      assert.equal(openOffers.size, offers, 'each open offer belongs to one call')
      assert.equal(
        stillWaiting(figures),
        holding,
        'arrived = answered + abandoned + overflowed + failed + still waiting',
      )
    },
    get figures() {
      return figures
    },
    get openOffers() {
      return openOffers.size
    },
  }
}
