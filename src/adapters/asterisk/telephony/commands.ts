import { agentOfStandingLeg, type Effect, type RecordingEffect } from '../../../domain/effect.ts'
import { maskNumber } from '../../../domain/number/mask.ts'
import { isOutbound } from '../../../domain/outbound/outbound.ts'
import type { AriRequest } from '../ari/ari-client.ts'
import { makeBridge } from './call-bridges.ts'
import { phoneName } from './phones.ts'

/** Name of the Stasis application; the dialplan sends every call there. */
export const application = 'yihao'

const channel = (id: string, rest = ''): string => `channels/${id}${rest}`

/** The dialplan's watchdog moves only those who still wait. A leg that stands is named, for the journal of one who hangs up unheard. */
const leftOurHands = (callId: string, how: 'joined' | `joined ${string}` | 'dismissed' | 'waits'): AriRequest => ({
  method: 'POST',
  path: channel(callId, '/variable'),
  query: { variable: 'YIHAO_LEFT', value: how },
})

/** The bridge in which a leg hears what it watches, and the channel that listens for it. */
export const watchBridgeOf = (leg: string): string => `watch-${leg}-bridge`
const snoopOf = (leg: string, speaks: boolean): string => `watch-${speaks ? 'whispers' : 'listens'}-${leg}`

const unwatch = (leg: string): readonly AriRequest[] => [
  { method: 'DELETE', path: channel(snoopOf(leg, false)) },
  { method: 'DELETE', path: channel(snoopOf(leg, true)) },
  { method: 'DELETE', path: `bridges/${watchBridgeOf(leg)}` },
]

/** Requests that follow those of an effect and whose result nobody asks for. */
export const followUps = (effect: Effect): readonly AriRequest[] =>
  effect.do === 'connect'
    ? [leftOurHands(effect.callId, agentOfStandingLeg(effect.leg) === null ? 'joined' : `joined ${effect.leg}`)]
    : []

/** Requests that take back what follows an effect which failed: who was not joined still waits, for the watchdog and for the journal. */
export const afterFailure = (effect: Effect): readonly AriRequest[] =>
  effect.do === 'connect' ? [leftOurHands(effect.callId, 'waits')] : []

/**
 * The requests that carry out an effect, in their order. Only the result of the last one counts; the ones before prepare it
 * and may find their work done already. `isBridgeThere`: the call's bridge was made before.
 */
