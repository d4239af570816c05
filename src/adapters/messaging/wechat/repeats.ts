import { createHash } from 'node:crypto'

/** How far WeChat's clock and ours may be apart, ms. */
export const clockWindowMs = 5 * 60_000

/** WeChat sends a message again when 5 s have passed, three times; what comes later is no retry. ms */
const retriesMs = 25_000

/** Remembers what was sent, so that nobody can send it again. */
export interface Repeats {
  /**
   * `new`, `retry`: the very same bytes again, soon enough for one of WeChat's own retries, `replayed`: else. To be asked only for
   * what was rightly signed: nothing else can make it grow.
   */
  seen(signature: string, nonce: string, body: Uint8Array): 'new' | 'retry' | 'replayed'
}

/** In memory: after a restart a message could come again within its 5 minutes, and what it does has its own id against that. */
export const createRepeats = (now: () => number): Repeats => {
  const known = new Map<string, { readonly at: number; readonly hash: string }>()
  /** In the order of their coming, so the oldest are first. */
  const forget = () => {
    for (const [key, { at }] of known) {
      if (now() - at <= 2 * clockWindowMs) return
      known.delete(key)
    }
  }
  return {
    seen: (signature, nonce, body) => {
      forget()
      const key = `${signature} ${nonce}`
      const hash = createHash('sha256').update(body).digest('hex')
      const before = known.get(key)
      if (!before) {
        known.set(key, { at: now(), hash })
        return 'new'
      }
      return before.hash === hash && now() - before.at <= retriesMs ? 'retry' : 'replayed'
    },
  }
}
