import type { JournalEntry } from '../../../src/domain/call/from-journal.ts'
import { agentOfStandingLeg, type Effect } from '../../../src/domain/effect.ts'
import type { LegEnd, LineEvent } from '../../../src/domain/event.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import { isOutbound } from '../../../src/domain/outbound/outbound.ts'
import type { Journal } from '../../../src/engine/journal.ts'
import type { ChannelSeen, Clock, EffectResult, Telephony, TelephonyEvents } from '../../../src/engine/ports.ts'
import type { Random } from './random.ts'
import { simulatedFallback } from './simulated-fallback.ts'

/** Shares of things that go wrong, 0 to 1. */
export interface Faults {
  readonly lostEvent: number
  readonly repeatedEvent: number
  readonly lostRequest: number
  readonly slowEvent: number
  readonly unreachable: number
}

/** How people behave, in ms. */
export interface Behaviour {
  readonly patienceMs: number
  readonly talkMs: number
  readonly answerMs: number
  readonly noAnswer: number
  readonly declined: number
}

/** A channel of the simulated Asterisk; `role` is null for one that its own queue made. */
export interface SimulatedChannel {
  readonly id: string
  readonly role: 'inbound' | 'agent' | 'party' | 'outbound' | null
  readonly createdAt: number
  /** The number a citizen dialled, or the extension of an agent's phone. */
  readonly dialled: string
  readonly rawNumber: string
  readonly stands: boolean
  place: 'stasis' | 'fallback'
  dismissed: boolean
  /** With whom the native queue has joined it. */
  peer: string | null
  /** The bridge of ours that it is in. */
  inBridge: string | null
  answered: boolean
  cancel: () => void
  /** Events of one channel keep their order, whatever their delay. */
  lastEventAt: number
}

/** What a caller himself saw. `died`: Asterisk went down with him, or with what it had written of him. */
export interface SeenByCaller {
  readonly arrivedAt: number
  connectedAt: number | null
  leftAt: number | null
  servedBy: 'server' | 'fallback' | null
  died: boolean
  /** Legs that stand with which he was joined. */
  readonly standingLegs: Set<string>
}

/** What a citizen whom the hotline rings saw himself; `ended`: how, as his network tells. */
export interface SeenByCitizen {
  readonly number: string
  readonly rungAt: number
  answeredAt: number | null
  leftAt: number | null
  ended: LegEnd | null
  died: boolean
}

/** A simulated Asterisk with citizens and agents' phones: delays, reorders between channels, repeats and loses things. */
export interface SimulatedTelephony extends Telephony {
  /** What Asterisk wrote down itself. */
  readonly journal: Journal
  call(id: string, dialled: string, rawNumber: string): void
  /** The page of an agent dies, and its standing leg with it, if one stands. */
  loseStandingLeg(agentId: string): void
  /** The event connection breaks: what happens meanwhile is told to nobody. */
  breakFor(ms: number): void
  /** Asterisk dies with all its calls and the last second of its books, and is back after `ms`. */
  dieFor(ms: number): void
  readonly channelCount: number
  readonly seenByCallers: ReadonlyMap<string, SeenByCaller>
  readonly seenByCitizens: ReadonlyMap<string, SeenByCitizen>
}

const causes: Readonly<Partial<Record<LegEnd, number>>> = { busy: 17, no_answer: 19, declined: 21, unreachable: 20 }

const nothingWritten: Omit<JournalEntry, 'callId'> = {
  arrived: null,
  fallback: null,
  answered: null,
  legs: new Map(),
  missedAt: null,
  endedAt: null,
  joinedWith: null,
  cause: null,
  how: 'unseen',
  wasUp: false,
}

/** How much of its books Asterisk may lose when it dies, in ms. */
const unwrittenMs = 1_000

/** After this silence of the server the dialplan's watchdog moves those who wait, in ms. */
const watchdogMs = 5_000

