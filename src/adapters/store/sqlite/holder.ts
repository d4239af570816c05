import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'

/*
 * The lock on a database file is free as soon as its holder is dead. One that hangs keeps it: so the holder beats into a side file
 * from its main thread, and a standby that sees the beat stand still ends it, which is the surest fence on one machine.
 */

/** How often the holder beats, ms. */
const beatMs = 500

/** How often a standby looks, ms, and how many looks without a new beat mean that the holder hangs: 3 s. */
export const lookMs = 50
const stillLooks = 60

/** Every beat has this length, so that it is written over the one before and needs no space on a full disk. */
const beatLength = 96

interface Beat {
  readonly pid: number
  readonly started: string
  readonly beat: number
}

const holderFile = (path: string): string => `${path}.holder`

/** When this process began, in the kernel's own count, null when it is gone: a process id alone may be another's by now. */
export const processStart = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** Beats for this process as the holder of the database at `path`; the returned function ends it. */
export const beatAsHolder = (path: string): (() => void) => {
  const started = processStart(process.pid)
  if (started === null) return () => {}
  const remove = () => rmSync(holderFile(path), { force: true })
  let beat = 0
  const write = () => {
    beat += 1
    const text = JSON.stringify({ pid: process.pid, started, beat } satisfies Beat).padEnd(beatLength)
    try {
      const file = openSync(holderFile(path), beat === 1 ? 'w' : 'r+', 0o600)
      try {
        writeSync(file, text, 0)
      } finally {
        closeSync(file)
      }
    } catch {
      // without a file nobody is ended: a beat that stands still because it cannot be written would kill a healthy holder
      beat = 0
      try {
        remove()
      } catch {}
    }
  }
  write()
  const timer = setInterval(write, beatMs).unref()
  return () => {
    clearInterval(timer)
    remove()
  }
}

/** What a look at the holder found; told once for each change. */
export type HolderNews =
  | 'no holder can be read'
  | 'the holder is another process by now'
  | 'the holder hung and was ended'

/**
 * Looks after the holder of a locked database; call the returned function every `lookMs`. One whose beat stood still for 3 s of looks
 * is ended with SIGKILL, if it is verified to be the process that beat. Time is counted in looks, so that a machine that slept
 * ends nobody.
 */
export const watchHolder = (
  path: string,
  tell: (news: HolderNews, pid: number | null) => void,
  end: (pid: number) => void = pid => process.kill(pid, 'SIGKILL'),
): (() => void) => {
  let last = ''
  let still = 0
  let told: HolderNews | null = null
  const news = (what: HolderNews, pid: number | null) => {
    if (told !== what) tell(what, pid)
    told = what
  }
  return () => {
    const text = readText(holderFile(path))
    still = text === last ? still + 1 : 0
    last = text
    if (still < stillLooks) return
    still = 0
    const holder = parseBeat(text)
    if (holder === null) return news('no holder can be read', null)
    const { pid, started } = holder
    if (pid === process.pid || processStart(pid) !== started) return news('the holder is another process by now', pid)
    try {
      end(pid)
      news('the holder hung and was ended', pid)
    } catch {
      // gone in this moment, or another user's: the lock tells which
    }
  }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').slice(0, beatLength * 2)
  } catch {
    return ''
  }
}

const parseBeat = (text: string): Beat | null => {
  try {
    const { pid, started, beat } = JSON.parse(text) as Record<string, unknown>
    const whole = typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 1
    return whole && typeof started === 'string' && /^\d+$/.test(started) && typeof beat === 'number'
      ? { pid, started, beat }
      : null
  } catch {
    return null
  }
}
