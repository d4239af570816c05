import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { AttachmentVault, KeptFile } from '../../../engine/attachments/ports.ts'
import { unwrapKey, wrapKey } from '../sealed/seal.ts'
import { openSealed, type SealedWith, writeSealed } from '../sealed/sealed-file.ts'
import { isMissing, writeWhole } from '../sealed/write-whole.ts'

const magic = Buffer.from('YIHAOATT', 'latin1')

/** What lies beside a sealed file: its figures, and its key, wrapped by the house's key. */
interface Card extends KeptFile {
  readonly version: 1
  readonly id: string
  readonly key: string
}

const form = Compile(
  Type.Object(
    {
      version: Type.Literal(1),
      id: Type.String(),
      bytes: Type.Integer({ minimum: 0 }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      key: Type.String(),
    },
    { additionalProperties: false },
  ),
)

const readCard = (text: string, id: string): Card => {
  const value: unknown = JSON.parse(text)
  if (!form.Check(value) || value.id !== id) throw new Error('the card of an attachment is damaged')
  return value
}

const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

async function* oneByOne(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

/** Names in a folder; none where there is no such folder. */
const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/**
 * Keeps attachments in a folder: each sealed with a key of its own (sealed/seal.ts), and beside it a card with that key, wrapped by the house's key. Files are named by
 * random ids, so that nothing of what somebody called his file is in a path.
 */
export const openAttachmentVault = (folder: string, master: Buffer): AttachmentVault => {
  const shelves = { files: join(folder, 'files'), keys: join(folder, 'keys') }
  const paths = (id: string) => {
    if (!idForm.test(id)) throw new Error('that is no id of an attachment')
    const shelf = id.slice(0, 2)
    return { file: join(shelves.files, shelf, `${id}.sealed`), card: join(shelves.keys, shelf, `${id}.json`) }
  }
  /** What its key and its chunks are bound to; no recording can be called so. */
  const boundTo = (id: string): string => `attachment ${id}`

  const cardOf = async (id: string): Promise<Card | null> => {
    try {
      return readCard(await readFile(paths(id).card, 'utf8'), id)
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  /** Throws unless what is on the disk is what was to be written. */
  const readBack = async (file: FileHandle, sealedWith: SealedWith, written: KeptFile): Promise<void> => {
    const hash = createHash('sha256')
    const sealed = await openSealed(file, sealedWith)
    for await (const plain of sealed.read(0, sealed.plainBytes)) hash.update(plain)
    if (sealed.plainBytes !== written.bytes || hash.digest('hex') !== written.sha256)
      throw new Error('an attachment was not written as it came')
  }

  return {
    keep: async (id, pieces) => {
      const sealedWith = { key: randomBytes(32), name: boundTo(id) }
      const { file: path, card: cardPath } = paths(id)
      let written: KeptFile = { bytes: 0, sha256: '' }
      await writeWhole(path, async file => {
        written = await writeSealed(file, magic, sealedWith, oneByOne(pieces))
        await readBack(file, sealedWith, written)
      })
      const key = wrapKey(master, randomBytes(12), sealedWith.name, sealedWith.key)
      const card: Card = { version: 1, id, ...written, key }
      // it counts as kept from here on
      await writeWhole(cardPath, async file => {
        await file.write(JSON.stringify(card))
      })
      return written
    },

    open: async id => {
      const card = await cardOf(id)
      if (card === null) return null
      const key = unwrapKey(master, boundTo(id), card.key)
      let file: FileHandle
      try {
        file = await open(paths(id).file, 'r')
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
      try {
        const sealed = await openSealed(file, { key, name: boundTo(id) })
        const { bytes, sha256 } = card
        if (sealed.plainBytes !== bytes) throw new Error('an attachment has another length than when it was kept')
        return { bytes, sha256, read: sealed.read, close: () => file.close() }
      } catch (error) {
        await file.close()
        throw error
      }
    },

    erase: async id => {
      const { file, card } = paths(id)
      // without its key no copy of the file can be opened any more
      await rm(card, { force: true })
      for (const path of [file, `${file}.part`, `${card}.part`]) await rm(path, { force: true })
    },

    room: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },

    writtenBefore: async instant => {
      const found = new Set<string>()
      for (const root of [shelves.files, shelves.keys])
        for (const shelf of await namesIn(root))
          for (const name of await namesIn(join(root, shelf))) {
            const id = name.slice(0, 36)
            if (!idForm.test(id)) continue
            const { mtimeMs } = await stat(join(root, shelf, name)).catch(() => ({ mtimeMs: instant }))
            if (mtimeMs < instant) found.add(id)
          }
      return [...found]
    },
  }
}
