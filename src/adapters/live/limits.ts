import { commandLimits, signsOfLife } from '../../wire/live.ts'
import type { SocketLimits } from './page-socket.ts'

/** Bounds and periods of the live side; ms and bytes. */
export interface HubLimits extends SocketLimits {
  /** How old a command may be when it comes. */
  readonly commandMs: number
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
  /** How often silent pages are looked for, and told what is common to all desks. */
  readonly beatMs: number
  /** How often histories of calls that are gone are thrown away. */
  readonly sweepMs: number
}

/**
 * A page that is gone without a word (closed lid, lost network, frozen browser) is given up after 8 s, and seen to be so at
 * the next beat: 9 s after its last sign of life its agent gets no further offer.
 */
export const defaultLimits: HubLimits = {
  commandMs: commandLimits.reachWithinMs,
  maxFrame: 16 * 1024,
  maxUnread: 512 * 1024,
  silentMs: signsOfLife.silentAfterMs,
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
