import { readFileSync, statSync } from 'node:fs'
import { ConfigError } from './config-error.ts'

/** The text of a file with secrets that a setting names. Throws a `ConfigError` that quotes none of it. */
export const readSecretFile = (setting: string, path: string): string => {
  try {
    if (statSync(path).mode & 0o007)
      throw new ConfigError(setting, `names "${path}", which others may read: chmod 600 it, since it holds secrets`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(setting, `names "${path}", which cannot be read`)
  }
}

/** The value that a JSON text of secrets is; undefined: it is none. An error of JSON.parse would quote secrets. */
export const parseSecrets = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
