import type { Carried, MessageCarrier } from '../../engine/messages/ports.ts'
import type { Clock } from '../../engine/ports.ts'
import { postJson } from './post-json.ts'
import { deliveryHeaders } from './signing.ts'

/** What an answer's code means. */
export type SmsCode = 'sent' | 'retry' | 'failed'

export interface SmsGatewayParts {
  readonly url: string
  readonly secret: string
  /** What the codes of this city's gateway mean, by the `code` of its answer; goes before the status. */
  readonly codes: Readonly<Record<string, SmsCode>>
  readonly clock: Pick<Clock, 'now'>
  readonly timeoutMs?: number
}

/** Statuses that say that this SMS will never go. Others that are no success may be over soon, or are a wrong setting that somebody mends. */
const never = new Set([400, 410, 413, 415, 422])
/** The gateway has had this id before: it is sent. */
const hadBefore = 409
const mostRetryAfterMs = 3_600_000

/** Sends SMS by a gateway that speaks the house's JSON (docs/operations.md); that of a city which speaks another needs a small translator before it. */
export const createSmsGateway = ({
  url,
  secret,
  codes,
  clock,
  timeoutMs = 15_000,
}: SmsGatewayParts): MessageCarrier => {
  const stopping = new AbortController()
  return {
    send: async ({ key, recipient, text, urgent }): Promise<Carried> => {
      const body = JSON.stringify({ id: key, to: recipient, text, urgent })
      const headers = deliveryHeaders(key, body, [secret], clock.now())
      const posted = await postJson({ url: new URL(url), body, headers, timeoutMs, signal: stopping.signal })
      if ('forbidden' in posted) return { failed: posted.forbidden }
      if ('error' in posted) return { retry: posted.error }
      const { status, retryAfterMs } = posted
      const { code, receipt } = answerOf(posted.text)
      const why = code === null ? `status ${status}` : `status ${status}, code ${code}`
      const meaning = (code !== null && Object.hasOwn(codes, code) ? codes[code] : undefined) ?? meaningOf(status)
      if (meaning === 'sent') return { sent: receipt }
      if (meaning === 'failed') return { failed: why }
      return { retry: why, ...(retryAfterMs !== null && { afterMs: Math.min(mostRetryAfterMs, retryAfterMs) }) }
    },
    close: () => stopping.abort(),
  }
}

const meaningOf = (status: number): SmsCode => {
  if ((status >= 200 && status < 300) || status === hadBefore) return 'sent'
  return never.has(status) ? 'failed' : 'retry'
}

/** What of the answer is ours to read: both may be missing, and nothing else is believed. */
const answerOf = (text: string): { readonly code: string | null; readonly receipt: string | null } => {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null) return { code: null, receipt: null }
    const { code, receipt } = answer as Readonly<Record<string, unknown>>
    return { code: shortOf(code), receipt: shortOf(receipt) }
  } catch {
    return { code: null, receipt: null }
  }
}

const shortOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : null
