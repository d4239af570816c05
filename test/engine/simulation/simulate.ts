import assert from 'node:assert/strict'
import { agentOfStandingLeg } from '../../../src/domain/effect.ts'
import type { AgentProfile } from '../../../src/domain/event.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import type { Figures } from '../../../src/domain/kpi/figures.ts'
import { get, size, values } from '../../../src/domain/sorted.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { drainJournal } from '../../../src/engine/journal.ts'
import type { Ledger, Live, Log, Telephony } from '../../../src/engine/ports.ts'
import { compareWithCallers, compareWithCitizens, type DurableBook, durableBook } from './booked.ts'
import { callControl } from './call-control.ts'
import { type Checks, checks } from './checks.ts'
import { simulatedAgents, simulatedQueues } from './city.ts'
import { placeOffice } from './kept-places.ts'
import { type Random, seeded } from './random.ts'
import { type Faults, type SimulatedTelephony, simulatedTelephony } from './simulated-telephony.ts'
import { type VirtualClock, virtualClock } from './virtual-clock.ts'
import { taskFor, wishAbout } from './visits.ts'

export interface SimulationResult {
  /** Of the last life of the server. */
  readonly figures: Figures
  readonly events: number
  readonly freed: number
  readonly crashes: number
  /** Calls that died with Asterisk before anybody was told of them. */
  readonly unknowable: number
  /** How kept places ended. */
  readonly placesEnded: ReadonlyMap<string, number>
}

const faultsOf = (share: number): Faults => ({
  lostEvent: 0.002 * share,
  repeatedEvent: 0.01 * share,
  lostRequest: 0.001 * share,
  slowEvent: 0.02 * share,
  unreachable: 0.01 * share,
})

/** One life of the server: from its start to its stop or crash. */
interface Life {
  readonly engine: Engine
  readonly rules: Checks
  /** From now on nothing of it reaches anybody, and what was not durable is lost. */
  crash(): void
  /** Another server has taken over: it lives on, but neither Asterisk nor the ledger hears it any more. */
  fence(): void
}

const startLife = (parts: {
  readonly clock: VirtualClock
  readonly random: Random
  readonly book: DurableBook
  readonly agents: readonly AgentProfile[]
  readonly telephony: () => SimulatedTelephony
  readonly broken: (error: unknown) => void
  readonly freed: () => void
  /** An agent has taken a call, and what is written of it may not be durable yet. */
  readonly joined: () => void
}): Life => {
  const { clock, random, book, agents, telephony, broken, freed, joined } = parts
  const rules = checks()
  let alive = true
  let fenced = false
  let durableAt = 0
  /** Facts become durable in order, mostly at once, now and then late. */
  const ledger: Ledger = {
    append: facts =>
      new Promise(resolve => {
        const delay = random.chance(0.002) ? random.between(50, 400) : random.between(0, 2)
        durableAt = Math.max(durableAt, clock.now() + delay)
        clock.at(durableAt, () => {
          if (!alive || fenced) return
          book.write(facts)
          resolve()
        })
      }),
  }
  /** What agents do about tasks: most dial and say what came of it, some give back, and some do nothing. */
  const visit = (facts: readonly Fact[]) => {
    for (const fact of facts) {
      const does = wishAbout(random, fact)
      if (does === null) continue
      clock.at(clock.now() + random.exponential(does.afterMs), () => {
        if (alive && !fenced) void engine.hotline.command(does.agentId, does.command)
      })
    }
  }
  /** Desks of agents whose leg stands accept or decline by command. */
  const live: Live = {
    publish: ({ facts }) => {
      check(facts)
      visit(facts)
      placesHeard(facts)
      if (facts.some(({ kind }) => kind === 'call_answered')) joined()
      for (const fact of facts) {
        const ringing =
          fact.kind === 'offer_made'
            ? { agentId: fact.agentId, offerId: fact.offerId, leg: fact.leg }
            : fact.kind === 'party_called' && fact.toAgentId !== null
              ? { agentId: fact.toAgentId, offerId: fact.partyId, leg: fact.leg }
              : null
        if (ringing === null || agentOfStandingLeg(ringing.leg) === null) continue
        const { agentId, offerId } = ringing
        const name = random.chance(0.95) ? ('accept' as const) : ('decline' as const)
        clock.at(clock.now() + random.exponential(700), () => {
          if (alive && !fenced) void engine.hotline.command(agentId, { name, offerId })
        })
      }
    },
  }
  const log: Log = {
    info: () => {},
    warn: () => {},
    error: about => broken(new Error(`illegal: ${JSON.stringify(about)}`)),
  }
  const books = {
    journal: { read: () => telephony().journal.read() },
    booked: async (callId: string) => book.of(callId),
  }
  const engine: Engine = createEngine({ ledger, live, clock, log, books })
  const placesHeard = placeOffice(
    random,
    engine.hotline,
    (ms, job) => clock.at(clock.now() + ms, () => alive && !fenced && job()),
    clock.now,
  )
  const check = (facts: readonly Fact[]) => {
    for (const fact of facts) if (fact.kind === 'stuck_freed') freed()
    try {
      rules.after(engine.hotline.line(), facts)
    } catch (error) {
      broken(error)
    }
  }
  const mine: Telephony = {
    get up() {
      return alive && !fenced && telephony().up
    },
    get startedAt() {
      return telephony().startedAt
    },
    run: async effect => {
      if (fenced) return { kind: 'unknown', why: 'another server has the line' }
      return alive ? telephony().run(effect) : new Promise(() => {})
    },
    channels: async () => (fenced ? null : telephony().channels()),
  }
  for (const queue of simulatedQueues) void engine.hotline.tell({ type: 'queue_set', at: clock.now(), queue })
  for (const agent of agents) void engine.hotline.tell({ type: 'agent_set', at: clock.now(), agent })
  void engine.restore(book.unfinished())
  engine.attach(mine)
  return {
    engine,
    rules,
    crash: () => {
      alive = false
      engine.stop()
    },
    fence: () => {
      fenced = true
      engine.telephonyEvents.down('replaced')
    },
  }
}

