import type { Message } from '../../domain/messages/message.ts'
import type { MessageReads, MessageWrites } from '../../engine/messages/message-store.ts'
import type { Carried, MessageCarrier } from '../../engine/messages/ports.ts'
import type { Clock, Log } from '../../engine/ports.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { postJson } from './post-json.ts'
import { deliveryHeaders } from './signing.ts'

export interface SignedWebhookParts {
  readonly targets: Pick<MessageReads, 'webhookTarget'> & Pick<MessageWrites, 'disableWebhookTarget'>
  readonly hosts: AllowedHosts
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** How long a receiver may take, ms. */
  readonly timeoutMs?: number
}

/** The JSON of a delivery (docs/operations.md). The same for each attempt. */
export const deliveryBody = ({ key, template, createdAt, values, text }: Message): string =>
  JSON.stringify({ id: key, event: template, at: createdAt, values, text })

const mostRetryAfterMs = 3_600_000

/**
 * Tells the systems of departments: signed JSON by POST. 200 to 299 takes it, 410 switches the target off for good, anything else is tried again. Where it may lead is
 * the house's to say (`AllowedHosts`).
 */
export const createSignedWebhook = (parts: SignedWebhookParts): MessageCarrier => {
  const { targets, hosts, clock, log, timeoutMs = 10_000 } = parts
  const stopping = new AbortController()

  return {
    send: async (message): Promise<Carried> => {
      const target = await targets.webhookTarget(message.recipient)
      if (!target) return { failed: 'there is no such target' }
      if (target.disabledAt !== null) return { failed: `the target is switched off: ${target.disabledWhy}` }
      if (!URL.canParse(target.url)) return { failed: 'the target has no address' }
      const url = new URL(target.url)
      const way = hosts.check(url)
      if ('forbidden' in way) return { failed: way.forbidden }
      const body = deliveryBody(message)
      const secrets = target.formerSecret === null ? [target.secret] : [target.secret, target.formerSecret]
      const headers = deliveryHeaders(message.key, body, secrets, clock.now())
      const posted = await postJson({ url, body, headers, timeoutMs, signal: stopping.signal, lookup: way.lookup })
      if ('forbidden' in posted) return { failed: posted.forbidden }
      if ('error' in posted) return { retry: posted.error }
      const { status, retryAfterMs } = posted
      if (status >= 200 && status < 300) return { sent: null }
      if (status === 410) {
        await targets.disableWebhookTarget(target, clock.now(), 'it answered 410 Gone')
        log.warn({ target: target.id }, 'a webhook answered that it is gone; nothing more is sent to it')
        return { failed: 'status 410' }
      }
      return {
        retry: `status ${status}`,
        ...(retryAfterMs !== null && { afterMs: Math.min(mostRetryAfterMs, retryAfterMs) }),
      }
    },
    close: () => stopping.abort(),
  }
}
