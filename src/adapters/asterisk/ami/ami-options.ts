import { defaultRetry, type Retry } from '../link/back-off.ts'
import { type Log, silentLog } from '../link/log.ts'
import { formatAction } from './ami-format.ts'
import type { AmiFields } from './ami-parser.ts'

/**
 * How an action ended. Never an exception.
 * - `ok`: the headers of the reply; `events` are those of a list, in order, without the one that completes it.
 * - `refused`: Asterisk says no, in its own words.
 * - `timeout`: no reply in time; `down`: no connection, or it broke first. The action may or may not have been done.
 * - `bad_value`: `field` holds something that AMI cannot carry (a line break, more than a line); it was not sent.
 */
export type AmiResult =
  | { kind: 'ok'; fields: AmiFields; events: AmiFields[] }
  | { kind: 'refused'; message: string }
  | { kind: 'timeout' }
  | { kind: 'down' }
  | { kind: 'bad_value'; field: string }

/** Where Asterisk is and how patient the client is. Times in milliseconds. */
export interface AmiOptions {
  host: string
  port: number
  user: string
  secret: string
  /** The event mask, given with the login so that no flood comes before it: `off`, `on` or classes (`call,user`). */
  events: string
  /** How long a reply may take (5000), and a whole list (30000). */
  actionTimeoutMs?: number
  listTimeoutMs?: number
  /** How often the connection is tried (2000), and how long the peer may take to answer that (3000). */
  pingEveryMs?: number
  pongWithinMs?: number
  /** How long connecting and login may take (5000). */
  connectTimeoutMs?: number
  /** How many actions may wait at once (1000); one more ends as `refused`. */
  maxPending?: number
  /** How many bytes may wait to be sent before the peer counts as one that has stopped reading (1 MiB). */
  maxBufferedBytes?: number
  retry?: Retry
  log?: Log
}

/**
 * Why there is no connection: `unreachable`, `wrong_password`, `refused` (login not allowed), `no_answer`, `no_pong`,
 * `slow_peer` (does not read), `broken_peer` (a message without end), `closed`.
 */
export type AmiDownReason =
  | 'unreachable'
  | 'wrong_password'
  | 'refused'
  | 'no_answer'
  | 'no_pong'
  | 'slow_peer'
  | 'broken_peer'
  | 'closed'

/** What the client tells its owner. An exception in one of these is logged and changes nothing. */
export interface AmiHandlers {
  /** Every event that is not part of a list somebody asked for. `receivedAtMs`: this machine's clock. */
  onEvent(fields: AmiFields, receivedAtMs: number): void
  onUp(): void | Promise<void>
  /** A connection was lost, or an attempt failed for another reason than the one before. */
  onDown(reason: AmiDownReason): void
}

/** Counts since the client was made; `pending` is the present. */
export interface AmiStats {
  pending: number
  attempts: number
  connections: number
  timeouts: number
  /** Replies and list items that nobody waits for (any more). */
  lateReplies: number
  events: number
  /** Messages that are neither a reply nor an event. */
  brokenFrames: number
}

export function newAmiStats(): AmiStats {
  return { pending: 0, attempts: 0, connections: 0, timeouts: 0, lateReplies: 0, events: 0, brokenFrames: 0 }
}

export type AmiSettings = Required<AmiOptions>

/** Completes the options. Throws an Error with the code `ami_bad_login` for a user, secret or mask AMI cannot carry. */
export function toSettings(options: AmiOptions): AmiSettings {
  const login = formatAction('Login', '0', loginFields(options))
  if ('bad' in login) {
    throw Object.assign(new Error(`AMI cannot carry this ${login.bad}: a line break, or too long`), {
      code: 'ami_bad_login',
    })
  }
  return {
    actionTimeoutMs: 5000,
    listTimeoutMs: 30_000,
    pingEveryMs: 2000,
    pongWithinMs: 3000,
    connectTimeoutMs: 5000,
    maxPending: 1000,
    maxBufferedBytes: 1024 * 1024,
    retry: defaultRetry,
    log: silentLog,
    ...options,
  }
}

export function loginFields({ user, secret, events }: Pick<AmiOptions, 'user' | 'secret' | 'events'>): AmiFields {
  return { Username: user, Secret: secret, Events: events }
}
