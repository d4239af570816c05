import { randomBytes } from 'node:crypto'
import { keepLinked } from '../link/keep-linked.ts'
import { callHandler } from '../link/log.ts'
import { type AmiConnection, openAmiConnection } from './ami-connection.ts'
import {
  type AmiDownReason,
  type AmiHandlers,
  type AmiOptions,
  type AmiResult,
  type AmiStats,
  newAmiStats,
  toSettings,
} from './ami-options.ts'
import type { AmiFields } from './ami-parser.ts'

export type { AmiDownReason, AmiHandlers, AmiOptions, AmiResult, AmiStats } from './ami-options.ts'
export type { AmiFields } from './ami-parser.ts'

/** A connection to Asterisk's manager interface that heals itself. Nothing of it rejects or throws. */
export interface AmiClient {
  /** One action and its one reply. `Action` and `ActionID` are the client's own: a field so named is a bad value. */
  action(name: string, fields?: AmiFields): Promise<AmiResult>
  /** An action that is answered by a list of events (DBGetTree, QueueStatus …): collects them until the list is complete. */
  list(name: string, fields?: AmiFields): Promise<AmiResult>
  readonly up: boolean
  /** Ends it for good; what waits ends as `down`, and no handler is called any more. */
  close(): Promise<void>
  stats(): AmiStats
}

/**
 * Connects to the manager port and stays connected until `close`: after each loss it tries again for ever, one socket
 * at a time. Throws only for a login that AMI cannot carry (`ami_bad_login`).
 */
export function createAmiClient(options: AmiOptions, handlers: AmiHandlers): AmiClient {
  const settings = toSettings(options)
  const stats = newAmiStats()
  // Events of other managers' lists carry their ActionIDs: ours must not be one that another process may choose.
  const clientId = randomBytes(6).toString('hex')
  let connection: AmiConnection | null = null

  const link = keepLinked({
    retry: settings.retry,
    open(attempt, report) {
      connection = openAmiConnection(`${clientId}-${attempt}`, settings, handlers, stats, report)
      return connection
    },
    onDown(reason) {
      settings.log.warn({ reason }, 'no connection to AMI')
      callHandler(settings.log, 'onDown', () => handlers.onDown(reason as AmiDownReason))
    },
  })

  async function send(name: string, fields: AmiFields, list: boolean): Promise<AmiResult> {
    if (!link.up || connection === null) return { kind: 'down' }
    return connection.send(name, fields, { withinMs: list ? settings.listTimeoutMs : settings.actionTimeoutMs, list })
  }

  return {
    action: (name, fields = {}) => send(name, fields, false),
    list: (name, fields = {}) => send(name, fields, true),
    get up() {
      return link.up
    },
    close: () => link.close(),
    stats: () => ({ ...stats, attempts: link.attempts }),
  }
}
