import { bridgeOf } from '../../../domain/effect.ts'
import { isOutbound } from '../../../domain/outbound/outbound.ts'
import { isPartyLeg } from '../../../domain/transfer/party.ts'
import type { ChannelSeen } from '../../../engine/ports.ts'
import type { AriClient } from '../ari/ari-client.ts'
import { readAs } from '../ari/ari-fields.ts'
import { type AriChannel, bridges, channels } from '../ari/ari-models.ts'
import { callerOf, stasisArrival } from './arrival.ts'
import { application } from './commands.ts'
import { isLeg } from './events.ts'

const extensionOf = (name: string): string | null => /^PJSIP\/w?(\d+)-/.exec(name)?.[1] ?? null

const seen = (
  channel: AriChannel,
  bridgeMates: ReadonlyMap<string, readonly string[]>,
  homeArea: string,
): ChannelSeen => {
  const inStasis = channel.dialplan?.app === 'Stasis' && channel.dialplan.appData?.startsWith(application) === true
  const [, role, ...args] = (channel.dialplan?.appData ?? '').split(',')
  const arrival = stasisArrival(args)
  const mates = bridgeMates.get(channel.id) ?? []
  const companions = mates.filter(id => id !== channel.id)
  return {
    id: channel.id,
    role: isOutbound(channel.id)
      ? 'outbound'
      : isPartyLeg(channel.id)
        ? 'party'
        : isLeg(channel.id)
          ? 'agent'
          : inStasis && role === 'inbound'
            ? 'inbound'
            : null,
    createdAt: arrival.at ?? channel.createdAt ?? Date.now(),
    dialled: channel.dialplan?.exten ?? '',
    caller: callerOf(channel.caller.number, arrival.forbidden, homeArea),
    inStasis: inStasis || isOutbound(channel.id),
    inFallback: channel.dialplan?.context === 'fallback',
    answered: channel.state === 'Up',
    extension: extensionOf(channel.name),
    bridge: mates.length === 0 ? 'none' : companions.length === 0 ? 'alone' : 'joined',
    companions,
  }
}

const isBridgeOfCall = (id: string): boolean => id === bridgeOf(id.replace(/-bridge$/, ''))

/**
 * All channels of Asterisk with what the engine must know of them; null when Asterisk does not say. Empty bridges of calls that are
 * not `inUse` are taken away.
 */
export const channelsSeen = async (
  ari: AriClient,
  homeArea: string,
  inUse: (bridgeId: string) => boolean,
): Promise<readonly ChannelSeen[] | null> => {
  // bridges first: a channel that ends between the two is then one that is gone, not one that has left its talk
  const bridgeAnswer = await ari.request({ method: 'GET', path: 'bridges', large: true })
  const channelAnswer = await ari.request({ method: 'GET', path: 'channels', large: true })
  const found = channelAnswer.kind === 'ok' ? readAs(channels, channelAnswer.body) : null
  const joined = bridgeAnswer.kind === 'ok' ? readAs(bridges, bridgeAnswer.body) : null
  if (found === null || joined === null) return null
  // a bridge whose talk ended while nobody looked
  for (const { id, channels: inside } of joined)
    if (inside.length === 0 && !inUse(id) && isBridgeOfCall(id))
      void ari.request({ method: 'DELETE', path: `bridges/${id}` })
  const mates = new Map(joined.flatMap(({ channels: ids }) => ids.map(id => [id, ids] as const)))
  return found.map(channel => seen(channel, mates, homeArea))
}
