import { keepLinked } from '../link/keep-linked.ts'
import { callHandler } from '../link/log.ts'
import { type AriConnection, openAriConnection } from './ari-connection.ts'
import {
  type AriDownReason,
  type AriHandlers,
  type AriOptions,
  type AriStats,
  newAriStats,
  toSettings,
} from './ari-options.ts'
import type { AriRequest, AriResult } from './ari-request.ts'

export type { AriEvent, AriEventType } from './ari-events.ts'
export type { AriDownReason, AriHandlers, AriOptions, AriStats, AriUp } from './ari-options.ts'
export type { AriMethod, AriRequest, AriResult } from './ari-request.ts'

/** A connection to Asterisk's REST Interface that heals itself. */
export interface AriClient {
  /** Never rejects and never throws. Requests leave, and are carried out, in the order they were made. */
  request(request: AriRequest): Promise<AriResult>
  readonly up: boolean
  /** Ends it for good; what waits ends as `down`, and no handler is called any more. */
  close(): Promise<void>
  stats(): AriStats
}

/**
 * Connects to Asterisk and stays connected until `close`: after each loss it tries again for ever, one socket at a
 * time. Requests go over the event WebSocket where Asterisk takes them (since about 20.14 / 22.4), else by HTTP.
 * Throws only for an address that is none (`ari_bad_url`).
 */
export function createAriClient(options: AriOptions, handlers: AriHandlers): AriClient {
  const settings = toSettings(options)
  const stats = newAriStats()
  let connection: AriConnection | null = null

  const link = keepLinked({
    retry: settings.retry,
    restMs: { replaced: settings.replacedRestMs },
    beforeReturn: settings.beforeReturn,
    open(attempt, report) {
      connection = openAriConnection(attempt, settings, handlers, stats, report)
      return connection
    },
    onDown(reason) {
      settings.log.warn({ reason }, 'no connection to ARI')
      callHandler(settings.log, 'onDown', () => handlers.onDown(reason as AriDownReason))
    },
  })

  return {
    async request(wanted) {
      return link.up && connection !== null ? connection.request(wanted) : { kind: 'down' }
    },
    get up() {
      return link.up
    },
    close: () => link.close(),
    stats: () => ({ ...stats, attempts: link.attempts }),
  }
}
