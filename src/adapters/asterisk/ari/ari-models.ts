import { type From, from, id, list, maybe, type Reader, shape, text, texts, time, whole } from './ari-fields.ts'

const party = shape({ name: from('name', text), number: from('number', text) })

/**
 * A channel as Asterisk sees it at one instant. `caller` and `connected` are raw: what the network sent, not
 * normalised, '' where nothing was sent. `state` is Down, Rsrvd, OffHook, Dialing, Ring, Ringing, Up, Busy …
 */
export const channel = shape({
  id: from('id', id),
  name: from('name', text),
  state: from('state', text),
  /** The SIP Call-ID, where the channel is a SIP one. */
  protocolId: from('protocol_id', maybe(text)),
  caller: from('caller', party),
  connected: from('connected', party),
  accountCode: from('accountcode', maybe(text)),
  language: from('language', maybe(text)),
  createdAt: from('creationtime', maybe(time)),
  dialplan: from(
    'dialplan',
    maybe(
      shape({
        context: from('context', text),
        exten: from('exten', text),
        priority: from('priority', maybe(whole)),
        app: from('app_name', maybe(text)),
        appData: from('app_data', maybe(text)),
      }),
    ),
  ),
  variables: from('channelvars', maybe(texts)),
})

/** A bridge; `channels` are the ids of those in it now. */
export const bridge = shape({
  id: from('id', id),
  technology: from('technology', text),
  kind: from('bridge_type', text),
  name: from('name', text),
  creator: from('creator', text),
  channels: from('channels', list(id)),
  createdAt: from('creationtime', maybe(time)),
})

/** A playback; `target` is `channel:<id>` or `bridge:<id>`, `state` queued, playing, continuing, done, failed. */
export const playback = shape({
  id: from('id', id),
  media: from('media_uri', text),
  target: from('target_uri', text),
  state: from('state', text),
})

/** A recording that runs or has just ended; durations in seconds, null while it runs. */
export const recording = shape({
  name: from('name', text),
  format: from('format', text),
  target: from('target_uri', text),
  state: from('state', text),
  durationSeconds: from('duration', maybe(whole)),
  cause: from('cause', maybe(text)),
})

/** A variable's value; '' where it is empty. */
export const variable = shape({ value: from('value', text) })

/** A phone or trunk; `state` is online, offline or unknown. */
export const endpoint = shape({
  technology: from('technology', text),
  name: from('resource', text),
  state: from('state', maybe(text)),
  channels: from('channel_ids', maybe(list(id))),
})

const wanted = shape({ protocolId: from('protocol_id', maybe(text)), destination: from('destination', maybe(text)) })

/** Where a REFER wants the call to go. */
export const referTo = shape({
  wanted: from('requested_destination', wanted),
  destination: from('destination_channel', maybe(channel)),
  connected: from('connected_channel', maybe(channel)),
  bridge: from('bridge', maybe(bridge)),
})

/** Who sent the REFER, and whom he talks to. */
export const referredBy = shape({
  source: from('source_channel', channel),
  connected: from('connected_channel', maybe(channel)),
  bridge: from('bridge', maybe(bridge)),
})

export const contact = shape({
  uri: from('uri', text),
  status: from('contact_status', text),
  aor: from('aor', text),
  roundTripMicroseconds: from('roundtrip_usec', maybe(text)),
})

export const deviceState = shape({ name: from('name', text), state: from('state', text) })

type Model<R> = R extends Reader<infer T> ? T : never
export type AriChannel = Model<typeof channel>
export type AriBridge = Model<typeof bridge>
export type AriPlayback = Model<typeof playback>
export type AriRecording = Model<typeof recording>
export type AriEndpoint = Model<typeof endpoint>
export type AriField = From<unknown>

/** The body of `GET channels`, of `GET bridges` and of `GET endpoints`. */
export const channels = list(channel)
export const bridges = list(bridge)
export const endpoints = list(endpoint)
