import type { Effect } from '../domain/effect.ts'
import type { LineEvent } from '../domain/event.ts'
import type { Line } from '../domain/line/line.ts'
import { entries, get, values } from '../domain/sorted.ts'
import type { ChannelSeen, Clock, Telephony } from './ports.ts'

/** A leg or call younger than this may not be in Asterisk's list yet, or no more in it with its end still on the way. */
const graceMs = 3_000

/** What a comparison of the line with Asterisk's channels found. */
export interface Differences {
  readonly events: readonly LineEvent[]
  readonly orphans: readonly Effect[]
  /** Ended calls whose channel is no longer there either. */
  readonly over: readonly string[]
}

/**
 * Compares the line with the channels Asterisk has: calls and legs that are gone there end here, callers who wait there are
 * adopted in the order of their arrival. Hung up are legs nobody knows, callers whose call has `ended` (call id → when) while
 * their channel stayed, and callers left alone by an agent of an unknown talk. Unknown talks are left in peace.
 */
export const reconcile = async (
  telephony: Telephony,
  line: () => Line,
  clock: Clock,
  ended: ReadonlyMap<string, number>,
): Promise<Differences> => {
  const before = line()
  const asked = clock.now()
  const seen = await telephony.channels()
  if (seen === null) return { events: [], orphans: [], over: [] }
  const now = line()
  const ids = new Set(seen.map(channel => channel.id))
  const known = new Set([...entries(now.calls)].map(([id]) => id))
  const adopted = seen
    .filter(channel => channel.role === 'inbound' && channel.inStasis && channel.bridge === 'none')
    .filter(channel => !known.has(channel.id) && !ended.has(channel.id))
    .sort((a, b) => a.createdAt - b.createdAt)
  return {
    events: [...lostCalls(before, now, ids, asked), ...lostLegs(before, now, ids, asked), ...adopted.map(adopt)],
    orphans: seen.flatMap((channel): Effect[] => {
      const why = orphanBecause(channel, now, ended, asked)
      return why === null ? [] : [{ do: 'hang_up', channel: channel.id, why }]
    }),
    over: [...ended].filter(([id, at]) => !ids.has(id) && asked - at > graceMs).map(([id]) => id),
  }
}

const orphanBecause = (
  { role, id, createdAt, bridge }: ChannelSeen,
  now: Line,
  ended: ReadonlyMap<string, number>,
  asked: number,
): string | null => {
  const young = asked - createdAt <= graceMs
  if (role === 'agent') return young || bridge === 'joined' || get(now.legs, id) ? null : 'nobody knows this leg'
  if (role === null) return null
  const endedAt = ended.get(id)
  if (endedAt !== undefined) return asked - endedAt > graceMs ? 'its call has ended' : null
  return bridge === 'alone' && !young && !get(now.calls, id) ? 'its talk is over' : null
}

const lostCalls = (before: Line, now: Line, ids: ReadonlySet<string>, at: number): LineEvent[] =>
  [...values(before.calls)]
    .filter(call => !ids.has(call.id) && at - call.since > graceMs && get(now.calls, call.id) !== undefined)
    .map(call => ({ type: 'caller_left', at, callId: call.id, how: 'lost' }))

const lostLegs = (before: Line, now: Line, ids: ReadonlySet<string>, at: number): LineEvent[] =>
  [...values(before.agents)].flatMap(({ id, leg, since }): LineEvent[] => {
    const lost = leg !== null && !ids.has(leg) && at - since > graceMs && get(now.agents, id)?.leg === leg
    return lost ? [{ type: 'leg_ended', at, leg, how: 'lost' }] : []
  })

const adopt = (channel: ChannelSeen): LineEvent => ({
  type: 'call_arrived',
  at: channel.createdAt,
  callId: channel.id,
  dialled: channel.dialled,
  caller: channel.caller,
  wants: [],
  adopted: true,
})
