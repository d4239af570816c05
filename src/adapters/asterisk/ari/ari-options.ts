import { defaultRetry, type Retry } from '../link/back-off.ts'
import { type Log, silentLog } from '../link/log.ts'
import type { AriEvent } from './ari-events.ts'

/** Where Asterisk is and how patient the client is. Times in milliseconds. */
export interface AriOptions {
  /** `http://host:port`, with the prefix of Asterisk's HTTP server if it has one; `/ari` may be there or not. */
  url: string
  user: string
  password: string
  /** The Stasis application whose events are wanted. */
  app: string
  /** How long a request may wait for its answer (5000). */
  requestTimeoutMs?: number
  /** How often the connection is tried (2000), and how long the peer may take to answer that (3000). */
  pingEveryMs?: number
  pongWithinMs?: number
  /** How long connecting may take (5000), and the first answer over the WebSocket before HTTP is tried (1500). */
  connectTimeoutMs?: number
  probeTimeoutMs?: number
  /** How many requests may wait at once (5000). */
  maxPending?: number
  /** How many bytes may wait to be sent before the peer counts as one that has stopped reading (1 MiB). */
  maxBufferedBytes?: number
  retry?: Retry
  /** The rest after another server has taken the application (15000): two servers shall not fight over it. */
  replacedRestMs?: number
  /** Awaited before each new attempt after a loss, with its reason: the place to ask whether the application is still ours. */
  beforeReturn?: (reason: string) => Promise<void>
  log?: Log
}

export type AriTransport = 'websocket' | 'http'

/**
 * Why there is no connection:
 * `unreachable` (no TCP connection), `no_websocket` (what answers is not ARI), `wrong_password`, `not_ready` (Asterisk
 * is still starting, or does not let this user ask), `no_answer`, `no_pong`, `slow_peer` (does not read),
 * `broken_peer` (does not speak WebSocket, or a frame too long), `replaced` (the application was taken), `closed`.
 */
export type AriDownReason =
  | 'unreachable'
  | 'no_websocket'
  | 'wrong_password'
  | 'not_ready'
  | 'no_answer'
  | 'no_pong'
  | 'slow_peer'
  | 'broken_peer'
  | 'replaced'
  | 'closed'

export interface AriUp {
  /** Asterisk's version, null where it does not tell. */
  asterisk: string | null
  /** When this Asterisk was started, UTC ms; null where it does not tell. */
  startedAt: number | null
  transport: AriTransport
  /** Counts the connections of this client, from 1. */
  epoch: number
}

/** What the client tells its owner. An exception in one of these is logged and changes nothing. */
export interface AriHandlers {
  /** `receivedAtMs` is this machine's clock (milliseconds since 1970 UTC) when the frame had arrived. */
  onEvent(event: AriEvent, receivedAtMs: number): void
  /**
   * At each connection, after its first answered request. Events that came before are handed over right after this
   * was called (not awaited).
   */
  onUp(info: AriUp): void | Promise<void>
  /** A connection was lost, or an attempt failed for another reason than the one before. */
  onDown(reason: AriDownReason): void
}

/** Counts since the client was made; `pending` is the present. */
export interface AriStats {
  pending: number
  attempts: number
  connections: number
  requests: number
  timeouts: number
  /** Replies that nobody waits for: after the deadline, a second time, or unasked. */
  lateReplies: number
  events: number
  unknownEvents: number
  brokenFrames: number
}

export function newAriStats(): AriStats {
  return {
    pending: 0,
    attempts: 0,
    connections: 0,
    requests: 0,
    timeouts: 0,
    lateReplies: 0,
    events: 0,
    unknownEvents: 0,
    brokenFrames: 0,
  }
}

/** The options with nothing left open, and the addresses made from `url`. */
export interface AriSettings extends Required<AriOptions> {
  /** Ends in `/ari`. */
  base: URL
  authorization: string
}

/** Completes the options. Throws an Error with the code `ari_bad_url` when `url` is none. */
export function toSettings(options: AriOptions): AriSettings {
  const base = URL.parse(options.url)
  if (base === null || !['http:', 'https:'].includes(base.protocol)) {
    throw Object.assign(new Error('the address of ARI must begin with http:// or https://'), { code: 'ari_bad_url' })
  }
  base.pathname = `${base.pathname.replace(/\/+$/, '').replace(/\/ari$/, '')}/ari`
  base.username = ''
  base.password = ''
  base.search = ''
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`
  return {
    requestTimeoutMs: 5000,
    pingEveryMs: 2000,
    pongWithinMs: 3000,
    connectTimeoutMs: 5000,
    probeTimeoutMs: 1500,
    maxPending: 5000,
    maxBufferedBytes: 1024 * 1024,
    retry: defaultRetry,
    replacedRestMs: 15_000,
    beforeReturn: async () => {},
    log: silentLog,
    ...options,
    base,
    authorization,
  }
}
