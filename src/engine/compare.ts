import type { Agent } from '../domain/agent/agent.ts'
import type { Call } from '../domain/call/call.ts'
import { fallbackOfferId } from '../domain/call/fallback.ts'
import type { JournalEntry } from '../domain/call/from-journal.ts'
import { agentOfStandingLeg, bridgeOf, type Effect } from '../domain/effect.ts'
import type { LineEvent } from '../domain/event.ts'
import type { Line } from '../domain/line/line.ts'
import { get, values } from '../domain/sorted.ts'
import { type AttemptSeen, compareAttempt, isBesideTalk, strayAttempts } from './compare-outbound.ts'
import type { Booked } from './journal.ts'
import type { ChannelSeen } from './ports.ts'

/** A leg or call younger than this may not be in Asterisk's list yet, or no more in it with its end still on the way. */
export const graceMs = 3_000

/** How long a journal that cannot be read is waited for before the end of a call counts as unknown. */
const journalWithinMs = 60_000

/** All that a comparison looks at. Instants in UTC ms. */
export interface Comparison {
  /** The line when Asterisk was asked, and now that it has answered: only what is in both is judged. */
  readonly before: Line
  readonly now: Line
  readonly channels: ReadonlyMap<string, ChannelSeen>
  /** Asterisk's own books; null when they could not be read. */
  readonly journal: ReadonlyMap<string, JournalEntry> | null
  /** What the ledger holds of calls the line does not know. */
  readonly booked: ReadonlyMap<string, Booked | null>
  readonly asked: number
  /** When all that was asked for has been answered: nothing that is asked for now happens earlier. */
  readonly told: number
  readonly connectedAt: number
  /** Since when the journal cannot be read; null: it was. */
  readonly unreadableSince: number | null
  /** When this Asterisk was started; calls from before it ended at `diedAt`. */
  readonly startedAt: number | null
  readonly diedAt: number
  readonly ended: ReadonlyMap<string, number>
  readonly first: boolean
}

interface Found {
  readonly events: readonly LineEvent[]
  readonly effects: readonly Effect[]
  readonly again: boolean
}

/** Nothing is under way any more for what began before this connection, or long enough ago. */
const isSettled = ({ asked, connectedAt }: Comparison, since: number): boolean =>
  since < connectedAt || asked - since > graceMs

/** Whether the journal, which cannot be read now, may yet tell how something ended. */
const mayBeWritten = ({ journal, asked, unreadableSince }: Comparison): boolean =>
  journal === null && asked - (unreadableSince ?? asked) < journalWithinMs

/** Whether a call was in an Asterisk that is no more. */
const diedWith = ({ startedAt }: Comparison, arrivedAt: number): boolean => startedAt !== null && arrivedAt < startedAt

/** Calls of the line and callers in Asterisk. */
export const compareCalls = (comparison: Comparison): Found => {
  const { before, now, channels } = comparison
  const events: LineEvent[] = []
  const effects: Effect[] = []
  let again = false
  const known = [...values(before.calls)].filter(({ id }) => get(now.calls, id))
  for (const call of known.sort((a, b) => a.arrivedAt - b.arrivedAt)) {
    const channel = channels.get(call.id)
    const found = isBesideTalk(call)
      ? { ...compareAttempt(call, attemptSeen(comparison, call, channel)), again: false }
      : channel
        ? stillThere(comparison, call, channel)
        : gone(comparison, call)
    events.push(...found.events)
    effects.push(...found.effects)
    again ||= found.again
  }
  events.push(...unknownCallers(comparison))
  effects.push(...strayCallers(comparison))
  effects.push(...strayAttempts(now, channels.values(), since => isSettled(comparison, since)))
  return { events, effects, again }
}

const attemptSeen = (comparison: Comparison, call: Call, channel: ChannelSeen | undefined): AttemptSeen => ({
  channel,
  entry: comparison.journal?.get(call.id),
  settled: isSettled(comparison, call.since) && !mayBeWritten(comparison),
  told: comparison.told,
  asked: comparison.asked,
  diedAt: diedWith(comparison, call.since) ? comparison.diedAt : null,
})

const found = (events: readonly LineEvent[], effects: readonly Effect[] = [], again = false): Found => ({
  events,
  effects,
  again,
})

