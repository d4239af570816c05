import assert from 'node:assert/strict'
import type { Fact } from '../../../src/domain/fact.ts'
import type { UnfinishedPlace } from '../../../src/domain/kept-place/restore-place.ts'
import type { Line } from '../../../src/domain/line/line.ts'
import { outboundIdOf } from '../../../src/domain/outbound/outbound.ts'
import { rankOf } from '../../../src/domain/routing/demand.ts'
import { profileOf } from '../../../src/domain/routing/ready.ts'
import { byPlace, type Place } from '../../../src/domain/routing/waiting.ts'
import { first, get, values } from '../../../src/domain/sorted.ts'
import type { Hotline } from '../../../src/engine/ports.ts'
import type { Random } from './random.ts'
import { taskFor } from './visits.ts'

/** The office of kept places: it says a little later how each is rung; now and then somebody takes one back. */
export const placeOffice = (
  random: Random,
  hotline: Pick<Hotline, 'tell' | 'line'>,
  later: (ms: number, job: () => void) => void,
  now: () => number,
) => {
  let orders = 0
  const order = (placeId: string) => {
    const place = get(hotline.line().places, placeId)
    if (!place || place.order !== null) return
    orders += 1
    const { order: some } = taskFor(random, 0)
    const id = `${now()}x${orders}`
    void hotline.tell({
      type: 'place_ordered',
      at: now(),
      placeId,
      callId: outboundIdOf(`k${id}`),
      order: {
        ...some,
        ...{ taskId: `place-${id}`, purpose: 'missed_call_return', mode: 'progressive', queueId: place.queueId },
        ...{ number: place.number, keepReady: 0 },
      },
    })
  }
  const drop = (placeId: string) =>
    void hotline.tell({ type: 'place_dropped', at: now(), placeId, why: 'cancelled', by: 'leader' })
  const look = () => {
    for (const { id } of values(hotline.line().places)) order(id)
    later(20_000, look)
  }
  later(5_000, look)
  return (facts: readonly Fact[]) => {
    for (const fact of facts) {
      if (fact.kind !== 'place_kept') continue
      const placeId = `${fact.callId}-place`
      later(random.between(5, 3_000), () => order(placeId))
      if (random.chance(0.1)) later(random.between(100, 60_000), () => drop(placeId))
    }
  }
}

/** What must hold of kept places after every event of a life of the server. */
export const placeChecks = () => {
  let before = new Map<string, Place>()
  const open = new Set<string>()

  /** Nobody who comes before `place` waits for this agent. */
  const checkOrder = (line: Line, agentId: string | undefined, place: Place | undefined, what: string) => {
    const agent = agentId === undefined ? undefined : get(line.agents, agentId)
    if (!agent || !place || !line.telephony) return
    for (const lane of values(line.waiting)) {
      const head = first(lane.places)?.key
      if (!head || !rankOf(lane.demand, profileOf(agent))) continue
      assert.ok(byPlace(head, place) >= 0, `${head.callId} was passed over by kept place ${place.callId}: ${what}`)
    }
  }

  /** No place that this agent could ring comes before the caller whom he is offered, by what was booked of both. */
  const checkNotBehind = (line: Line, { agentId, callId, reason }: Extract<Fact, { kind: 'offer_made' }>) => {
    const agent = get(line.agents, agentId)
    if (!agent) return
    for (const { id, stands, demand } of values(line.places)) {
      const place = before.get(id)
      if (!stands || !place || !rankOf(demand, profileOf(agent))) continue
      const { priority, arrivedAt } = reason
      assert.ok(byPlace(place, { priority, arrivedAt, callId }) >= 0, `kept place ${id} was passed over by ${callId}`)
    }
  }

  return {
    fact: (line: Line, fact: Fact) => {
      if (fact.kind === 'place_kept') {
        const { callId, priority, arrivedAt } = fact
        const id = `${callId}-place`
        assert.ok(!open.has(id), `${id} is kept twice`)
        open.add(id)
        before.set(id, { callId: id, priority, arrivedAt })
      } else if (fact.kind === 'place_ended') {
        const id = `${fact.callId}-place`
        assert.ok(open.delete(id) || before.has(id), `${id} ends and was not kept`)
        if (fact.why !== 'rung') return
        assert.ok(fact.attempt !== null, `${id} is rung by no attempt`)
        checkOrder(line, get(line.calls, fact.attempt)?.outbound?.agentId, before.get(id), 'dialled')
      } else if (
        fact.kind === 'offer_made' &&
        fact.reason.chosenBy !== 'transfer' &&
        fact.reason.chosenBy !== 'found'
      ) {
        checkNotBehind(line, fact)
      } else if (fact.kind === 'task_offered') {
        const place = get(line.calls, fact.callId)?.outbound?.keptPlace
        if (place !== undefined) checkOrder(line, fact.agentId, before.get(place), 'offered')
      }
    },
    after: (line: Line) => {
      const keys = new Set<string>()
      const agents = new Set<string>()
      before = new Map()
      for (const place of values(line.places)) {
        const { id, number, queueId, ringing, priority, arrivedAt } = place
        before.set(id, { callId: id, priority, arrivedAt })
        const key = `${queueId} ${number}`
        assert.ok(!keys.has(key), `two places are kept for ${key}`)
        keys.add(key)
        if (ringing === null) continue
        const call = get(line.calls, ringing)
        assert.equal(call?.outbound?.keptPlace, id, `place ${id} is rung by nobody`)
        const agent = get(line.agents, call?.outbound?.agentId ?? '')
        assert.equal(agent?.callId, ringing, `place ${id} is rung without an agent for it`)
        assert.equal(agent?.state, 'reserved', `place ${id} is rung without an agent for it`)
        assert.ok(!agents.has(agent.id), `agent ${agent.id} rings for two places`)
        agents.add(agent.id)
      }
    },
  }
}

/** The durable facts of places: each is kept once and ends once. */
export const placeBook = () => {
  const open = new Map<string, UnfinishedPlace>()
  const ended = new Map<string, string>()
  return {
    note: (fact: Fact, call: { readonly number: string | null; readonly dialled: string } | undefined) => {
      if (fact.kind === 'place_kept') {
        const { callId, queueId, priority, arrivedAt, at, expiresAt } = fact
        assert.ok(!open.has(callId) && !ended.has(callId), `call ${callId} keeps two places`)
        assert.ok(call?.number, `call ${callId} keeps a place without a number`)
        const { number, dialled } = call
        for (const other of open.values())
          assert.ok(other.number !== number || other.queueId !== queueId, `two places of ${number} in ${queueId}`)
        open.set(callId, { callId, queueId, number, dialled, priority, arrivedAt, keptAt: at, expiresAt })
      } else if (fact.kind === 'place_ended') {
        assert.ok(open.delete(fact.callId), `the place of ${fact.callId} ends twice, or was never kept`)
        ended.set(fact.callId, fact.why)
      }
    },
    unfinished: () => [...open.values()],
    get ended(): ReadonlyMap<string, string> {
      return ended
    },
  }
}
