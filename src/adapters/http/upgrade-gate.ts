import type { Clock } from '../../engine/ports.ts'
import type { Reads } from '../../engine/store.ts'
import type { Authenticate } from '../../engine/viewer.ts'
import { comesFromUs } from './origin.ts'
import { readViewer } from './sign-in.ts'

export interface GateParts {
  readonly reads: Reads
  readonly clock: Clock
  readonly cookieSecure: boolean
  readonly publicOrigin?: string
}

/** The same doorkeeper for sockets as for requests: a good sign-in, and a page of our own. */
export const createUpgradeGate =
  (parts: GateParts): Authenticate =>
  async ({ headers }) => {
    if (!comesFromUs(headers, parts.publicOrigin)) return 'foreign_origin'
    return (await readViewer(headers, parts)) ?? 'not_signed_in'
  }
