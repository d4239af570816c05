import { agentOfStandingLeg } from '../../../domain/effect.ts'
import type { LegEnd, LineEvent } from '../../../domain/event.ts'
import { normaliseCaller } from '../../../domain/number/normalise.ts'
import { isOutbound } from '../../../domain/outbound/outbound.ts'
import { isPartyLeg } from '../../../domain/transfer/party.ts'
import type { AriEvent } from '../ari/ari-client.ts'
import { callerOf, stasisArrival } from './arrival.ts'

/** Event types the product reads; Asterisk is told to send no others. */
export const wantedEvents = [
  'StasisStart',
  'StasisEnd',
  'ChannelDestroyed',
  'ChannelHangupRequest',
  'PlaybackFinished',
  'ChannelDtmfReceived',
  'ChannelTransfer',
  'Dial',
  'ApplicationReplaced',
] as const

/** Whether a channel is one that listens to another for a shift leader. */
export const isSnoop = (channelId: string): boolean => channelId.startsWith('watch-')

/** Whether a channel id is that of a leg which the domain chose (`offerIdOf`, `standingLegOf`, `partyLegOf`), and no caller's. */
export const isLeg = (channelId: string): boolean =>
  channelId.includes('-offer-') || agentOfStandingLeg(channelId) !== null || isPartyLeg(channelId)

/** Why an agent's leg ended, from the Q.850 cause. */
export const legEndOf = (cause: number): LegEnd => {
  switch (cause) {
    case 16:
      return 'normal'
    case 17:
      return 'busy'
    case 18:
    case 19:
      return 'no_answer'
    case 21:
      return 'declined'
    case 1:
    case 3:
    case 20:
    case 27:
      return 'unreachable'
    case 44:
      return 'lost'
    default:
      return 'failed'
  }
}

const targetChannel = (target: string): string | null => (target.startsWith('channel:') ? target.slice(8) : null)

/** What the state of a call that the hotline makes tells. */
const dialTold = (callId: string, status: string, at: number): LineEvent | null => {
  if (status === 'ANSWER') return { type: 'dial_answered', at, callId }
  if (status === 'RINGING' || status === 'PROGRESS')
    return { type: 'dial_progressed', at, callId, early: status === 'PROGRESS' }
  return null
}

/** What an event of Asterisk means to the line; null when it means nothing to it. */
export const toLineEvent = (event: AriEvent, receivedAt: number, homeArea: string): LineEvent | null => {
  const at = event.at ?? receivedAt
  if ('channel' in event && event.channel !== null && isSnoop(event.channel.id)) return null
  switch (event.type) {
    case 'StasisStart': {
      const [role, ...args] = event.args
      if (role === 'agent' || role === 'party') return { type: 'leg_answered', at, leg: event.channel.id }
      if (role !== 'inbound') return null
      const arrival = stasisArrival(args)
      if (args[2] === 'returned') return { type: 'returned_from_fallback', at, callId: event.channel.id }
      return {
        type: 'call_arrived',
        at: arrival.at ?? event.channel.createdAt ?? at,
        callId: event.channel.id,
        dialled: event.channel.dialplan?.exten ?? '',
        caller: callerOf(event.channel.caller.number, arrival.forbidden, homeArea),
        wants: [],
        adopted: false,
      }
    }
    case 'Dial':
      return isOutbound(event.peer.id) ? dialTold(event.peer.id, event.status, at) : null
    case 'PlaybackFinished': {
      const callId = targetChannel(event.playback.target)
      if (callId === null || isLeg(callId)) return null
      const { id } = event.playback
      return {
        type: 'sound_ended',
        at,
        callId,
        sound: id.startsWith(`${callId}-`) ? id.slice(callId.length + 1) : null,
      }
    }
    case 'ChannelDtmfReceived':
      return isLeg(event.channel.id)
        ? null
        : { type: 'digit', at, callId: event.channel.id, digit: event.digit.slice(0, 1) }
    case 'ChannelTransfer': {
      const leg = event.referredBy.source.id
      const wanted = event.referTo.wanted
      const raw = wanted.destination ?? ''
      return { type: 'leg_refers', at, leg, to: normaliseCaller(raw, homeArea) }
    }
    case 'ChannelHangupRequest':
      // of one whom the hotline rings the end itself tells the cause
      return isLeg(event.channel.id) || isOutbound(event.channel.id)
        ? null
        : { type: 'caller_left', at, callId: event.channel.id, how: 'normal' }
    case 'ChannelDestroyed':
      return isLeg(event.channel.id)
        ? { type: 'leg_ended', at, leg: event.channel.id, how: legEndOf(event.cause) }
        : isOutbound(event.channel.id)
          ? {
              type: 'caller_left',
              at,
              callId: event.channel.id,
              how: legEndOf(event.cause),
              told: { cause: event.cause, sip: event.techCause },
            }
          : { type: 'caller_left', at, callId: event.channel.id, how: 'normal' }
    default:
      return null
  }
}