/**
 * One seeded run of domain and engine on a virtual clock: `calls` calls with storms and lulls, agents who come, pause and go,
 * and faults (0: none, 1: as usual), among them crashes of the server. Throws at the first broken rule.
 */
export const simulate = async (seed: number, calls: number, faultShare = 1): Promise<SimulationResult> => {
  const random = seeded(seed)
  const agents = simulatedAgents(random)
  const clock = virtualClock(Date.UTC(2026, 0, 5))
  const book = durableBook()
  let freed = 0
  let crashes = 0
  let events = 0
  let dialled = 0
  let broken: unknown = null
  const begin = () =>
    startLife({
      clock,
      random,
      book,
      agents,
      telephony: () => telephony,
      broken: error => {
        broken ??= error
      },
      freed: () => {
        freed += 1
      },
      joined: () => {
        // the moment in which caller and agent are joined and the ledger does not know it
        if (faultShare === 0 || !random.chance(0.002)) return
        const here = life
        clock.at(clock.now() + random.between(0, 3), () => here === life && crash())
      },
    })
  const telephony = simulatedTelephony(
    clock,
    random,
    faultsOf(faultShare),
    { patienceMs: 100_000, talkMs: 120_000, answerMs: 2_500, noAnswer: 0.03, declined: 0.02 },
    {
      event: event => life.engine.telephonyEvents.event(event),
      unsure: () => life.engine.telephonyEvents.unsure(),
      up: () => life.engine.telephonyEvents.up(),
      down: reason => life.engine.telephonyEvents.down(reason),
    },
  )
  let life = begin()

  const deviceOf = (agentId: string) =>
    agents.find(({ id }) => id === agentId)?.wantsStandingLeg ? ('browser' as const) : ('desk' as const)
  const come = (agentId: string) => {
    const at = clock.now()
    const { tell, line } = life.engine.hotline
    if (get(line().agents, agentId)?.signedIn !== true) void tell({ type: 'agent_signed_in', at, agentId })
    void tell({ type: 'phone_up', at, agentId, device: deviceOf(agentId) })
    void tell({ type: 'console_up', at, agentId })
  }
  const comeToWork = (agentId: string) => {
    come(agentId)
    void life.engine.hotline.command(agentId, { name: 'ready' })
  }
  /** Consoles find the server again, each in its time. */
  const openDoors = () => {
    for (const { id } of agents) {
      const here = life
      clock.at(clock.now() + random.between(200, 3_000), () => here === life && come(id))
    }
  }
  const secret = new Map<string, number>()
  const noteSecrets = () => {
    for (const [callId, seen] of telephony.seenByCallers)
      if (seen.connectedAt !== null && seen.leftAt === null && book.of(callId)?.answeredAt == null)
        secret.set(callId, clock.now())
  }
  const crash = () => {
    crashes += 1
    life.crash()
    noteSecrets()
    telephony.breakFor(random.between(300, 9_000))
    life = begin()
    openDoors()
  }
  /** A standby takes over from a server that still lives, and is told only later that it is over. */
  const takeOver = () => {
    crashes += 1
    const old = life
    old.fence()
    noteSecrets()
    telephony.breakFor(random.between(50, 500))
    life = begin()
    openDoors()
    clock.at(clock.now() + random.between(0, 20_000), old.crash)
  }
  const drain = () =>
    drainJournal({
      journal: telephony.journal,
      booked: async callId => book.of(callId),
      settled: life.engine.settled,
      line: life.engine.hotline.line,
      clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      startedAt: telephony.startedAt,
      book: life.engine.book,
    })

  let given = 0
  /** Campaigns give a task to somebody who is free, as often as not one for a number that is busy already. */
  const giveTask = () => {
    if (!atWork()) return
    const { tell, line } = life.engine.hotline
    const free = [...values(line().agents)].filter(
      ({ state, skills }) => state === 'ready' && skills.some(({ skill }) => skill === 'visit'),
    )
    const agent = free.length === 0 ? undefined : random.pick(free)
    given += 1
    if (agent) void tell({ type: 'task_given', at: clock.now(), agentId: agent.id, ...taskFor(random, given) })
    clock.at(clock.now() + random.exponential(2_000), giveTask)
  }

  const atWork = () => dialled < calls || telephony.channelCount > 0
  const controlCall = () => {
    const talking = [...values(life.engine.hotline.line().agents)].filter(({ state }) => state === 'talking')
    const agent = talking.length === 0 ? undefined : random.pick(talking)
    if (agent) void life.engine.hotline.command(agent.id, callControl(random, agent))
  }
  const bother = () => {
    const agentId = random.pick(agents).id
    const at = clock.now()
    const what = random.next()
    const { tell, command } = life.engine.hotline
    if (what < 0.3) void command(agentId, { name: 'pause', reason: 'break' })
    else if (what < 0.35) void command(agentId, { name: 'sign_out' })
    else if (what < 0.4) void tell({ type: 'console_down', at, agentId })
    else if (what < 0.45) void tell({ type: 'phone_down', at, agentId, device: deviceOf(agentId) })
    else if (what < 0.5) void command(agentId, { name: 'extend_wrap_up' })
    else if (what < 0.51) telephony.loseStandingLeg(agentId)
    else if (what < 0.515) void tell({ type: 'phone_renewed', at, agentId })
    else if (what < 0.52) void command(agentId, { name: 'hang_up' })
    else if (what < 0.7) controlCall()
    else if (what < 0.705 && faultShare > 0) telephony.breakFor(random.between(500, 8_000))
    else if (what < 0.71) void tell({ type: 'queue_set', at, queue: random.pick(simulatedQueues) })
    else if (what < 0.712 && faultShare > 0) crash()
    else if (what < 0.714 && faultShare > 0) takeOver()
    else if (what < 0.715 && faultShare > 0) telephony.dieFor(random.between(500, 9_000))
    else comeToWork(agentId)
    if (atWork()) clock.at(clock.now() + random.exponential(5_000), bother)
  }
  let mood = 1
  const dial = () => {
    dialled += 1
    const raw = random.chance(0.05) ? 'anonymous' : `138${String(random.between(0, 49_999)).padStart(8, '0')}`
    telephony.call(`c${dialled}`, random.pick(['12345', '12345', '12345', '12349', '8890', '114']), raw)
    if (random.chance(0.002)) mood = random.pick([0.3, 0.7, 1, 1.3, 3])
    if (dialled < calls) clock.at(clock.now() + random.exponential(5_200 / mood), dial)
  }
  const tidy = () => {
    if (telephony.up) void drain()
    if (atWork()) clock.at(clock.now() + 60_000, tidy)
  }
  for (const { id } of agents) comeToWork(id)
  dial()
  bother()
  giveTask()
  tidy()

  const limit = calls * 60 + 2_000_000
  const goOn = async () => {
    events += 1
    assert.ok(events < limit, 'the run does not come to an end')
    await new Promise(setImmediate)
    if (broken !== null) throw broken
    life.rules.after(life.engine.hotline.line(), [])
  }
  while (
    (atWork() || size(life.engine.hotline.line().calls) > 0 || size(life.engine.hotline.line().places) > 0) &&
    clock.next()
  )
    await goOn()
  clock.at(clock.now() + 30_000, () => void drain())
  const end = clock.now() + 60_000
  while (clock.now() < end && clock.next()) await goOn()
  life.engine.stop()
  assert.equal(life.rules.openOffers, 0, 'every offer has ended')
  for (const agent of values(life.engine.hotline.line().agents))
    assert.notEqual(agent.state, 'reserved', `agent ${agent.id} is reserved for nobody`)
  const unknowable = compareWithCallers(telephony.seenByCallers, book, secret, faultShare === 0)
  assert.deepEqual(book.unfinished().places, [], 'every kept place has ended')
  compareWithCitizens(telephony.seenByCitizens, book, faultShare === 0)
  const placesEnded = new Map<string, number>()
  for (const why of book.placesEnded.values()) placesEnded.set(why, (placesEnded.get(why) ?? 0) + 1)
  return { placesEnded, figures: life.rules.figures, events, freed, crashes, unknowable }
}
