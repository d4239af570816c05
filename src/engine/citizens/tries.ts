import type { Clock } from '../ports.ts'

/** Counts tries of strangers within a window of time, each by its key. */
export interface Tries {
  /** Whether this key has none left. */
  used(key: string): boolean
  /** One more. */
  count(key: string): void
}

/** More keys than a day has strangers; beyond it the oldest is forgotten, so that nobody can fill the memory. */
const mostKeys = 50_000

/** `most` tries within `windowMs`, counted from the first; after it the key is free again. */
export const createTries = (most: number, windowMs: number, clock: Pick<Clock, 'now'>): Tries => {
  const counts = new Map<string, { count: number; readonly until: number }>()
  const now = (key: string) => {
    const found = counts.get(key)
    if (found && found.until <= clock.now()) counts.delete(key)
    return counts.get(key)
  }
  return {
    used: key => (now(key)?.count ?? 0) >= most,
    count: key => {
      const found = now(key)
      if (found) found.count += 1
      else counts.set(key, { count: 1, until: clock.now() + windowMs })
      if (counts.size > mostKeys) counts.delete(counts.keys().next().value as string)
    },
  }
}
