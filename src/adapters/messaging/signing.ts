import { createHmac } from 'node:crypto'

/** HMAC-SHA256 as hexadecimal digits. */
const hmac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** The header with the signature. Of an alarm: `sha256=` and that of the body. Of a delivery: `v1=` and that of time and body, for each key. */
export const signatureHeader = 'x-yihao-signature'
/** When it was signed, UTC ms: what is old may be somebody's who recorded it. */
export const timestampHeader = 'x-yihao-timestamp'
/** Names the delivery: the same one may come twice. */
export const deliveryHeader = 'x-yihao-delivery'

/** The signature of a body alone. */
export const signatureOf = (body: string, secret: string): string => `sha256=${hmac(secret, body)}`

/** The headers of a delivery, signed with each of these keys. */
export const deliveryHeaders = (
  id: string,
  body: string,
  secrets: readonly string[],
  now: number,
): Readonly<Record<string, string>> => ({
  [deliveryHeader]: id,
  [timestampHeader]: String(now),
  [signatureHeader]: secrets.map(secret => `v1=${hmac(secret, `${now}.${body}`)}`).join(','),
})
