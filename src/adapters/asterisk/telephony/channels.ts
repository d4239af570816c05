import { normaliseCaller } from '../../../domain/number/normalise.ts'
import type { ChannelSeen } from '../../../engine/ports.ts'
import type { AriClient } from '../ari/ari-client.ts'
import { readAs } from '../ari/ari-fields.ts'
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
  const found = channelAnswer.kind === 'ok' ? readAs(channels, channelAnswer.body) : null
  const joined = bridgeAnswer.kind === 'ok' ? readAs(bridges, bridgeAnswer.body) : null
  if (found === null || joined === null) return null
  const bridged = new Set(joined.flatMap(bridge => bridge.channels))
  return found.map(channel => seen(channel, bridged, homeArea))
}
