import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const data = join(import.meta.dirname, '..', '..', 'data')

/**
 * A new folder for one run, on the project's own disk: the store must lie on a real one, which the system's folder for temporary
 * files need not be. What a run left behind that was killed is removed.
 */
export const makeBenchFolder = (): string => {
  mkdirSync(data, { recursive: true })
  for (const name of readdirSync(data)) {
    const owner = /^bench-(\d+)-/.exec(name)?.[1]
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) rmSync(join(data, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(data, `bench-${process.pid}-`))
}
