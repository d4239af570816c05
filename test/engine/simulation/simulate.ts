import assert from 'node:assert/strict'
import type { EndCause, Fact } from '../../../src/domain/fact.ts'
import type { Figures } from '../../../src/domain/kpi/figures.ts'
import { size, values } from '../../../src/domain/sorted.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Ledger, Live, Log } from '../../../src/engine/ports.ts'
import { checks } from './checks.ts'
import { simulatedAgents, simulatedQueues } from './city.ts'
import { type Random, seeded } from './random.ts'
import { type Faults, type SimulatedTelephony, simulatedTelephony } from './simulated-telephony.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'

export interface SimulationResult {
  readonly figures: Figures
  readonly events: number
  readonly freed: number
}

const faultsOf = (share: number): Faults => ({
  lostEvent: 0.002 * share,
  repeatedEvent: 0.01 * share,
  lostRequest: 0.001 * share,
  slowEvent: 0.02 * share,
  unreachable: 0.01 * share,
})

/** Facts become durable in order, mostly at once, now and then late. */
const simulatedLedger = (clock: VirtualClock, random: Random, seen: (facts: readonly Fact[]) => void): Ledger => {
  let durableAt = 0
  return {
    append: facts =>
      new Promise(resolve => {
        seen(facts)
        const delay = random.chance(0.002) ? random.between(50, 400) : random.between(0, 2)
        durableAt = Math.max(durableAt, clock.now() + delay)
        clock.at(durableAt, resolve)
      }),
  }
}

/** Without faults the ledger must say what each caller saw himself. */
const compareWithCallers = (
  seenByCallers: SimulatedTelephony['seenByCallers'],
  ends: ReadonlyMap<string, { waitMs: number | null; cause: EndCause | null }>,
): void => {
  for (const [callId, seen] of seenByCallers) {
    const end = ends.get(callId)
    assert.ok(end?.cause, `call ${callId} has no end`)
    if (seen.connectedAt === null) continue
    const waitMs = seen.connectedAt - seen.arrivedAt
    assert.ok(
      end.waitMs !== null && Math.abs(end.waitMs - waitMs) <= 1_600,
      `call ${callId} waited ${waitMs} ms, booked ${end.waitMs}`,
    )
    assert.equal(end.cause, 'completed', `call ${callId} had an agent`)
  }
}

/**
 * One seeded run of domain and engine on a virtual clock: `calls` calls with storms and lulls, agents who come, pause and go,
 * and faults (0: none, 1: as usual). Throws at the first broken rule.
 */
