import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Fault } from '../faults.ts'
import { last, pickMs } from './pick.ts'

/** The disk of the server's data has no room for a while. */
export const diskFull: Fault = {
  impossible: ({ ownDisk }) => (ownDisk ? null : 'no small disk may be mounted here'),
  run: async ({ dataFolder }, random) => {
    const ms = pickMs(random, 1_000, 5_000)
    const ballast = join(dataFolder, 'ballast')
    try {
      fill(ballast)
      await last(ms)
    } finally {
      rmSync(ballast, { force: true })
    }
    return `for ${ms} ms, ${Math.round(roomOf(dataFolder) / 1024)} KiB free afterwards`
  },
}

const roomOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Writes until there is no room for another byte. */
const fill = (path: string): void => {
  const file = openSync(path, 'w')
  try {
    for (let block = Buffer.alloc(1 << 20); block.length > 0; ) {
      try {
        writeSync(file, block)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        block = block.subarray(0, block.length >> 1)
      }
    }
  } finally {
    closeSync(file)
  }
}

/** Somebody else holds the database and does not let go. */
export const storeLock: Fault = {
  run: async ({ database }, random) => {
    const ms = pickMs(random, 1_000, 5_000)
    const other = new Sqlite(database, { timeout: 2_000 })
    try {
      other.exec('begin exclusive')
      await last(ms)
      other.exec('rollback')
    } finally {
      other.close()
    }
    return `for ${ms} ms`
  },
}
