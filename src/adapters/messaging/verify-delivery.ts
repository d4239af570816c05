import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * For receivers: whoever is told by a signed webhook, or carries our SMS, may take this file as it is (docs/operations.md). It needs nothing but node.
 */

/** A request as it came. `body`: the bytes as text, before anything has parsed them. */
export interface ReceivedDelivery {
  /** Names in small letters, as node has them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** The id of the delivery, under which it may come again, or why it is not to be believed. */
export type Verified =
  | { readonly id: string }
  | { readonly wrong: 'no_headers' | 'too_old' | 'wrong_signature' | 'other_id' }

const fiveMinutes = 300_000

/**
 * Checks who sent a delivery. `secrets`: the key, and while keys change over the other one too. `now` in UTC ms: a delivery that was signed more than `toleranceMs`
 * before or after it is refused, so that a recorded one cannot be played again.
 */
export const verifyDelivery = (
  { headers, body }: ReceivedDelivery,
  secrets: readonly string[],
  now: number,
  toleranceMs: number = fiveMinutes,
): Verified => {
  const { 'x-yihao-delivery': id, 'x-yihao-timestamp': timestamp, 'x-yihao-signature': signature } = headers
  if (typeof id !== 'string' || typeof signature !== 'string') return { wrong: 'no_headers' }
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return { wrong: 'no_headers' }
  if (Math.abs(now - Number(timestamp)) > toleranceMs) return { wrong: 'too_old' }
  const given = signature
    .split(',')
    .flatMap(part => (part.startsWith('v1=') ? [Buffer.from(part.slice(3), 'hex')] : []))
  const signed = secrets.some(secret => {
    const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest()
    return given.some(each => each.length === expected.length && timingSafeEqual(each, expected))
  })
  if (!signed) return { wrong: 'wrong_signature' }
  // the header is not signed, the body is
  return idOf(body) === id ? { id } : { wrong: 'other_id' }
}

const idOf = (body: string): unknown => {
  try {
    return JSON.parse(body)?.id
  } catch {
    return undefined
  }
}
