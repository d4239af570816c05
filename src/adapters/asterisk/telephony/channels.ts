import { normaliseCaller } from '../../../domain/number/normalise.ts'
import type { ChannelSeen } from '../../../engine/ports.ts'
import type { AriClient } from '../ari/ari-client.ts'
import { type AriChannel, bridges, channels } from '../ari/ari-models.ts'
import { parseArrival } from './arrival.ts'
import { application } from './commands.ts'
import { isLeg } from './events.ts'

const seen = (channel: AriChannel, bridged: ReadonlySet<string>, homeArea: string): ChannelSeen => {
  const inStasis = channel.dialplan?.app === 'Stasis' && channel.dialplan.appData?.startsWith(application) === true
  const [, role, dialled, ...record] = (channel.dialplan?.appData ?? '').split(',')
  const arrival = parseArrival(record.join(','), homeArea)
  return {
    id: channel.id,
    role: isLeg(channel.id) ? 'agent' : inStasis && role === 'inbound' ? 'inbound' : null,
    createdAt: arrival?.at ?? channel.createdAt ?? Date.now(),
    dialled: arrival?.dialled ?? dialled ?? '',
    caller: arrival?.caller ?? normaliseCaller(channel.caller.number, homeArea),
    inStasis,
    bridged: bridged.has(channel.id),
  }
}

/** All channels of Asterisk with what the engine must know of them; null when Asterisk does not say. */
export const channelsSeen = async (ari: AriClient, homeArea: string): Promise<readonly ChannelSeen[] | null> => {
  const [channelAnswer, bridgeAnswer] = await Promise.all([
    ari.request({ method: 'GET', path: 'channels' }),
    ari.request({ method: 'GET', path: 'bridges' }),
  ])
  if (channelAnswer.kind !== 'ok' || bridgeAnswer.kind !== 'ok') return null
  try {
    const bridged = new Set(bridges(bridgeAnswer.body).flatMap(bridge => bridge.channels))
    return channels(channelAnswer.body).map(channel => seen(channel, bridged, homeArea))
  } catch {
    return null
  }
}