const stillThere = (comparison: Comparison, call: Call, channel: ChannelSeen): Found => {
  const { journal, first, channels } = comparison
  if (!channel.inStasis) {
    const moved = whatFallbackDid(comparison, call, journal?.get(call.id), channel)
    return found(moved, [], moved.length === 0 && !call.fallback)
  }
  const callId = call.id
  // his way back was told to nobody
  if (call.fallback && isSettled(comparison, call.since))
    return found([{ type: 'returned_from_fallback', at: comparison.asked, callId }])
  if (call.state !== 'talking') {
    if (!first || call.state === 'dismissed') return found([])
    const talk = call.state === 'surveyed' ? [] : talkInSecret(comparison, channel)
    if (talk.length > 0) return found(talk)
    const music: Effect[] = call.music ? [{ do: 'music', callId, on: true }] : []
    // Asterisk answers a channel that plays the notice only after the notice, and all other requests wait behind that
    const answer: Effect[] = channel.answered ? [] : [{ do: 'answer', callId }]
    return found([], [...answer, ...music])
  }
  // he is on music and nobody's company is missed; music that was asked for may be lost
  if (call.heldSince !== null) return found([], first ? [{ do: 'hold', callId, bridge: bridgeOf(callId) }] : [])
  if (channel.bridge === 'joined' || !isSettled(comparison, call.since)) return found([])
  // left with those whom his agent brought in: their own ends tell the end
  if (call.agentId === null)
    return found(
      [],
      call.parties.length > 0 ? [] : [{ do: 'hang_up', channel: callId, why: 'nobody is left in its talk' }],
    )
  const leg = call.leg === null ? undefined : channels.get(call.leg)
  // one who is alone in their bridge was joined with a leg that is just leaving, unless it is still there when we look again
  if (leg?.answered && leg.bridge === 'none' && channel.bridge === 'alone' && first) return found([], [], true)
  if (leg?.answered && leg.bridge === 'none')
    return found([], [{ do: 'connect', callId, leg: leg.id, bridge: bridgeOf(callId) }])
  if (channel.bridge === 'none' && !leg)
    return found([
      { type: 'connect_failed', at: comparison.asked, callId, leg: call.leg, why: 'they were never joined' },
    ])
  const agent = call.agentId === null ? undefined : get(comparison.now.agents, call.agentId)
  // the agent's own leg tells the end where he still has one
  const toldByLeg = agent?.callId === callId && agent.leg !== null
  return found([], toldByLeg ? [] : [{ do: 'hang_up', channel: callId, why: 'its talk is over' }])
}

const gone = (comparison: Comparison, call: Call): Found => {
  const { journal, asked, diedAt } = comparison
  const entry = journal?.get(call.id)
  const callId = call.id
  const left = (at: number, how: 'unseen' | 'died' | 'lost'): LineEvent => ({ type: 'caller_left', at, callId, how })
  if (entry?.endedAt != null) {
    // what happens in the native queue is told by nobody else
    if (!call.fallback && !isSettled(comparison, entry.endedAt)) return found([], [], true)
    const byAgent = call.leg === null ? undefined : entry.legs.get(call.leg)
    // whoever left first ended the talk
    const first: LineEvent[] =
      byAgent && call.leg !== null && byAgent.at <= entry.endedAt
        ? [{ type: 'leg_ended', leg: call.leg, ...byAgent }]
        : []
    const leg = call.leg ?? fallbackOfferId(callId)
    const freed: LineEvent[] = call.fallback ? [{ type: 'leg_ended', at: entry.endedAt, leg, how: 'unseen' }] : []
    const end = [left(entry.endedAt, 'unseen'), ...freed]
    const taken = unheardTalk(comparison, call, entry)
    return found([...whatFallbackDid(comparison, call, entry, null), ...taken, ...first, ...end])
  }
  if (diedWith(comparison, call.arrivedAt))
    return found([...whatFallbackDid(comparison, call, entry, null), left(diedAt, 'died')])
  if (!isSettled(comparison, call.since)) return found([])
  if (mayBeWritten(comparison)) return found([], [], true)
  return found([left(asked, 'lost')])
}

