import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BackupError } from './backup-error.ts'
import { writeWhole } from './files.ts'

/*
 * Keys that a ledger is of little use without: under `citizens.key` the query codes of all receipts are kept, under `wechat.key` citizens are known again. They go
 * with the backup, since what they open lies in it in clear. Keys that make something unreadable, or erased, must not lie beside it: those of recordings and
 * attachments, and `keys/number.key`.
 */

export const houseKeyNames = ['citizens.key', 'wechat.key'] as const
export type HouseKeys = { readonly [Name in (typeof houseKeyNames)[number]]?: string }

/** A key as it stands in its file: 32 bytes in base64. */
export const houseKeyForm = '^[A-Za-z0-9+/]{43}=$'

const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)

/** The keys of a data folder, as far as they were made. Throws `key_damaged`. */
export const readHouseKeys = (folder: string): HouseKeys =>
  Object.fromEntries(
    houseKeyNames.flatMap(name => {
      const text = textOf(join(folder, name))
      if (text === null) return []
      if (!new RegExp(houseKeyForm).test(text))
        throw new BackupError('key_damaged', `This file does not hold a key: ${join(folder, name)}.`)
      return [[name, text]]
    }),
  )

/**
 * Puts keys of a backup where the hotline looks for them; another one that is there is kept under a name with `suffix`. `undo` makes it as it was. The same keys
 * again change nothing, so that a restore which was cut off can be done again.
 */
export const placeHouseKeys = (
  folder: string,
  keys: HouseKeys,
  suffix: string,
): { readonly aside: readonly string[]; undo(): void } => {
  const steps: (() => void)[] = []
  const aside: string[] = []
  const undo = () => {
    for (const step of steps.reverse()) step()
  }
  try {
    for (const name of houseKeyNames) {
      const [key, path] = [keys[name], join(folder, name)]
      const there = textOf(path)
      if (key === undefined || there === key) continue
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (there !== null) {
        const other = `${path}.${suffix}`
        renameSync(path, other)
        steps.push(() => renameSync(other, path))
        aside.push(other)
      }
      writeWhole(path, `${key}\n`)
      steps.push(() => rmSync(path, { force: true }))
    }
  } catch (error) {
    undo()
    throw error
  }
  return { aside, undo }
}
