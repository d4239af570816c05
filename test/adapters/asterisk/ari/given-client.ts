import type { TestContext } from 'node:test'
import {
  type AriClient,
  type AriDownReason,
  type AriEvent,
  type AriHandlers,
  type AriOptions,
  type AriUp,
  createAriClient,
} from '../../../../src/adapters/asterisk/ari/ari-client.ts'
import { until } from '../../../helpers/until.ts'

/** A client and all it told, in order. */
export interface Watched {
  client: AriClient
  events: AriEvent[]
  ups: AriUp[]
  downs: AriDownReason[]
  /** Everything together: `up 1`, `down closed`, `event <type>`. */
  told: string[]
  logged: { level: string; facts: Record<string, unknown>; message: string }[]
}

/** Short times, so that a test of a deadline is short too. */
export const hasty = {
  requestTimeoutMs: 250,
  pingEveryMs: 50,
  pongWithinMs: 300,
  connectTimeoutMs: 300,
  probeTimeoutMs: 200,
  retry: { firstMs: 5, mostMs: 40 },
} satisfies Partial<AriOptions>

/** Makes a client that is closed at the end of the test. */
export function givenClient(
  t: TestContext,
  options: Omit<AriOptions, 'user' | 'app'> & { user?: string; app?: string },
  handlers: Partial<AriHandlers> = {},
): Watched {
  const events: AriEvent[] = []
  const ups: AriUp[] = []
  const downs: AriDownReason[] = []
  const told: string[] = []
  const logged: Watched['logged'] = []
  const write = (level: string) => (facts: object, message: string) => {
    logged.push({ level, facts: facts as Record<string, unknown>, message })
  }
  const log = { info: write('info'), warn: write('warn'), error: write('error') }
  const client = createAriClient(
    { user: 'tester', app: 'app', log, ...options },
    {
      onEvent(event, receivedAtMs) {
        events.push(event)
        told.push(`event ${event.type}`)
        handlers.onEvent?.(event, receivedAtMs)
      },
      onUp(info) {
        ups.push(info)
        told.push(`up ${info.epoch}`)
        return handlers.onUp?.(info)
      },
      onDown(reason) {
        downs.push(reason)
        told.push(`down ${reason}`)
        handlers.onDown?.(reason)
      },
    },
  )
  t.after(() => client.close())
  return { client, events, ups, downs, told, logged }
}

/** The same, once it is connected. */
export async function givenConnected(t: TestContext, ...rest: Tail<typeof givenClient>): Promise<Watched> {
  const watched = givenClient(t, ...rest)
  await until('the client is connected', () => watched.client.up)
  return watched
}

type Tail<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never
