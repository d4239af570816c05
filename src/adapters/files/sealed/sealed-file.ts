import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { chunkBytes, layoutOf, openChunk, sealChunk } from './seal.ts'

/** What a file is sealed with: its key, and the name that it is bound to. */
export interface SealedWith {
  readonly key: Buffer
  readonly name: string
}

/** Cuts what comes in into chunks; the last one comes only when it is known to be the last. */
async function* inChunks(plain: AsyncIterable<Uint8Array>): AsyncGenerator<{ plain: Buffer; last: boolean }> {
  let waiting = Buffer.alloc(0)
  for await (const piece of plain) {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece])
    while (waiting.length > chunkBytes) {
      yield { plain: waiting.subarray(0, chunkBytes), last: false }
      waiting = waiting.subarray(chunkBytes)
    }
  }
  yield { plain: waiting, last: true }
}

/** Writes the magic of its kind and then all of `plain`, sealed; says how much it was, and its SHA-256. */
export const writeSealed = async (
  file: FileHandle,
  magic: Buffer,
  { key, name }: SealedWith,
  plain: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: string }> => {
  const hash = createHash('sha256')
  let bytes = 0
  let index = 0
  await file.write(magic)
  for await (const chunk of inChunks(plain)) {
    bytes += chunk.plain.length
    hash.update(chunk.plain)
    await file.write(sealChunk(key, name, index, chunk.last, chunk.plain))
    index += 1
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A sealed file that is open: how much there is in it, and any stretch of it. */
export interface SealedFile {
  readonly plainBytes: number
  /** The bytes from `from` to before `to`, chunk by chunk. Rejects where what is stored was changed. */
  read(from: number, to: number): AsyncGenerator<Uint8Array>
}

/** Reads a sealed file. Throws for a size that no sealed file has. */
export const openSealed = async (file: FileHandle, { key, name }: SealedWith): Promise<SealedFile> => {
  const layout = layoutOf((await file.stat()).size)
  const chunk = async (index: number): Promise<Buffer> => {
    const { from, bytes, last } = layout.at(index)
    const sealed = Buffer.alloc(bytes)
    const { bytesRead } = await file.read(sealed, 0, bytes, from)
    return openChunk(key, name, index, last, sealed.subarray(0, bytesRead))
  }
  async function* read(from: number, to: number): AsyncGenerator<Uint8Array> {
    let at = Math.max(0, from)
    const end = Math.min(layout.plainBytes, to)
    while (at < end) {
      const index = Math.floor(at / chunkBytes)
      const start = index * chunkBytes
      const plain = await chunk(index)
      yield plain.subarray(at - start, Math.min(plain.length, end - start))
      at = start + plain.length
    }
  }
  return { plainBytes: layout.plainBytes, read }
}