export const simulate = async (seed: number, calls: number, faultShare = 1): Promise<SimulationResult> => {
  const random = seeded(seed)
  const clock = virtualClock(Date.UTC(2026, 0, 5))
  const rules = checks()
  let freed = 0
  let events = 0
  let broken: unknown = null
  const log: Log = {
    info: () => {},
    warn: () => {},
    error: about => {
      broken ??= new Error(`illegal: ${JSON.stringify(about)}`)
    },
  }
  const ledger = simulatedLedger(clock, random, facts => {
    for (const fact of facts) if (fact.kind === 'stuck_freed') freed += 1
    try {
      rules.after(engine.hotline.line(), facts)
    } catch (error) {
      broken ??= error
    }
  })
  const ends = new Map<string, { waitMs: number | null; cause: EndCause | null }>()
  const desks: Live = {
    publish: ({ facts }) => {
      for (const fact of facts) {
        if (fact.kind === 'call_answered') ends.set(fact.callId, { waitMs: fact.waitMs, cause: null })
        if (fact.kind === 'call_ended')
          ends.set(fact.callId, { waitMs: ends.get(fact.callId)?.waitMs ?? null, cause: fact.cause })
        if (fact.kind === 'offer_made' && fact.leg.startsWith('standing')) {
          const accept = random.chance(0.95)
          const command = { name: accept ? 'accept' : 'decline', offerId: fact.offerId } as const
          clock.at(clock.now() + random.exponential(700), () => void engine.hotline.command(fact.agentId, command))
        }
      }
    },
  }
  const engine = createEngine({ ledger, live: desks, clock, log })
  const telephony = simulatedTelephony(
    clock,
    random,
    faultsOf(faultShare),
    { patienceMs: 100_000, talkMs: 120_000, answerMs: 2_500, noAnswer: 0.03, declined: 0.02 },
    engine.telephonyEvents,
  )
  for (const queue of simulatedQueues) void engine.hotline.tell({ type: 'queue_set', at: clock.now(), queue })
  const agents = simulatedAgents(random)
  for (const agent of agents) {
    void engine.hotline.tell({ type: 'agent_set', at: clock.now(), agent })
    comeToWork(agent.id)
  }
  engine.attach(telephony)

  function comeToWork(agentId: string) {
    const at = clock.now()
    void engine.hotline.tell({ type: 'agent_signed_in', at, agentId })
    const standingLeg = Number(agentId) % 4 === 0 ? `standing-${agentId}` : null
    if (standingLeg) telephony.stand(standingLeg)
    void engine.hotline.tell({ type: 'phone_up', at, agentId, standingLeg })
    void engine.hotline.tell({ type: 'console_up', at, agentId })
    void engine.hotline.command(agentId, { name: 'ready' })
  }

  const bother = () => {
    const agentId = random.pick(agents).id
    const at = clock.now()
    const what = random.next()
    if (what < 0.3) void engine.hotline.command(agentId, { name: 'pause', reason: 'break' })
    else if (what < 0.35) void engine.hotline.command(agentId, { name: 'sign_out' })
    else if (what < 0.4) void engine.hotline.tell({ type: 'console_down', at, agentId })
    else if (what < 0.45) void engine.hotline.tell({ type: 'phone_down', at, agentId })
    else if (what < 0.5) void engine.hotline.command(agentId, { name: 'extend_wrap_up' })
    else if (what < 0.52) void engine.hotline.command(agentId, { name: 'hang_up' })
    else if (what < 0.525 && faultShare > 0) telephony.breakFor(random.between(500, 8_000))
    else if (what < 0.53) void engine.hotline.tell({ type: 'queue_set', at, queue: random.pick(simulatedQueues) })
    else comeToWork(agentId)
    if (dialled < calls || telephony.channelCount > 0) clock.at(clock.now() + random.exponential(8_000), bother)
  }

  let dialled = 0
  let mood = 1
  const dial = () => {
    dialled += 1
    const raw = random.chance(0.05) ? 'anonymous' : `138${String(random.between(0, 49_999)).padStart(8, '0')}`
    telephony.call(`c${dialled}`, random.pick(['12345', '12345', '12345', '12349', '8890', '114']), raw)
    if (random.chance(0.002)) mood = random.pick([0.3, 0.7, 1, 1.3, 3])
    if (dialled < calls) clock.at(clock.now() + random.exponential(5_200 / mood), dial)
  }
  dial()
  bother()

  const done = () => dialled === calls && telephony.channelCount === 0 && size(engine.hotline.line().calls) === 0
  const limit = calls * 60 + 2_000_000
  while (!done() && clock.next()) {
    events += 1
    if (events >= limit && process.env.SHOW)
      console.log(dialled, telephony.channelCount, [...values(engine.hotline.line().calls)])
    assert.ok(events < limit, 'the run does not come to an end')
    await new Promise(setImmediate)
    if (broken !== null) throw broken
    rules.after(engine.hotline.line(), [])
  }
  engine.stop()
  assert.equal(size(engine.hotline.line().calls), 0, 'every call has ended')
  assert.equal(rules.openOffers, 0, 'every offer has ended')
  if (faultShare === 0) compareWithCallers(telephony.seenByCallers, ends)
  for (const agent of values(engine.hotline.line().agents))
    assert.notEqual(agent.state, 'reserved', `agent ${agent.id} is reserved for nobody`)
  return { figures: rules.figures, events, freed }
}
