import type { SocketLimits } from './page-socket.ts'

/** Bounds and periods of the live side; ms and bytes. */
export interface HubLimits extends SocketLimits {
  /** Largest frame a page may send. */
  readonly maxFrame: number
  /** How long a new socket may take to say hello. */
  readonly helloMs: number
  /** Most sockets of one user. */
  readonly perUser: number
  /** Units a page may spend at once, and those that come back each second (costs: budget.ts). */
  readonly burst: number
  readonly perSecond: number
  /** Shortest time between two walls. */
  readonly wallMs: number
  /** How long changes of agents are gathered before they are shown. */
  readonly gatherMs: number
  /** How often the line is looked at for changes that make no fact. */
  readonly lookMs: number
  /** How often pages are pinged or cut, and told what is common to all desks. */
  readonly beatMs: number
  /** How often histories of calls that are gone are thrown away. */
  readonly sweepMs: number
}

/** A page pings every 10 s and waits 25 s; so does the server. */
export const defaultLimits: HubLimits = {
  maxFrame: 16 * 1024,
  maxUnread: 512 * 1024,
  pingMs: 10_000,
  silentMs: 25_000,
  goodbyeMs: 2_000,
  helloMs: 10_000,
  perUser: 16,
  burst: 500,
  perSecond: 25,
  wallMs: 1_000,
  gatherMs: 3,
  lookMs: 250,
  beatMs: 1_000,
  sweepMs: 60_000,
}
