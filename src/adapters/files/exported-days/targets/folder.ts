import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportedFile, ExportTarget } from '../../../../engine/export/ports.ts'
import { ExportFailure, type ExportProblemCode } from '../../../../engine/export/problem.ts'
import { causeOf } from './cause.ts'

const codes: Readonly<Record<string, ExportProblemCode>> = {
  ENOSPC: 'target_full',
  EDQUOT: 'target_full',
  EACCES: 'target_not_allowed',
  EPERM: 'target_not_allowed',
  EROFS: 'target_not_allowed',
  ENOENT: 'target_no_folder',
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
          if (!(await isThere(draft, file))) throw new ExportFailure('target_not_whole', `${root} ${file.name}`)
          await rename(draft, whole)
        } catch (error) {
          await rm(draft, { force: true }).catch(() => {})
          throw error
        }
      }
    } catch (error) {
      if (error instanceof ExportFailure || signal.aborted) throw error
      const cause = causeOf(error)
      const code = codes[cause]
      throw new ExportFailure(code ?? 'target_unreachable', code ? root : `${root} ${cause}`, error)
    }
  },
})
