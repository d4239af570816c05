import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * WeChat's signature: SHA-1, in hexadecimal, of the parts sorted by their bytes and put together. The parts are token, timestamp and
 * nonce; of an encrypted message also the cipher text (developers.weixin.qq.com, 消息加解密说明).
 */
export const signatureOf = (...parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(''))
    .digest('hex')

/** Compares in a time that does not tell where the two differ. */
export const same = (expected: string, given: string): boolean => {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
