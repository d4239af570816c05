import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from './configure.ts'
import type { AsteriskAccess } from './options.ts'
import { type Instance, isOurs } from './process.ts'

/** What a later process must know of an Asterisk that goes on running; 0600, for it holds the passwords. */
export interface Record extends AsteriskAccess {
  pid: number
  profile: Profile
  version: string
  sipPort: number
  httpPort: number
  amiPort: number
  instance: Instance
}

const path = (folder: string) => join(folder, 'running.json')

export function writeRecord(folder: string, record: Record): void {
  writeFileSync(path(folder), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
}

/** The record of the Asterisk that runs in this folder, or null. One of a process that is gone is removed. */
export function readRecord(folder: string): Record | null {
  if (!existsSync(path(folder))) return null
  try {
    const record = JSON.parse(readFileSync(path(folder), 'utf8')) as Record
    if (isOurs(record.pid, record.instance.conf)) return record
  } catch {
    // written by half when the machine stopped: as good as none
  }
  rmSync(path(folder), { force: true })
  return null
}
