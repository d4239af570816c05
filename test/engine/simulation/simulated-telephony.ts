import type { JournalEntry } from '../../../src/domain/call/from-journal.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import type { LegEnd, LineEvent } from '../../../src/domain/event.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import type { Journal } from '../../../src/engine/journal.ts'
import type { ChannelSeen, Clock, EffectResult, Telephony, TelephonyEvents } from '../../../src/engine/ports.ts'
import type { Random } from './random.ts'

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

interface Channel {
  readonly id: string
  readonly role: 'inbound' | 'agent'
  readonly createdAt: number
  readonly dialled: string
  readonly rawNumber: string
  readonly stands: boolean
  peer: string | null
  answered: boolean
  cancel: () => void
  /** Events of one channel keep their order, whatever their delay. */
  lastEventAt: number
}

/** A simulated Asterisk with citizens and agents' phones: delays, reorders between channels, repeats and loses things. */
export interface SimulatedTelephony extends Telephony {
  /** What Asterisk wrote down itself. */
  readonly journal: Journal
  call(id: string, dialled: string, rawNumber: string): void
  /** A leg that stays up for the whole shift of an agent. */
  stand(leg: string): void
  /** The event connection breaks: what happens meanwhile is told to nobody. */
  breakFor(ms: number): void
  readonly channelCount: number
  /** What each caller himself saw: when he came, when he was connected, when he left. */
  readonly seenByCallers: Map<string, { arrivedAt: number; connectedAt: number | null; leftAt: number | null }>
}

