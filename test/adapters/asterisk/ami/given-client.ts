import type { TestContext } from 'node:test'
import {
  type AmiClient,
  type AmiDownReason,
  type AmiFields,
  type AmiHandlers,
  type AmiOptions,
  createAmiClient,
} from '../../../../src/adapters/asterisk/ami/ami-client.ts'
import { until } from '../../../helpers/until.ts'

/** A client and all it told, in order. */
export interface Watched {
  client: AmiClient
  events: AmiFields[]
  downs: AmiDownReason[]
  ups: number
  logged: { level: string; message: string }[]
}

/** Short times, so that a test of a deadline is short too. */
export const hasty = {
  actionTimeoutMs: 250,
  listTimeoutMs: 250,
  pingEveryMs: 50,
  pongWithinMs: 300,
  connectTimeoutMs: 300,
  retry: { firstMs: 5, mostMs: 40 },
} satisfies Partial<AmiOptions>

/** Makes a client that is closed at the end of the test. */
export function givenClient(
  t: TestContext,
  options: Partial<AmiOptions> & { port: number },
  handlers: Partial<AmiHandlers> = {},
): Watched {
  const write = (level: string) => (_facts: object, message: string) => {
    watched.logged.push({ level, message })
  }
  const log = { info: write('info'), warn: write('warn'), error: write('error') }
  const client = createAmiClient(
    { host: '127.0.0.1', user: 'tester', secret: 'geheim', events: 'off', log, ...hasty, ...options },
    {
      onEvent(fields, receivedAtMs) {
        watched.events.push(fields)
        handlers.onEvent?.(fields, receivedAtMs)
      },
      onUp() {
        watched.ups += 1
        return handlers.onUp?.()
      },
      onDown(reason) {
        watched.downs.push(reason)
        handlers.onDown?.(reason)
      },
    },
  )
  const watched: Watched = { client, events: [], downs: [], ups: 0, logged: [] }
  t.after(() => client.close())
  return watched
}

/** The same, once it is logged in. */
export async function givenConnected(
  t: TestContext,
  options: Partial<AmiOptions> & { port: number },
  handlers: Partial<AmiHandlers> = {},
): Promise<Watched> {
  const watched = givenClient(t, options, handlers)
  await until('the client is logged in', () => watched.client.up)
  return watched
}
