import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'

/** A spill file that no other process has, for as long as `release` was not called. */
export interface Slot {
  readonly path: string
  /** Whether a process before us left facts in it. */
  readonly left: boolean
  release(): void
}

const fileName = /^facts-(\d{1,4})\.spill$/
const mostSlots = 50

/**
 * Takes the spill files in a folder that no living process has, the longest unused first, and one that is new or empty, which comes
 * last. So two servers on one machine may share the folder. Throws where the folder cannot be used.
 */
export const takeSlots = (folder: string): readonly Slot[] => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const numbers = readdirSync(folder).flatMap(name => fileName.exec(name)?.[1] ?? [])
  const left: { readonly slot: Slot; readonly at: number }[] = []
  const free: Slot[] = []
  for (const number of numbers) {
    const path = join(folder, `facts-${number}.spill`)
    const owner = take(path)
    if (!owner) continue
    const { size, mtimeMs } = statSync(path)
    const slot: Slot = { path, left: size > 0, release: () => owner.close() }
    if (slot.left) left.push({ slot, at: mtimeMs })
    else free.push(slot)
  }
  for (let number = 1; free.length === 0 && number <= mostSlots; number += 1) {
    const path = join(folder, `facts-${number}.spill`)
    const owner = numbers.includes(String(number)) ? null : take(path)
    if (owner) free.push({ path, left: false, release: () => owner.close() })
  }
  const [own, ...spare] = free
  for (const slot of spare) slot.release()
  return [...left.sort((a, b) => a.at - b.at).map(({ slot }) => slot), ...(own ? [own] : [])]
}

/** An exclusive lock on a side file, which the system frees even after kill -9; null where another process has it. */
const take = (path: string): Database | null => {
  const owner = new Sqlite(`${path}.lock`, { timeout: 0 })
  try {
    owner.pragma('locking_mode = exclusive')
    owner.exec('begin exclusive')
    return owner
  } catch (error) {
    owner.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
