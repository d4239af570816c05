import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { RatingCodes } from '../../../engine/citizens/rating-links.ts'

const bytes = { nonce: 12, content: 14, tag: 16 }
const cipher = 'aes-256-gcm'

/**
 * Codes of rating links, by the key behind query codes: case, round and end, sealed. So none can be made or guessed by anybody else (128 bits), no number stands in one, and none has to be
 * kept.
 */
export const createRatingCodes = (key: Uint8Array): RatingCodes => {
  const own = createHmac('sha256', key).update('rating link').digest()
  return {
    make: ({ caseNo, round, until }) => {
      const content = Buffer.alloc(bytes.content)
      content.writeBigUInt64BE(BigInt(caseNo), 0)
      content.writeUInt16BE(round, 8)
      // whole seconds are enough, and last until 2106
      content.writeUInt32BE(Math.floor(until / 1_000), 10)
      const nonce = randomBytes(bytes.nonce)
      const sealing = createCipheriv(cipher, own, nonce)
      return Buffer.concat([nonce, sealing.update(content), sealing.final(), sealing.getAuthTag()]).toString(
        'base64url',
      )
    },
    read: code => {
      const sealed = Buffer.from(code, 'base64url')
      if (sealed.length !== bytes.nonce + bytes.content + bytes.tag) return null
      try {
        const opening = createDecipheriv(cipher, own, sealed.subarray(0, bytes.nonce))
        opening.setAuthTag(sealed.subarray(-bytes.tag))
        const content = Buffer.concat([opening.update(sealed.subarray(bytes.nonce, -bytes.tag)), opening.final()])
        const [round, seconds] = [content.readUInt16BE(8), content.readUInt32BE(10)]
        return { caseNo: String(content.readBigUInt64BE(0)), round, until: seconds * 1_000 }
      } catch {
        return null
      }
    },
  }
}
