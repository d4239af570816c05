import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const A_DAY = 24 * 3600_000

/**
 * Where fetched programs are kept: `$XDG_CACHE_HOME/yihao`, else `~/.cache/yihao`. Root's home is closed to others, yet
 * PostgreSQL and Chromium must run as an ordinary user, so root uses /var/cache/yihao.
 */
export function cacheFolder(env = process.env) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'yihao')
  if (process.getuid?.() === 0) return '/var/cache/yihao'
  return join(env.HOME ?? homedir(), '.cache', 'yihao')
}

/**
 * Makes a folder of the cache whole or not at all: `fill` works in a private folder beside it, which is renamed at the
 * end. When two do it at once the first to finish wins and the other's copy is thrown away; both find the same folder.
 * @param {string} cache
 * @param {(folder: string) => Promise<string>} fill  gets the private folder, gives the name it shall have in the cache
 */
export async function makeOnce(cache, fill) {
  mkdirSync(cache, { recursive: true })
  removeLeftovers(cache)
  const partial = privateFolder(cache)
  const undo = () => rmSync(partial, { recursive: true, force: true })
  const onSignal = () => {
    undo()
    process.exit(130)
  }
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    const final = join(cache, await fill(partial))
    if (!existsSync(final)) renameUnlessThere(partial, final)
    return final
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    undo()
  }
}

/** A new folder of the cache, of this process alone. Its name says when it was made: unpacking resets its times. */
export function privateFolder(cache) {
  const folder = join(cache, `.partial-${Date.now()}-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

function renameUnlessThere(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
}

/** A set-up that was killed leaves its private folder behind. */
function removeLeftovers(cache) {
  for (const name of readdirSync(cache)) {
    const made = /^\.partial-(\d+)-/.exec(name)?.[1]
    if (made && Date.now() - Number(made) > A_DAY) rmSync(join(cache, name), { recursive: true, force: true })
  }
}