export const requestsFor = (
  effect: Exclude<Effect, RecordingEffect>,
  { isBridgeThere = false }: { readonly isBridgeThere?: boolean } = {},
): readonly AriRequest[] => {
  switch (effect.do) {
    case 'ring':
      return [
        {
          method: 'POST',
          path: channel(effect.leg),
          body: {
            endpoint: `PJSIP/${phoneName(effect.extension, effect.device)}`,
            app: application,
            appArgs: `agent,${effect.offerId}`,
            callerId: maskNumber(effect.callerNumber) ?? 'anonymous',
            timeout: Math.ceil(effect.ringMs / 1000),
            // a citizen whom the hotline is about to ring has no channel yet
            ...(isOutbound(effect.callId) ? {} : { originator: effect.callId }),
            variables: {
              YIHAO_CALL: effect.callId,
              // its end is written down also while nobody listens
              'CHANNEL(hangup_handler_push)': 'journal,leg,1',
              'PJSIP_HEADER(add,X-Yihao-Call)': effect.callId,
              'PJSIP_TRANSFER_HANDLING()': 'ari-only',
            },
          },
        },
      ]
    case 'stand':
      return [
        {
          method: 'POST',
          path: channel(effect.leg),
          body: {
            endpoint: `PJSIP/${phoneName(effect.extension, 'browser')}`,
            app: application,
            appArgs: `agent,${effect.leg}`,
            callerId: 'standing',
            timeout: 5,
            variables: {
              'PJSIP_HEADER(add,X-Yihao-Standing)': effect.agentId,
              'PJSIP_TRANSFER_HANDLING()': 'ari-only',
            },
          },
        },
      ]
    case 'answer':
      return [{ method: 'POST', path: channel(effect.callId, '/answer') }]
    case 'play':
      return [
        ...(effect.last ? [leftOurHands(effect.callId, 'dismissed')] : []),
        {
          method: 'POST',
          path: channel(effect.callId, `/play/${effect.callId}-${effect.sound}`),
          query: { media: [effect.sound, effect.followedBy].flatMap(name => (name ? [`sound:${name}`] : [])).join() },
        },
      ]
    case 'stop_sound':
      return [{ method: 'DELETE', path: `playbacks/${effect.callId}-${effect.sound}` }]
    case 'call_out':
      return [
        {
          method: 'POST',
          path: channel(effect.leg),
          body: {
            endpoint: `PJSIP/${effect.number}@trunk`,
            app: application,
            appArgs: `party,${effect.leg}`,
            callerId: effect.shownNumber,
            timeout: Math.ceil(effect.ringMs / 1000),
            originator: effect.callId,
            variables: { YIHAO_CALL: effect.callId },
          },
        },
      ]
    // in its own order, see dialler.ts
    case 'dial':
      return []
    case 'stop_ringing':
      return [{ method: 'DELETE', path: channel(effect.leg, '/ring') }]
    case 'watch':
      return [
        // a channel that is told to end keeps its id for a moment, so listening and speaking have one each
        { method: 'DELETE', path: channel(snoopOf(effect.leg, !effect.speaks)) },
        { method: 'POST', path: `bridges/${watchBridgeOf(effect.leg)}`, query: { type: 'mixing' } },
        {
          method: 'POST',
          path: `bridges/${watchBridgeOf(effect.leg)}/addChannel`,
          body: { channel: [effect.leg] },
        },
        {
          method: 'POST',
          path: channel(effect.target, `/snoop/${snoopOf(effect.leg, effect.speaks)}`),
          query: {
            spy: 'both',
            whisper: effect.speaks ? 'out' : 'none',
            app: application,
            appArgs: `watch,${watchBridgeOf(effect.leg)}`,
          },
        },
      ]
    case 'unwatch':
      return unwatch(effect.leg)
    case 'answer_refer':
      return [
        {
          method: 'POST',
          path: channel(effect.leg, '/transfer_progress'),
          query: { states: effect.accepted ? 'channel_answered' : 'channel_declined' },
        },
      ]
    case 'join':
      return [{ method: 'POST', path: `bridges/${effect.bridge}/addChannel`, body: { channel: [effect.leg] } }]
    case 'part':
      return [
        // nobody else is to take him in hand: he hears something for a moment and is hung up
        leftOurHands(effect.callId, 'dismissed'),
        { method: 'POST', path: `bridges/${effect.bridge}/removeChannel`, body: { channel: [effect.callId] } },
      ]
    case 'music':
      return [{ method: effect.on ? 'POST' : 'DELETE', path: channel(effect.callId, '/moh') }]
    case 'connect':
      return [
        ...(isBridgeThere ? [] : [makeBridge(effect.callId)]),
        {
          method: 'POST',
          path: `bridges/${effect.bridge}/addChannel`,
          body: { channel: [effect.callId, effect.leg] },
        },
      ]
    case 'hold':
      return [
        // while he is on music the watchdog must take care of him as of one who waits
        leftOurHands(effect.callId, 'waits'),
        { method: 'POST', path: `bridges/${effect.bridge}/removeChannel`, body: { channel: [effect.callId] } },
        { method: 'POST', path: channel(effect.callId, '/moh') },
      ]
    case 'resume':
      return [
        { method: 'DELETE', path: channel(effect.callId, '/moh') },
        leftOurHands(effect.callId, 'joined'),
        { method: 'POST', path: `bridges/${effect.bridge}/addChannel`, body: { channel: [effect.callId] } },
      ]
    case 'disconnect':
      return [{ method: 'POST', path: `bridges/${effect.bridge}/removeChannel`, body: { channel: [effect.leg] } }]
    case 'hang_up':
      return [{ method: 'DELETE', path: channel(effect.channel), query: { reason: 'normal' } }]
    // by the manager, since Asterisk lets ARI do nothing about a channel that is not in its hands
    case 'take_back':
      return []
    case 'to_fallback':
      return [
        {
          method: 'POST',
          path: channel(effect.callId, '/variable'),
          query: { variable: 'YIHAO_WHY', value: effect.why },
        },
        {
          method: 'POST',
          path: channel(effect.callId, '/continue'),
          query: { context: 'fallback', extension: 's', priority: 1 },
        },
      ]
  }
}