/** Builds the simulation over a virtual clock. */
export const simulatedTelephony = (
  clock: Clock,
  random: Random,
  faults: Faults,
  behaviour: Behaviour,
  to: TelephonyEvents,
): SimulatedTelephony => {
  const channels = new Map<string, Channel>()
  const seenByCallers: SimulatedTelephony['seenByCallers'] = new Map()
  const written = new Map<string, JournalEntry>()
  let up = true
  let requestsAt = 0
  /** Counts connections: an event that was on its way when one broke is lost with it. */
  let epoch = 0

  const later = (ms: number, job: () => void) => clock.at(clock.now() + ms, job)

  const tell = (channel: Channel, event: LineEvent) => {
    if (random.chance(faults.lostEvent)) return
    const delay = random.chance(faults.slowEvent) ? random.between(50, 1_500) : random.between(0, 4)
    const at = Math.max(clock.now() + delay, channel.lastEventAt)
    channel.lastEventAt = at
    const sentIn = epoch
    const deliver = () => up && epoch === sentIn && to.event(event)
    clock.at(at, deliver)
    if (random.chance(faults.repeatedEvent)) clock.at(at + random.between(0, 30), deliver)
  }

  const end = (id: string, how: LegEnd) => {
    const channel = channels.get(id)
    if (!channel) return
    channels.delete(id)
    channel.cancel()
    const at = clock.now()
    if (channel.role === 'inbound') {
      const seen = seenByCallers.get(id)
      if (seen) seen.leftAt = at
      const entry = written.get(id)
      if (entry) written.set(id, { ...entry, endedAt: at })
      tell(channel, { type: 'caller_left', at, callId: id, how })
    } else tell(channel, { type: 'leg_ended', at, leg: id, how })
  }

  const open = (id: string, about: Pick<Channel, 'role' | 'dialled' | 'rawNumber' | 'stands'>): Channel => {
    const channel = {
      ...about,
      id,
      createdAt: clock.now(),
      peer: null,
      answered: about.stands,
      cancel: () => {},
      lastEventAt: 0,
    }
    channels.set(id, channel)
    return channel
  }

  const bridgeOf = ({ id, peer }: Channel): ChannelSeen['bridge'] => {
    if (peer === null) return 'none'
    return channels.get(peer)?.peer === id ? 'joined' : 'alone'
  }

  const ring = (effect: Extract<Effect, { do: 'ring' }>): EffectResult => {
    if (!channels.has(effect.callId)) return { kind: 'gone' }
    if (random.chance(faults.unreachable)) return { kind: 'failed', why: 'Allocation failed' }
    const channel = open(effect.leg, { role: 'agent', dialled: effect.extension, rawNumber: '', stands: false })
    const chance = random.next()
    const answersIn = random.exponential(behaviour.answerMs)
    if (chance < behaviour.noAnswer || answersIn > effect.ringMs)
      channel.cancel = later(effect.ringMs, () => end(channel.id, 'no_answer'))
    else if (chance < behaviour.noAnswer + behaviour.declined)
      channel.cancel = later(random.between(200, 4_000), () => end(channel.id, 'declined'))
    else
      channel.cancel = later(answersIn, () => {
        channel.answered = true
        tell(channel, { type: 'leg_answered', at: clock.now(), leg: channel.id })
      })
    return { kind: 'done' }
  }

  const connect = (effect: Extract<Effect, { do: 'connect' }>): EffectResult => {
    const caller = channels.get(effect.callId)
    const agent = channels.get(effect.leg)
    if (!caller || !agent) return { kind: 'gone' }
    caller.peer = agent.id
    agent.peer = caller.id
    caller.cancel()
    agent.cancel()
    const seen = seenByCallers.get(caller.id)
    if (seen) seen.connectedAt = clock.now()
    const who = agent.stands || random.chance(0.7) ? caller : agent
    who.cancel = later(1_000 + random.lognormal(behaviour.talkMs, 0.8), () => end(who.id, 'normal'))
    return { kind: 'done' }
  }

  const carryOut = (effect: Effect): EffectResult => {
    switch (effect.do) {
      case 'ring':
        return ring(effect)
      case 'connect':
        return connect(effect)
      case 'hang_up':
        if (!channels.has(effect.channel)) return { kind: 'gone' }
        end(effect.channel, 'cancelled')
        return { kind: 'done' }
      case 'play': {
        const channel = channels.get(effect.callId)
        if (!channel) return { kind: 'gone' }
        const length = effect.sound === 'recording-notice' ? 5_400 : 4_000
        later(length, () => {
          if (channels.has(effect.callId))
            tell(channel, { type: 'sound_ended', at: clock.now(), callId: effect.callId })
        })
        return { kind: 'done' }
      }
      case 'disconnect': {
        const agent = channels.get(effect.leg)
        if (!agent) return { kind: 'gone' }
        agent.peer = null
        return { kind: 'done' }
      }
      default:
        return channels.has(effect.callId) ? { kind: 'done' } : { kind: 'gone' }
    }
  }

  return {
    get up() {
      return up
    },
    get channelCount() {
      return [...channels.values()].filter(channel => !channel.stands).length
    },
    startedAt: 0,
    seenByCallers,
    journal: {
      read: async () => (up ? [...written.values()] : null),
      forget: async callIds => {
        for (const callId of callIds) written.delete(callId)
      },
    },
    run: effect =>
      new Promise(resolve => {
        if (!up || random.chance(faults.lostRequest)) {
          later(3_000, () => resolve({ kind: 'failed', why: 'no answer from Asterisk' }))
          return
        }
        requestsAt = Math.max(requestsAt, clock.now() + random.between(0, 3))
        clock.at(requestsAt, () => {
          const result = carryOut(effect)
          later(random.between(0, 3), () => resolve(result))
        })
      }),
    channels: () =>
      new Promise(resolve => {
        later(random.between(1, 20), () =>
          resolve(
            up
              ? [...channels.values()].map(
                  (channel): ChannelSeen => ({
                    id: channel.id,
                    role: channel.role,
                    createdAt: channel.createdAt,
                    dialled: channel.dialled,
                    caller: normaliseCaller(channel.rawNumber, '0513'),
                    inStasis: true,
                    inFallback: false,
                    answered: channel.role === 'inbound' || channel.answered,
                    extension: channel.role === 'agent' ? channel.dialled : null,
                    companions: channel.peer === null || !channels.has(channel.peer) ? [] : [channel.peer],
                    bridge: bridgeOf(channel),
                  }),
                )
              : null,
          ),
        )
      }),
    stand: leg => {
      if (!channels.has(leg)) open(leg, { role: 'agent', dialled: '', rawNumber: '', stands: true })
    },
    call: (id, dialled, rawNumber) => {
      const at = clock.now()
      const channel = open(id, { role: 'inbound', dialled, rawNumber, stands: false })
      seenByCallers.set(id, { arrivedAt: at, connectedAt: null, leftAt: null })
      const arrived = { at, dialled, caller: normaliseCaller(rawNumber, '0513') }
      written.set(id, { callId: id, arrived, fallback: null, answered: null, missedAt: null, endedAt: null })
      channel.cancel = later(random.exponential(behaviour.patienceMs), () => end(id, 'normal'))
      tell(channel, {
        type: 'call_arrived',
        at,
        callId: id,
        dialled,
        caller: normaliseCaller(rawNumber, '0513'),
        wants: [],
        adopted: false,
      })
    },
    breakFor: ms => {
      if (!up) return
      up = false
      epoch += 1
      to.down('simulated')
      later(ms, () => {
        up = true
        to.up()
      })
    },
  }
}
