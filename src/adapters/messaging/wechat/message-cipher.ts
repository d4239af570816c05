import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const block = 16
/** WeChat pads to 32 bytes, though the block of AES has 16. */
const padTo = 32
const randomLength = 16
const lengthAt = randomLength
const messageAt = lengthAt + 4
const ivLength = 16

/** Encrypts and decrypts messages of one account, as in 消息加解密说明. */
export interface MessageCipher {
  /** The cipher text in base64. `random`: 16 bytes, fresh ones where left out. */
  seal(message: string, random?: Buffer): string
  /** The message, or null: no cipher text of this key, damaged, or for another account. */
  open(encrypted: string): string | null
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Length of the padding, or null where it is none. It is read only after the signature was found right, so it is no oracle. */
const paddingOf = (padded: Buffer): number | null => {
  const count = padded.at(-1) ?? 0
  if (count < 1 || count > padTo || count > padded.length) return null
  return padded.subarray(padded.length - count).every(byte => byte === count) ? count : null
}

const textOf = (bytes: Buffer): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * AES-256-CBC; the key is the EncodingAESKey (43 characters of base64), the IV its first 16 bytes. What is encrypted: 16 random bytes,
 * length of the message (4 bytes, big-endian), message, app id, PKCS#7 padding to 32 bytes.
 */
export const createMessageCipher = (encodingAesKey: string, appId: string): MessageCipher => {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (key.length !== 32) throw new Error('an EncodingAESKey has 43 characters of base64')
  const iv = key.subarray(0, ivLength)
  const account = Buffer.from(appId)

  const decrypt = (encrypted: string): Buffer | null => {
    const bytes = base64.test(encrypted) ? Buffer.from(encrypted, 'base64') : Buffer.alloc(0)
    if (bytes.length === 0 || bytes.length % block !== 0) return null
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
    const padding = paddingOf(padded)
    return padding === null ? null : padded.subarray(0, padded.length - padding)
  }

  return {
    seal: (message, random = randomBytes(randomLength)) => {
      const text = Buffer.from(message)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(text.length)
      const plain = Buffer.concat([random, length, text, account])
      const padding = padTo - (plain.length % padTo)
      const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
      return Buffer.concat([
        cipher.update(plain),
        cipher.update(Buffer.alloc(padding, padding)),
        cipher.final(),
      ]).toString('base64')
    },
    open: encrypted => {
      const plain = decrypt(encrypted)
      if (!plain || plain.length < messageAt) return null
      const end = messageAt + plain.readUInt32BE(lengthAt)
      if (end > plain.length || !plain.subarray(end).equals(account)) return null
      return textOf(plain.subarray(messageAt, end))
    },
  }
}
