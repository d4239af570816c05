import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key that wraps the keys of all recordings and attachments. `made`: the file it was written to just now, else null. */
export interface MasterKey {
  readonly key: Buffer
  readonly made: string | null
}

const bytes = 32

/** The master key of a setting (base64), or null where that is none of 32 bytes. */
export const parseMasterKey = (text: string): Buffer | null => {
  const key = Buffer.from(text, 'base64')
  return key.length === bytes && key.toString('base64') === text.trim() ? key : null
}

/** The key file in this folder; it is made once, for its owner alone. Throws where it cannot be read or is damaged: recordings must not get a second key. */
export const masterKeyOf = (setting: Buffer | null, folder: string): MasterKey =>
  setting === null ? keyFile(folder, 'recording.key', 'recordings are lost') : { key: setting, made: null }

/** A key in a file, made where there is none. Throws where it cannot be read or is damaged; `otherwise`: what comes of it where the file is not restored. */
export const keyFile = (folder: string, name: string, otherwise: string): MasterKey => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const fresh = randomBytes(bytes)
  try {
    writeFileSync(path, `${fresh.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return { key: fresh, made: path }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = parseMasterKey(readFileSync(path, 'utf8').trim())
  if (key === null) throw new Error(`${path} does not hold a key: restore it, or ${otherwise}`)
  return { key, made: null }
}
