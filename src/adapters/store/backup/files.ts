import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { backupError } from './backup-error.ts'

/** Bytes and SHA-256 of a file, as it can be read from its disk. */
export const fingerprint = async (file: string): Promise<{ readonly bytes: number; readonly sha256: string }> => {
  const digest = createHash('sha256')
  let bytes = 0
  try {
    for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) {
      digest.update(part)
      bytes += part.length
    }
  } catch (error) {
    throw backupError(error, file)
  }
  return { bytes, sha256: digest.digest('hex') }
}

/** Makes an empty file that only its owner may read; fails where there is one already. */
export const createPrivate = (file: string): void => closeSync(openSync(file, 'wx', 0o600))

/** Waits until a file, or the names in a folder, are on the disk. */
export const flush = (path: string): void => {
  const handle = openSync(path, statSync(path).isDirectory() ? 'r' : 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Gives a finished file its name: after a power cut it is there whole, or not at all. */
export const publish = (from: string, to: string): void => {
  flush(from)
  renameSync(from, to)
  flush(dirname(to))
}

/** Writes a small file whole or not at all. */
export const writeWhole = (file: string, text: string): void => {
  const part = `${file}.part-${process.pid}`
  try {
    writeFileSync(part, text, { flag: 'wx', mode: 0o600 })
    publish(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
