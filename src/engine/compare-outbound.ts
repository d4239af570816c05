import type { Call } from '../domain/call/call.ts'
import type { JournalEntry } from '../domain/call/from-journal.ts'
import { agentOfStandingLeg, type Effect } from '../domain/effect.ts'
import type { LineEvent } from '../domain/event.ts'
import type { Line } from '../domain/line/line.ts'
import { get } from '../domain/sorted.ts'
import type { ChannelSeen } from './ports.ts'

/** Whether the hotline makes this call and the citizen has not answered, or it is over: until then nobody talks in it. */
export const isBesideTalk = ({ state }: Pick<Call, 'state'>): boolean =>
  state === 'previewed' || state === 'summoned' || state === 'dialled' || state === 'concluded'

/** Whether Asterisk must have a channel for it. */
export const hasChannel = ({ state }: Pick<Call, 'state'>): boolean =>
  state !== 'previewed' && state !== 'summoned' && state !== 'concluded'

/** What of a comparison an attempt is judged by. `settled`: nothing about it is under way any more. */
export interface AttemptSeen {
  readonly channel: ChannelSeen | undefined
  readonly entry: JournalEntry | undefined
  readonly settled: boolean
  readonly told: number
  readonly asked: number
  /** When the Asterisk that it was in ended; null: it is still that one. */
  readonly diedAt: number | null
}

/**
 * An attempt that is dialled and whose citizen has answered unheard talks from now on, and one that still rings learns its agent's leg; one whose channel is gone ended as the journal says, or nobody knows
 * how. Channels of attempts that are over are hung up.
 */
export const compareAttempt = (
  call: Call,
  { channel, entry, settled, told, asked, diedAt }: AttemptSeen,
): { readonly events: readonly LineEvent[]; readonly effects: readonly Effect[] } => {
  const callId = call.id
  const nothing = { events: [], effects: [] }
  if (call.state !== 'dialled') {
    const over: Effect[] = [{ do: 'hang_up', channel: callId, why: 'its attempt is over' }]
    return channel && settled ? { events: [], effects: over } : nothing
  }
  if (channel) {
    const leg = channel.companions.find(each => agentOfStandingLeg(each) !== null) ?? channel.companions[0]
    const answered: LineEvent[] = [{ type: 'dial_answered', at: told, callId, ...(leg !== undefined && { leg }) }]
    if (channel.answered) return settled ? { events: answered, effects: [] } : nothing
    if (call.leg !== null) return nothing
    // taken up from the ledger: the bridge alone tells whose leg waits for him
    if (leg !== undefined)
      return { events: [{ type: 'dial_progressed', at: told, callId, early: false, leg }], effects: [] }
    // nobody does any more: whoever answers is not left to silence
    return settled ? { events: [{ type: 'caller_left', at: told, callId, how: 'cancelled' }], effects: [] } : nothing
  }
  if (!settled && entry?.endedAt == null) return nothing
  const left = (at: number, how: Extract<LineEvent, { type: 'caller_left' }>['how'], cause: number | null = null) => ({
    events: [{ type: 'caller_left' as const, at, callId, how, told: { cause, sip: null } }],
    effects: [],
  })
  if (entry?.endedAt != null)
    // somebody had answered, and nobody knows who or when
    return entry.wasUp ? left(entry.endedAt, 'unseen') : left(entry.endedAt, entry.how, entry.cause)
  return diedAt === null ? left(asked, 'lost') : left(diedAt, 'died')
}

/** Citizens whom Asterisk rings or has in a call for an attempt that nobody knows. */
export const strayAttempts = (
  line: Line,
  channels: Iterable<ChannelSeen>,
  isSettled: (since: number) => boolean,
): readonly Effect[] =>
  [...channels].flatMap(({ id, role, createdAt }): Effect[] =>
    role === 'outbound' && !get(line.calls, id) && isSettled(createdAt)
      ? [{ do: 'hang_up', channel: id, why: 'nobody knows this attempt' }]
      : [],
  )