/** What the native queue did with a call, as far as the line does not know it yet. */
const whatFallbackDid = (
  { now, asked }: Comparison,
  call: Pick<Call, 'id' | 'state' | 'fallback' | 'agentId'>,
  entry: JournalEntry | undefined,
  channel: ChannelSeen | null,
): LineEvent[] => {
  const callId = call.id
  if (call.state === 'dismissed') return []
  const events: LineEvent[] = []
  const inFallback = entry?.fallback ?? (channel?.inFallback ? { at: asked, why: 'moved' } : null)
  if (!inFallback && !call.fallback) return []
  if (inFallback && !call.fallback) events.push({ type: 'to_fallback', callId, ...inFallback })
  if (entry?.answered) {
    const agentId = agentOf(now, entry.answered.extension)
    const engaged = call.state === 'talking' && get(now.agents, call.agentId ?? '')?.callId === callId
    const leg = channel?.companions[0] ?? fallbackOfferId(callId)
    if (agentId !== undefined && !engaged)
      events.push({ type: 'fallback_answered', at: entry.answered.at, callId, agentId, leg })
  } else if (entry?.missedAt != null) events.push({ type: 'fallback_missed', at: entry.missedAt, callId })
  return events
}

const agentOf = (line: Line, extension: string): string | undefined => {
  for (const agent of values(line.agents)) if (agent.extension === extension) return agent.id
  return undefined
}

/** Callers nobody knows: those who wait in our hands, and those whom the native queue took while there was no server. */
const unknownCallers = (comparison: Comparison): LineEvent[] => {
  const { now, channels, journal, booked, ended, diedAt } = comparison
  const isKnown = (id: string) => get(now.calls, id) !== undefined || ended.has(id) || booked.get(id)?.ended === true
  const waiting = [...channels.values()]
    .filter(({ role, inStasis, id }) => role === 'inbound' && inStasis && !isKnown(id))
    .flatMap((channel): LineEvent[][] => {
      if (channel.bridge === 'none') return [[adopt(channel)]]
      const talk = comparison.first ? talkInSecret(comparison, channel) : []
      return talk.length > 0 ? [[adopt(channel), ...talk]] : []
    })
  const taken = [...(journal?.values() ?? [])]
    .filter(({ callId, arrived, fallback, endedAt }) => arrived && fallback && endedAt === null && !isKnown(callId))
    .map((entry): LineEvent[] => {
      const { callId, arrived, fallback } = entry
      const channel = channels.get(callId) ?? null
      const died = !channel && arrived !== null && diedWith(comparison, arrived.at)
      if (!arrived || !fallback || (!channel && !died)) return []
      const { at, dialled, caller } = arrived
      const call = { id: callId, state: 'fallback', fallback: true, agentId: null } as const
      const end: LineEvent[] = died ? [{ type: 'caller_left', at: diedAt, callId, how: 'died' }] : []
      return [
        { type: 'found_in_fallback', at, callId, dialled, caller, movedAt: fallback.at, why: fallback.why },
        ...whatFallbackDid(comparison, call, entry, channel),
        ...end,
      ]
    })
  return [...waiting, ...taken].sort((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0)).flat()
}

/** What tells of a caller who is joined with a standing leg although nobody wrote so; nothing where he is not. */
const talkInSecret = ({ now, told }: Comparison, { id: callId, bridge, companions }: ChannelSeen): LineEvent[] => {
  const leg = bridge === 'joined' ? companions.find(each => agentOfStandingLeg(each) !== null) : undefined
  return leg === undefined ? [] : talkWith(now, callId, leg, told)
}

/** A caller who was joined with a standing leg, which nobody wrote, and has hung up since: only the end of his talk is known. */
const unheardTalk = (
  { now, channels }: Comparison,
  { id: callId, state, answeredAt }: Call,
  { joinedWith, endedAt }: JournalEntry,
): LineEvent[] => {
  const awaits = state === 'announced' || state === 'queued' || state === 'offered'
  // of one who was answered before, the mark may be of that talk
  if (!awaits || answeredAt !== null || joinedWith === null || endedAt === null || !channels.has(joinedWith)) return []
  return talkWith(now, callId, joinedWith, endedAt)
}

const talkWith = (line: Line, callId: string, leg: string, at: number): LineEvent[] => {
  const agent = get(line.agents, agentOfStandingLeg(leg) ?? '')
  if (!agent) return []
  const agentId = agent.id
  return [
    ...(agent.standingLeg === null ? [{ type: 'standing_leg_found' as const, at, agentId, leg }] : []),
    { type: 'found_joined', at, callId, agentId, leg },
  ]
}

