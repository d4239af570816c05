import type { Log } from '../../engine/ports.ts'
import { postJson } from './post-json.ts'
import { signatureHeader, signatureOf } from './signing.ts'

export interface WebhookParts {
  readonly url: string
  /** The key of the signature. */
  readonly secret: string
  readonly log: Log
  /** How long the receiver may take, ms. */
  readonly timeoutMs?: number
  /** The first wait before a message is sent again; it doubles up to `mostWaitMs`. ms. */
  readonly firstWaitMs?: number
  readonly mostWaitMs?: number
  /** After how many attempts a message is given up: 60 are some 50 minutes. */
  readonly attempts?: number
}

/** Tells another system, in order and each message until it was taken. */
export interface Webhook {
  /** Returns at once; what happens to the message is logged. */
  send(message: object): void
  /** Ends at once; what was not taken yet is logged and dropped. */
  stop(): void
}

/** So many messages may wait for a receiver that is away; beyond it the oldest is dropped, for the newest say how things are. */
const mostWaiting = 100

/** Opens a webhook: JSON by POST, signed. It is a side line: nothing waits for it, and none of its failures reaches a caller. */
export const createWebhook = ({
  url,
  secret,
  log,
  timeoutMs = 5_000,
  firstWaitMs = 1_000,
  mostWaitMs = 60_000,
  attempts = 60,
}: WebhookParts): Webhook => {
  const address = new URL(url)
  const waiting: string[] = []
  const stopping = new AbortController()
  let busy = false

  /** null: taken, else why not. */
  const post = async (body: string): Promise<string | null> => {
    const headers = { [signatureHeader]: signatureOf(body, secret) }
    const posted = await postJson({ url: address, body, headers, timeoutMs, signal: stopping.signal })
    if ('status' in posted) return posted.status >= 200 && posted.status < 300 ? null : `status ${posted.status}`
    return 'error' in posted ? posted.error : posted.forbidden
  }

  const pause = (ms: number): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, ms).unref()
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })

  const deliver = async (body: string): Promise<void> => {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      const why = await post(body)
      if (why === null) return
      if (stopping.signal.aborted) break
      if (attempt >= attempts) return log.error({ why, attempt, message: body }, 'the webhook did not take a message')
      if (attempt === 1) log.warn({ why }, 'the webhook does not answer as it should; it is tried again')
      await pause(Math.min(mostWaitMs, firstWaitMs * 2 ** (attempt - 1)))
    }
    log.warn({ message: body }, 'the server ends before the webhook took a message')
  }

  const work = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) await deliver(body)
    busy = false
  }

  return {
    send: message => {
      waiting.push(JSON.stringify(message))
      if (waiting.length > mostWaiting)
        log.error({ message: waiting.shift() }, 'too many messages wait for the webhook')
      void work()
    },
    stop: () => stopping.abort(),
  }
}