/** Builds the simulation over a virtual clock. */
export const simulatedTelephony = (
  clock: Clock,
  random: Random,
  faults: Faults,
  behaviour: Behaviour,
  to: TelephonyEvents,
): SimulatedTelephony => {
  const channels = new Map<string, SimulatedChannel>()
  const seenByCallers = new Map<string, SeenByCaller>()
  const seenByCitizens = new Map<string, SeenByCitizen>()
  const written = new Map<string, JournalEntry>()
  let startedAt = clock.now()
  let up = true
  let requestsAt = 0
  /** Counts connections: an event that was on its way when one broke is lost with it. */
  let epoch = 0

  const later = (ms: number, job: () => void) => clock.at(clock.now() + ms, job)

  const tell = (channel: SimulatedChannel, event: LineEvent) => {
    if (random.chance(faults.lostEvent)) return
    const delay = random.chance(faults.slowEvent) ? random.between(50, 1_500) : random.between(0, 4)
    const at = Math.max(clock.now() + delay, channel.lastEventAt)
    channel.lastEventAt = at
    const sentIn = epoch
    const deliver = () => up && epoch === sentIn && to.event(event)
    clock.at(at, deliver)
    if (random.chance(faults.repeatedEvent)) clock.at(at + random.between(0, 30), deliver)
  }

  const write = (id: string, by: Partial<JournalEntry>) => {
    const entry = written.get(id)
    if (entry) written.set(id, { ...entry, ...by })
  }

  const end = (id: string, how: LegEnd) => {
    const channel = channels.get(id)
    if (!channel) return
    channels.delete(id)
    channel.cancel()
    const at = clock.now()
    const peer = channel.peer === null ? undefined : channels.get(channel.peer)
    // Asterisk's own queue ends both sides of its talks
    if (peer && (peer.role === null || channel.role === null)) end(peer.id, how)
    if (channel.role === 'inbound') {
      const seen = seenByCallers.get(id)
      if (seen) seen.leftAt = at
      write(id, { endedAt: at })
      if (channel.place === 'stasis') tell(channel, { type: 'caller_left', at, callId: id, how })
    } else if (channel.role === 'outbound') {
      const seen = seenByCitizens.get(id)
      if (seen) Object.assign(seen, { leftAt: at, ended: how })
      const cause = causes[how] ?? 16
      write(id, { endedAt: at, cause, how, wasUp: channel.answered })
      const sip = channel.answered || how === 'cancelled' ? null : 480
      tell(channel, { type: 'caller_left', at, callId: id, how, told: { cause, sip } })
    } else if (channel.role === 'party') tell(channel, { type: 'leg_ended', at, leg: id, how })
    else if (channel.role === 'agent') {
      const callId = id.replace(/-offer-.*/, '')
      if (!channel.stands) write(callId, { legs: new Map([...(written.get(callId)?.legs ?? []), [id, { at, how }]]) })
      tell(channel, { type: 'leg_ended', at, leg: id, how })
    }
  }

  const open = (
    id: string,
    about: Pick<SimulatedChannel, 'role' | 'dialled' | 'rawNumber' | 'stands'>,
  ): SimulatedChannel => {
    const channel: SimulatedChannel = {
      ...about,
      id,
      createdAt: clock.now(),
      place: 'stasis',
      dismissed: false,
      peer: null,
      inBridge: null,
      answered: about.stands,
      cancel: () => {},
      lastEventAt: 0,
    }
    channels.set(id, channel)
    return channel
  }

  const isBusy = (extension: string): boolean => {
    for (const { role, dialled, stands } of channels.values())
      if (role !== 'inbound' && !stands && dialled === extension) return true
    return false
  }

  const fallback = simulatedFallback({
    clock,
    random,
    behaviour,
    channels,
    open: extension =>
      open(`n${clock.now()}-${extension}`, { role: null, dialled: extension, rawNumber: '', stands: false }),
    end,
    isBusy,
    write,
    answered: callId => {
      const seen = seenByCallers.get(callId)
      if (seen)
        Object.assign(seen, {
          connectedAt: seen.connectedAt ?? clock.now(),
          servedBy: seen.servedBy ?? 'fallback',
        })
    },
  })

  const companionsOf = ({ id, peer, inBridge }: SimulatedChannel): string[] => {
    if (peer !== null) return channels.get(peer)?.peer === id ? [peer] : []
    if (inBridge === null) return []
    return [...channels.values()].flatMap(other => (other.inBridge === inBridge && other.id !== id ? [other.id] : []))
  }
  const bridgeOf = (channel: SimulatedChannel): ChannelSeen['bridge'] => {
    if (channel.peer === null && channel.inBridge === null) return 'none'
    return companionsOf(channel).length > 0 ? 'joined' : 'alone'
  }

  const ring = (effect: Extract<Effect, { do: 'ring' }>): EffectResult => {
    // an agent is rung before his citizen is dialled
    if (!isOutbound(effect.callId) && !channels.has(effect.callId)) return { kind: 'gone' }
    if (random.chance(faults.unreachable) || channels.has(effect.leg))
      return { kind: 'failed', why: 'Allocation failed' }
    const busy = isBusy(effect.extension)
    const channel = open(effect.leg, { role: 'agent', dialled: effect.extension, rawNumber: '', stands: false })
    const chance = random.next()
    const answersIn = random.exponential(behaviour.answerMs)
    if (busy) channel.cancel = later(random.between(5, 40), () => end(channel.id, 'busy'))
    else if (chance < behaviour.noAnswer || answersIn > effect.ringMs)
      channel.cancel = later(effect.ringMs, () => end(channel.id, 'no_answer'))
    else if (chance < behaviour.noAnswer + behaviour.declined)
      channel.cancel = later(random.between(200, 4_000), () => end(channel.id, 'declined'))
    else
      channel.cancel = later(answersIn, () => {
        channel.answered = true
        // one who hears nothing for long hangs up
        channel.cancel = later(30_000, () => end(channel.id, 'normal'))
        tell(channel, { type: 'leg_answered', at: clock.now(), leg: channel.id })
      })
    return { kind: 'done' }
  }

  /** Somebody outside the house answers in three of four cases, and hangs up first in some. */
  const callOut = (effect: Extract<Effect, { do: 'call_out' }>): EffectResult => {
    if (!channels.has(effect.callId)) return { kind: 'gone' }
    const leg = open(effect.leg, { role: 'party', dialled: effect.number, rawNumber: '', stands: false })
    if (random.chance(0.15)) leg.cancel = later(random.between(200, 3_000), () => end(leg.id, 'busy'))
    else if (random.chance(0.1)) leg.cancel = later(effect.ringMs, () => end(leg.id, 'no_answer'))
    else
      leg.cancel = later(random.between(500, 8_000), () => {
        leg.answered = true
        leg.cancel = later(60_000, () => end(leg.id, 'normal'))
        tell(leg, { type: 'leg_answered', at: clock.now(), leg: leg.id })
      })
    return { kind: 'done' }
  }

  /** Most of those who are rung answer; the others are busy, decline, are out of reach or let it ring. */
  const dial = (effect: Extract<Effect, { do: 'dial' }>): EffectResult => {
    const agent = channels.get(effect.leg)
    if (!agent) return { kind: 'gone' }
    if (channels.has(effect.callId) || random.chance(faults.unreachable))
      return { kind: 'failed', why: 'Allocation failed' }
    const about = { role: 'outbound', dialled: effect.number, rawNumber: effect.number, stands: false } as const
    const citizen = open(effect.callId, about)
    const at = clock.now()
    const seen: SeenByCitizen = {
      number: effect.number,
      rungAt: at,
      answeredAt: null,
      leftAt: null,
      ended: null,
      died: false,
    }
    seenByCitizens.set(citizen.id, seen)
    written.set(citizen.id, { ...nothingWritten, callId: citizen.id, legs: new Map() })
    citizen.inBridge = effect.bridge
    agent.inBridge = effect.bridge
    agent.cancel()
    tell(citizen, { type: 'dial_progressed', at, callId: citizen.id, early: random.chance(0.3) })
    const fails = (how: LegEnd, ms: number) => {
      citizen.cancel = later(ms, () => end(citizen.id, how))
    }
    const chance = random.next()
    if (chance < 0.1) fails('busy', random.between(100, 2_000))
    else if (chance < 0.2) fails('declined', random.between(500, 10_000))
    else if (chance < 0.3) fails('unreachable', random.between(100, 5_000))
    else if (chance < 0.4) fails('no_answer', effect.ringMs + 5_000)
    else
      citizen.cancel = later(random.exponential(6_000), () => {
        citizen.answered = true
        seen.answeredAt = clock.now()
        tell(citizen, { type: 'dial_answered', at: clock.now(), callId: citizen.id })
        const who = random.chance(0.7) ? citizen.id : effect.leg
        citizen.cancel = later(500 + random.lognormal(behaviour.talkMs, 0.8), () => {
          if (!channels.get(who)?.stands) end(who, 'normal')
          else end(citizen.id, 'normal')
        })
      })
    return { kind: 'done' }
  }

  const connect = (effect: Extract<Effect, { do: 'connect' }>): EffectResult => {
    const caller = channels.get(effect.callId)
    const agent = channels.get(effect.leg)
    if (!caller || !agent || caller.place === 'fallback') return { kind: 'gone' }
    if (caller.inBridge === effect.bridge && agent.inBridge === effect.bridge) return { kind: 'done' }
    caller.inBridge = effect.bridge
    agent.inBridge = effect.bridge
    caller.cancel()
    agent.cancel()
    const seen = seenByCallers.get(caller.id)
    if (seen) Object.assign(seen, { connectedAt: seen.connectedAt ?? clock.now(), servedBy: seen.servedBy ?? 'server' })
    if (agent.stands) seen?.standingLegs.add(agent.id)
    write(caller.id, { joinedWith: agent.stands ? agent.id : null })
    const who = agent.stands || random.chance(0.7) ? caller : agent
    who.cancel = later(1_000 + random.lognormal(behaviour.talkMs, 0.8), () => end(who.id, 'normal'))
    return { kind: 'done' }
  }

  const carryOut = (effect: Effect): EffectResult => {
    switch (effect.do) {
      case 'ring':
        return ring(effect)
      case 'stand': {
        if (random.chance(faults.unreachable)) return { kind: 'failed', why: 'Allocation failed' }
        const leg = open(effect.leg, { role: 'agent', dialled: '', rawNumber: '', stands: true })
        later(random.between(20, 200), () => {
          if (channels.has(leg.id)) tell(leg, { type: 'leg_answered', at: clock.now(), leg: leg.id })
        })
        return { kind: 'done' }
      }
      case 'hold': {
        const caller = channels.get(effect.callId)
        if (caller?.place !== 'stasis') return { kind: 'gone' }
        caller.inBridge = null
        write(caller.id, { joinedWith: null })
        return { kind: 'done' }
      }
      case 'resume': {
        const caller = channels.get(effect.callId)
        if (caller?.place !== 'stasis') return { kind: 'gone' }
        caller.inBridge = effect.bridge
        return { kind: 'done' }
      }
      case 'part': {
        const caller = channels.get(effect.callId)
        if (caller?.place !== 'stasis') return { kind: 'gone' }
        caller.inBridge = null
        caller.dismissed = true
        return { kind: 'done' }
      }
      case 'join': {
        const leg = channels.get(effect.leg)
        if (!leg) return { kind: 'gone' }
        leg.inBridge = effect.bridge
        leg.cancel()
        if (!leg.stands)
          leg.cancel = later(1_000 + random.lognormal(behaviour.talkMs, 0.8), () => end(leg.id, 'normal'))
        return { kind: 'done' }
      }
      case 'take_back': {
        const caller = channels.get(effect.callId)
        if (caller?.place !== 'fallback' || caller.peer !== null || random.chance(0.7)) return { kind: 'gone' }
        caller.place = 'stasis'
        write(caller.id, { fallback: null })
        tell(caller, { type: 'returned_from_fallback', at: clock.now(), callId: caller.id })
        return { kind: 'done' }
      }
      case 'watch':
      case 'unwatch':
      case 'answer_refer':
      case 'stop_ringing':
        return channels.has(effect.leg) ? { kind: 'done' } : { kind: 'gone' }
      case 'call_out':
        return callOut(effect)
      case 'dial':
        return dial(effect)
      case 'connect':
        return connect(effect)
      case 'hang_up':
        if (!channels.has(effect.channel)) return { kind: 'gone' }
        end(effect.channel, 'cancelled')
        return { kind: 'done' }
      case 'disconnect': {
        const agent = channels.get(effect.leg)
        if (!agent) return { kind: 'gone' }
        agent.inBridge = null
        return { kind: 'done' }
      }
      default: {
        const channel = channels.get(effect.callId)
        if (channel?.place !== 'stasis') return { kind: 'gone' }
        if (effect.do !== 'play') return { kind: 'done' }
        channel.dismissed ||= effect.last
        if (effect.sound === 'rate-service' && random.chance(0.6))
          later(random.between(500, 9_000), () => {
            const digit = random.pick(['1', '1', '2', '3', '7', '#'])
            if (channels.has(channel.id)) tell(channel, { type: 'digit', at: clock.now(), callId: channel.id, digit })
          })
        if (effect.sound === 'callback-offer' && random.chance(0.6))
          later(random.between(500, 9_000), () => {
            const digit = random.pick(['1', '1', '1', '2', '#'])
            if (channels.has(channel.id)) tell(channel, { type: 'digit', at: clock.now(), callId: channel.id, digit })
          })
        later(effect.sound === 'recording-notice' ? 5_400 : 4_000, () => {
          if (channels.has(channel.id))
            tell(channel, { type: 'sound_ended', at: clock.now(), callId: channel.id, sound: null })
        })
        return { kind: 'done' }
      }
    }
  }

  const moveToFallback = (channel: SimulatedChannel, why: string) => {
    channel.inBridge = null
    channel.place = 'fallback'
    write(channel.id, { fallback: { at: clock.now(), why } })
    tell(channel, { type: 'to_fallback', at: clock.now(), callId: channel.id, why })
    fallback.take(channel)
  }

  /** What the dialplan does while the server is silent: who waits goes to its own queue, who was left alone is let go. */
  const watchdog = () => {
    if (up) return
    for (const channel of [...channels.values()]) {
      if (channel.stands || channel.role === 'party' || channel.role === 'outbound' || channel.place === 'fallback')
        continue
      const bridge = bridgeOf(channel)
      if (bridge === 'joined' || channel.role === null) continue
      if (channel.role === 'inbound' && bridge === 'none' && !channel.dismissed) moveToFallback(channel, 'WATCHDOG')
      else end(channel.id, 'normal')
    }
    later(1_000, watchdog)
  }

  const breakFor = (ms: number) => {
    if (!up) return
    up = false
    epoch += 1
    to.down('simulated')
    const cancel = later(watchdogMs, watchdog)
    later(ms, () => {
      up = true
      cancel()
      to.up()
    })
  }

  const toSeen = (channel: SimulatedChannel): ChannelSeen => ({
    id: channel.id,
    role: channel.place === 'fallback' ? null : channel.role,
    createdAt: channel.createdAt,
    dialled: channel.dialled,
    caller: normaliseCaller(channel.rawNumber, '0513'),
    inStasis: channel.place === 'stasis' && channel.role !== null,
    inFallback: channel.place === 'fallback',
    answered: channel.role === 'inbound' || channel.answered,
    extension: channel.role === 'inbound' ? null : channel.dialled,
    bridge: bridgeOf(channel),
    companions: companionsOf(channel),
  })

  return {
    get up() {
      return up
    },
    get startedAt() {
      return startedAt
    },
    get channelCount() {
      return [...channels.values()].filter(channel => !channel.stands).length
    },
    seenByCallers,
    seenByCitizens,
    journal: {
      read: async () => (up ? [...written.values()] : null),
      forget: async callIds => {
        for (const callId of callIds) written.delete(callId)
      },
    },
    run: effect =>
      new Promise(resolve => {
        if (!up || random.chance(faults.lostRequest)) {
          later(3_000, () => resolve({ kind: 'unknown', why: 'no answer from Asterisk' }))
          return
        }
        requestsAt = Math.max(requestsAt, clock.now() + random.between(0, 3))
        const sentIn = epoch
        clock.at(requestsAt, () => {
          if (epoch !== sentIn) return resolve({ kind: 'unknown', why: 'the connection broke' })
          const result = carryOut(effect)
          later(random.between(0, 3), () => resolve(result))
        })
      }),
    channels: () =>
      new Promise(resolve => {
        later(random.between(1, 20), () => resolve(up ? [...channels.values()].map(toSeen) : null))
      }),
    loseStandingLeg: agentId => {
      for (const { id } of [...channels.values()]) if (agentOfStandingLeg(id) === agentId) end(id, 'lost')
    },
    call: (id, dialled, rawNumber) => {
      const at = clock.now()
      const channel = open(id, { role: 'inbound', dialled, rawNumber, stands: false })
      seenByCallers.set(id, {
        arrivedAt: at,
        connectedAt: null,
        leftAt: null,
        servedBy: null,
        died: false,
        standingLegs: new Set(),
      })
      const caller = normaliseCaller(rawNumber, '0513')
      const arrived = { at, dialled, caller }
      written.set(id, { ...nothingWritten, callId: id, arrived, legs: new Map() })
      channel.cancel = later(random.exponential(behaviour.patienceMs), () => end(id, 'normal'))
      if (up) tell(channel, { type: 'call_arrived', at, callId: id, dialled, caller, wants: [], adopted: false })
      else moveToFallback(channel, 'FAILED')
    },
    breakFor,
    dieFor: ms => {
      if (!up) return
      const at = clock.now()
      for (const channel of channels.values()) {
        channel.cancel()
        const seen = seenByCallers.get(channel.id)
        if (seen) Object.assign(seen, { leftAt: at, died: true })
        const rung = seenByCitizens.get(channel.id)
        if (rung) Object.assign(rung, { leftAt: at, died: true })
      }
      channels.clear()
      for (const [id, { fallback: moved, answered, endedAt }] of written) {
        if (at - Math.max(moved?.at ?? 0, answered?.at ?? 0, endedAt ?? 0) > unwrittenMs) continue
        written.delete(id)
        const seen = seenByCallers.get(id)
        if (seen) seen.died = true
      }
      startedAt = at + ms
      breakFor(ms)
    },
  }
}
