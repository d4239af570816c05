import { createCipheriv, createDecipheriv } from 'node:crypto'

/*
 * A sealed file is the magic of its kind (8 bytes), then chunks of 64 kB, each AES-256-GCM with a key that is this file's alone: so the count of the chunk can
 * be its nonce. What the tag covers besides: the file's name, and whether it is the last chunk. So chunks cannot be changed, moved, dropped
 * or added, and any stretch can be read without the rest.
 */

export const chunkBytes = 64 * 1024
const tagBytes = 16
const sealedBytes = chunkBytes + tagBytes
export const magicBytes = 8

const algorithm = 'aes-256-gcm'

const nonceOf = (index: number): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

const boundTo = (name: string, last: boolean): Buffer => Buffer.from(`${name}\n${last ? 'last' : 'more'}`)

/** One chunk, sealed. */
export const sealChunk = (key: Buffer, name: string, index: number, last: boolean, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv(algorithm, key, nonceOf(index))
  cipher.setAAD(boundTo(name, last))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** One chunk, opened. Throws where anything of it is not as it was sealed. */
export const openChunk = (key: Buffer, name: string, index: number, last: boolean, sealed: Uint8Array): Buffer => {
  const end = sealed.length - tagBytes
  if (end < 0) throw new Error('a chunk is cut short')
  const decipher = createDecipheriv(algorithm, key, nonceOf(index), { authTagLength: tagBytes })
  decipher.setAAD(boundTo(name, last))
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
}

/** Where the chunks of a sealed file lie, from its size. Throws for a size that no sealed file has. */
export const layoutOf = (fileBytes: number) => {
  const body = fileBytes - magicBytes
  const chunks = Math.ceil(body / sealedBytes)
  const plainBytes = body - chunks * tagBytes
  if (chunks < 1 || plainBytes < 0 || body - (chunks - 1) * sealedBytes < tagBytes)
    throw new Error('a file is cut short')
  return {
    chunks,
    plainBytes,
    at: (index: number) => {
      const from = magicBytes + index * sealedBytes
      return { from, bytes: Math.min(sealedBytes, fileBytes - from), last: index === chunks - 1 }
    },
  }
}

/** The key of a file under the master key, bound to its name. */
export const wrapKey = (master: Buffer, nonce: Buffer, name: string, key: Buffer): string => {
  const cipher = createCipheriv(algorithm, master, nonce)
  cipher.setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Its opposite. Throws for another master key, another name, or anything changed. */
export const unwrapKey = (master: Buffer, name: string, wrapped: string): Buffer => {
  const bytes = Buffer.from(wrapped, 'base64')
  if (bytes.length !== 12 + 32 + tagBytes) throw new Error('a wrapped key is malformed')
  const decipher = createDecipheriv(algorithm, master, bytes.subarray(0, 12), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(bytes.subarray(44))
  return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()])
}
