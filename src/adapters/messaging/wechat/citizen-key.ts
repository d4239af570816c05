import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const bytes = 32

/**
 * The key of citizens' hashes and sessions: the file `wechat.key` in this folder, made once, for its owner alone. Throws where it is damaged:
 * with another key nobody would be known again.
 */
export const citizenKeyIn = (folder: string): Uint8Array => {
  const path = join(folder, 'wechat.key')
  const fresh = randomBytes(bytes)
  try {
    writeFileSync(path, `${fresh.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== bytes) throw new Error(`${path} does not hold a key for WeChat: restore it`)
  return key
}
