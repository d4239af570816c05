import {
  type Fields,
  from,
  id,
  list,
  maybe,
  NotThisShape,
  shape,
  text,
  texts,
  time,
  whole,
  yesNo,
} from './ari-fields.ts'
import {
  type AriField,
  bridge,
  channel,
  contact,
  deviceState,
  endpoint,
  playback,
  recording,
  referredBy,
  referTo,
} from './ari-models.ts'

const ofChannel = { channel: from('channel', channel) }
const ofBridge = { bridge: from('bridge', bridge) }
const ofPlayback = { playback: from('playback', playback) }
const ofRecording = { recording: from('recording', recording) }
const replaced = { replaces: from('replace_channel', maybe(channel)) }

/**
 * The events this client knows, with the names and the required fields of Asterisk's own description
 * (rest-api/api-docs/events.json). An event type that is not here is counted and passed over.
 */
const fieldsOf = {
  /** `replaces` is the channel whose place this one takes after an attended transfer. */
  StasisStart: { ...ofChannel, ...replaced, args: from('args', list(text, 100)) },
  StasisEnd: ofChannel,
  ChannelCreated: ofChannel,
  /** `cause` is the Q.850 hangup cause. */
  ChannelDestroyed: {
    ...ofChannel,
    cause: from('cause', whole),
    causeText: from('cause_txt', text),
    /** The SIP status, where nobody had answered. */
    techCause: from('tech_cause', maybe(whole)),
  },
  ChannelStateChange: ofChannel,
  ChannelHangupRequest: { ...ofChannel, cause: from('cause', maybe(whole)), soft: from('soft', maybe(yesNo)) },
  ChannelDtmfReceived: { ...ofChannel, digit: from('digit', text), durationMs: from('duration_ms', whole) },
  ChannelHold: { ...ofChannel, musicClass: from('musicclass', maybe(text)) },
  ChannelUnhold: ofChannel,
  ChannelCallerId: { ...ofChannel, presentation: from('caller_presentation', whole) },
  ChannelConnectedLine: ofChannel,
  ChannelDialplan: { ...ofChannel, app: from('dialplan_app', text), appData: from('dialplan_app_data', text) },
  /** Without a channel the variable is a global one. */
  ChannelVarset: {
    channel: from('channel', maybe(channel)),
    variable: from('variable', text),
    value: from('value', text),
  },
  ChannelEnteredBridge: { ...ofBridge, channel: from('channel', maybe(channel)) },
  ChannelLeftBridge: { ...ofBridge, ...ofChannel },
  ChannelTalkingStarted: ofChannel,
  ChannelTalkingFinished: { ...ofChannel, durationMs: from('duration', whole) },
  ChannelToneDetected: ofChannel,
  ChannelUserevent: {
    channel: from('channel', maybe(channel)),
    name: from('eventname', text),
    values: from('userevent', texts),
  },
  /** A REFER that the application has to carry out itself (PJSIP_TRANSFER_HANDLING=ari-only). */
  ChannelTransfer: {
    state: from('state', maybe(text)),
    referTo: from('refer_to', referTo),
    referredBy: from('referred_by', referredBy),
  },
  /** `status` is '' while it is dialled, then RINGING, PROGRESS, ANSWER, BUSY, NOANSWER, CANCEL, CONGESTION … */
  Dial: {
    caller: from('caller', maybe(channel)),
    peer: from('peer', channel),
    status: from('dialstatus', text),
    dialString: from('dialstring', maybe(text)),
  },
  BridgeCreated: ofBridge,
  BridgeDestroyed: ofBridge,
  BridgeMerged: { ...ofBridge, from: from('bridge_from', bridge) },
  BridgeBlindTransfer: {
    ...ofChannel,
    ...replaced,
    bridge: from('bridge', maybe(bridge)),
    transferee: from('transferee', maybe(channel)),
    context: from('context', text),
    exten: from('exten', text),
    result: from('result', text),
  },
  BridgeAttendedTransfer: {
    firstLeg: from('transferer_first_leg', channel),
    secondLeg: from('transferer_second_leg', channel),
    transferee: from('transferee', maybe(channel)),
    target: from('transfer_target', maybe(channel)),
    ...replaced,
    result: from('result', text),
  },
  PlaybackStarted: ofPlayback,
  PlaybackContinuing: ofPlayback,
  PlaybackFinished: ofPlayback,
  RecordingStarted: ofRecording,
  RecordingFinished: ofRecording,
  RecordingFailed: ofRecording,
  EndpointStateChange: { endpoint: from('endpoint', endpoint) },
  ContactStatusChange: { endpoint: from('endpoint', endpoint), contact: from('contact_info', contact) },
  PeerStatusChange: {
    endpoint: from('endpoint', endpoint),
    status: from('peer', shape({ state: from('peer_status', text), cause: from('cause', maybe(text)) })),
  },
  DeviceStateChanged: { device: from('device_state', deviceState) },
  /** Another connection has taken this application's name: no event comes here any more. */
  ApplicationReplaced: {},
} satisfies Record<string, Record<string, AriField>>

type EventFields = typeof fieldsOf
export type AriEventType = keyof EventFields

/**
 * One event from Asterisk. `at` is Asterisk's own clock in milliseconds since 1970 UTC, null where it sent none.
 * Told apart by `type`.
 */
export type AriEvent = {
  [T in AriEventType]: { type: T; at: number | null; application: string } & Fields<EventFields[T]>
}[AriEventType]

const common = { at: from('timestamp', maybe(time)), application: from('application', id) }
const readers = new Map(Object.entries(fieldsOf).map(([type, fields]) => [type, shape({ ...common, ...fields })]))

export type ParsedEvent =
  | { kind: 'event'; event: AriEvent }
  | { kind: 'unknown'; type: string }
  | { kind: 'broken'; why: string }

/** Reads one parsed frame. Never throws, whatever the frame is. */
export function parseAriEvent(frame: unknown): ParsedEvent {
  const type = typeof frame === 'object' && frame !== null ? Reflect.get(frame, 'type') : undefined
  if (typeof type !== 'string') return { kind: 'broken', why: 'no type' }
  const read = readers.get(type)
  if (read === undefined) return { kind: 'unknown', type: type.slice(0, 64) }
  try {
    return { kind: 'event', event: { type, ...read(frame) } as AriEvent }
  } catch (error) {
    if (error instanceof NotThisShape) return { kind: 'broken', why: `${type}: expected ${error.message}` }
    throw error
  }
}
