import { type AriClient, type AriEvent, createAriClient } from '../../src/adapters/asterisk/ari/ari-client.ts'
import type { Log } from '../../src/engine/ports.ts'
import type { RunningAsterisk } from '../asterisk/options.ts'
import { CityError } from './errors.ts'
import { writeSilence } from './silence.ts'

/** Name of the city's Stasis application; its dialplan sends every call there. */
export const application = 'city'

// the filter also holds back answers to requests unless it names them
const wantedEvents = [
  'StasisStart',
  'StasisEnd',
  'ChannelStateChange',
  'ChannelHangupRequest',
  'ChannelDestroyed',
  'ChannelDtmfReceived',
  'PlaybackStarted',
  'PlaybackContinuing',
  'PlaybackFinished',
  'RESTResponse',
]
const upWithinMs = 10_000

export type Called = Extract<AriEvent, { type: 'StasisStart' }>

/** The city's Asterisk as its people see it: requests go out, each channel's events come to the one who owns it. */
export interface Switchboard {
  readonly request: AriClient['request']
  /** Name of a sound in which nothing is heard. */
  readonly silence: string
  /** Gives all further events of this channel to `owner`, until the channel is gone. */
  own(channelId: string, owner: (event: AriEvent) => void): void
  disown(channelId: string): void
  close(): Promise<void>
}

/** Connects to the city's Asterisk. `onCalled` gets each call that the hotline makes, to a phone or to a citizen. */
export async function openSwitchboard(
  { ari: access, folder }: Pick<RunningAsterisk, 'ari' | 'folder'>,
  onCalled: (event: Called) => void,
  log: Log,
): Promise<Switchboard> {
  const owners = new Map<string, (event: AriEvent) => void>()
  const up = Promise.withResolvers<void>()
  const onEvent = (event: AriEvent) => {
    if (event.type === 'StasisStart' && event.args[0] === 'phone') return onCalled(event)
    const channelId = channelOf(event)
    if (channelId === null) return
    const owner = owners.get(channelId)
    owner?.(event)
    if (event.type === 'ChannelDestroyed') owners.delete(channelId)
  }
  const ari = createAriClient({ ...access, app: application, log }, { onEvent, onUp: () => up.resolve(), onDown() {} })
  const late = setTimeout(
    () => up.reject(new CityError('asterisk_unreachable', 'The Asterisk of the city does not answer on ARI.')),
    upWithinMs,
  )
  try {
    await up.promise
    await ari.request({
      method: 'PUT',
      path: `applications/${application}/eventFilter`,
      body: { allowed: wantedEvents.map(type => ({ type })) },
    })
  } catch (error) {
    await ari.close()
    throw error
  } finally {
    clearTimeout(late)
  }
  return {
    request: request => ari.request(request),
    silence: writeSilence(folder),
    own: (channelId, owner) => owners.set(channelId, owner),
    disown: channelId => owners.delete(channelId),
    close: () => ari.close(),
  }
}

function channelOf(event: AriEvent): string | null {
  if ('playback' in event) return event.playback.target.replace(/^channel:/, '')
  return 'channel' in event && event.channel ? event.channel.id : null
}