const adopt = (channel: ChannelSeen): LineEvent => ({
  type: 'call_arrived',
  at: channel.createdAt,
  callId: channel.id,
  dialled: channel.dialled,
  caller: channel.caller,
  wants: [],
  adopted: true,
})

/** Callers whose call has ended while their channel stayed, and those left alone by the agent of a talk nobody knows. */
const strayCallers = (comparison: Comparison): Effect[] => {
  const { now, channels, booked, ended, asked } = comparison
  return [...channels.values()].flatMap(({ id, role, createdAt, bridge }): Effect[] => {
    if (role !== 'inbound' || get(now.calls, id)) return []
    const endedAt = ended.get(id)
    const hangUp = (why: string): Effect[] => [{ do: 'hang_up', channel: id, why }]
    if (endedAt !== undefined) return asked - endedAt > graceMs ? hangUp('its call has ended') : []
    if (booked.get(id)?.ended) return bridge === 'joined' ? [] : hangUp('its call has ended')
    return bridge === 'alone' && isSettled(comparison, createdAt) ? hangUp('its talk is over') : []
  })
}

/** Legs of contacts: those of a talk that are gone, and those nobody knows. */
export const compareParties = (comparison: Comparison): Found => {
  const { before, now, channels, asked } = comparison
  const events: LineEvent[] = []
  const effects: Effect[] = []
  for (const { parties } of values(before.calls))
    for (const { leg, agentId, calledAt } of parties)
      if (agentId === null && !channels.has(leg) && get(now.partyLegs, leg) && isSettled(comparison, calledAt))
        events.push({ type: 'leg_ended', at: asked, leg, how: 'lost' })
  for (const { id, role, createdAt } of channels.values())
    if (role === 'party' && isSettled(comparison, createdAt) && !get(now.partyLegs, id))
      effects.push({ do: 'hang_up', channel: id, why: 'nobody knows this leg' })
  return { events, effects, again: false }
}

/** Agents' legs: those that are gone, those that were answered unheard, and those nobody knows. */
export const compareAgents = (comparison: Comparison): Found => {
  const { before, now, channels, asked, told, first } = comparison
  const events: LineEvent[] = []
  const effects: Effect[] = []
  for (const agent of values(before.agents)) {
    const { leg, standingLeg } = agent
    if (standingLeg !== null && standingLeg !== leg && !channels.has(standingLeg) && isSettled(comparison, agent.since))
      events.push(lostLeg(comparison, agent, standingLeg))
    if (leg === null || get(now.agents, agent.id)?.leg !== leg) continue
    // the end of a talk in the native queue is the caller's
    if (get(now.calls, agent.callId ?? '')?.fallback) continue
    const channel = channels.get(leg)
    const settled = isSettled(comparison, agent.since)
    if (!channel && settled && !mayBeWritten(comparison)) events.push(lostLeg(comparison, agent, leg))
    else if (
      channel?.answered &&
      channel.inStasis &&
      agent.state === 'reserved' &&
      agent.standingLeg !== leg &&
      settled
    )
      // unheard, so its talk begins now: caller and agent are joined next
      events.push({ type: 'leg_answered', at: told, leg })
    else if (channel && first && agent.state === 'talking' && agent.until !== null)
      effects.push({ do: 'hang_up', channel: leg, why: 'its talk is over' })
  }
  for (const { id, role, createdAt, bridge, answered } of channels.values()) {
    if (role !== 'agent' || !isSettled(comparison, createdAt)) continue
    const agentId = agentOfStandingLeg(id)
    const owner = agentId === null ? undefined : get(now.agents, agentId)
    if (owner && owner.standingLeg === null && owner.risingLeg !== id && answered)
      events.push({ type: 'standing_leg_found', at: asked, agentId: owner.id, leg: id })
    else if (bridge !== 'joined' && !get(now.legs, id))
      effects.push({ do: 'hang_up', channel: id, why: 'nobody knows this leg' })
  }
  return { events, effects, again: mayBeWritten(comparison) }
}

const lostLeg = (comparison: Comparison, agent: Agent, leg: string): LineEvent => {
  const written = agent.callId === null ? undefined : comparison.journal?.get(agent.callId)?.legs.get(leg)
  if (written) return { type: 'leg_ended', leg, ...written }
  const died = diedWith(comparison, agent.since)
  return { type: 'leg_ended', at: died ? comparison.diedAt : comparison.asked, leg, how: died ? 'died' : 'lost' }
}
