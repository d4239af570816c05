import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ExportError, exportError } from './export-error.ts'
import type { ExportedFile } from './manifest.ts'

const sync = async (folder: string): Promise<void> => {
  await using handle = await open(folder)
  await handle.sync()
}

/** The names in a folder; null: there is no such folder. */
const namesIn = (folder: string): Promise<readonly string[] | null> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What this process is writing now. */
const busy = new Set<string>()

/** Takes away what exports into this folder have left that were killed in the midst. */
const sweep = async (folder: string): Promise<void> => {
  const beginning = `${basename(folder)}.part-`
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(beginning) ? Number(name.slice(beginning.length)) : Number.NaN
    if (pid > 0 && (pid === process.pid || !isAlive(pid)))
      await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

const sumOf = async (path: string): Promise<string> => {
  const sum = createHash('sha256')
  await pipeline(createReadStream(path), sum)
  return sum.digest('hex')
}

type Sum = Pick<ExportedFile, 'name' | 'sha256'>

const holdsExactly = async (folder: string, names: readonly string[], files: readonly Sum[]): Promise<boolean> => {
  if (names.length !== files.length || !files.every(({ name }) => names.includes(name))) return false
  for (const { name, sha256 } of files) if ((await sumOf(join(folder, name))) !== sha256) return false
  return true
}

/**
 * Writes a folder whole or not at all: under another name beside it, which it gets when all of it is on the disk. `write` gives every file that it wrote. A folder that
 * is there already must be empty or hold exactly these files, and nothing changes then. Throws an `ExportError`; nothing is left behind.
 */
export const writeFolder = async <T extends { readonly files: readonly Sum[] }>(
  given: string,
  write: (part: string) => Promise<T>,
): Promise<T> => {
  const folder = resolve(given)
  const part = `${folder}.part-${process.pid}`
  const taken = () => new ExportError('folder_taken', `The folder holds something else already: ${folder}.`)
  if (busy.has(part)) throw new ExportError('folder_taken', `The folder is being written already: ${folder}.`)
  busy.add(part)
  let begun = false
  try {
    await mkdir(dirname(folder), { recursive: true })
    await sweep(folder)
    await mkdir(part, { mode: 0o700 })
    begun = true
    const written = await write(part)
    await sync(part)
    const there = await namesIn(folder)
    if (there !== null && there.length > 0) {
      if (!(await holdsExactly(folder, there, written.files))) throw taken()
      await rm(part, { recursive: true, force: true })
      return written
    }
    if (there !== null) await rmdir(folder)
    await rename(part, folder)
    await sync(dirname(folder))
    return written
  } catch (error) {
    if (begun) await rm(part, { recursive: true, force: true }).catch(() => {})
    throw exportError(error, folder)
  } finally {
    busy.delete(part)
  }
}
