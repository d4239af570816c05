import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportedFile, ExportTarget } from '../../../../engine/export/ports.ts'
import { causeOf, TargetError } from './target-error.ts'

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'has no room left',
  EDQUOT: 'has no room left',
  EACCES: 'must not be written to',
  EROFS: 'must not be written to',
  ENOENT: 'is not there',
}

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}

const isThere = async (path: string, { bytes, sha256 }: ExportedFile): Promise<boolean> => {
  const found = await stat(path).catch(() => null)
  return found?.size === bytes && (await sha256Of(path)) === sha256
}

/** A folder of this machine, such as a mounted share. The folder itself is never made: what is not mounted must not be written beside it. */
export const createFolderTarget = (name: string, root: string): ExportTarget => ({
  name,
  async bring(folder, path, files, signal) {
    const place = join(root, path)
    try {
      await access(root, constants.W_OK)
      await mkdir(place, { recursive: true })
      for (const file of files) {
        signal.throwIfAborted()
        const whole = join(place, file.name)
        if (await isThere(whole, file)) continue
        const draft = `${whole}.part`
        try {
          await copyFile(join(folder, file.name), draft)
          const handle = await open(draft, 'r+')
          await handle.sync().finally(() => handle.close())
          if (!(await isThere(draft, file))) throw new TargetError(`${file.name} was not written to ${root} as it is.`)
          await rename(draft, whole)
        } catch (error) {
          await rm(draft, { force: true }).catch(() => {})
          throw error
        }
      }
    } catch (error) {
      if (error instanceof TargetError || signal.aborted) throw error
      const cause = causeOf(error)
      throw new TargetError(`The folder ${root} ${sentences[cause] ?? `cannot be written to (${cause})`}.`, error)
    }
  },
})
