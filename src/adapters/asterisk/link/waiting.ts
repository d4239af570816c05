/** The requests that are on their way, each with its deadline. Each ends exactly once. */
export interface Waiting<Result> {
  /** Registers `id`. The promise resolves with what `settle` hands over, or with `onDeadline()` after `withinMs`. */
  add(id: string, withinMs: number, onDeadline: () => Result): Promise<Result>
  /** Ends `id`; false when nobody waits for it: a reply that came late, twice, or unasked. */
  settle(id: string, result: Result): boolean
  has(id: string): boolean
  /** Ends all of them at once. */
  endAll(result: Result): void
  readonly size: number
}

export function createWaiting<Result>(): Waiting<Result> {
  const entries = new Map<string, { resolve(result: Result): void; timer: NodeJS.Timeout }>()

  function settle(id: string, result: Result): boolean {
    const entry = entries.get(id)
    if (entry === undefined) return false
    entries.delete(id)
    clearTimeout(entry.timer)
    entry.resolve(result)
    return true
  }

  return {
    add(id, withinMs, onDeadline) {
      return new Promise(resolve => {
        const timer = afterReading(withinMs, () => {
          if (entries.has(id)) settle(id, onDeadline())
        })
        entries.set(id, { resolve, timer })
      })
    },
    settle,
    has: id => entries.has(id),
    endAll(result) {
      for (const id of [...entries.keys()]) settle(id, result)
    },
    get size() {
      return entries.size
    },
  }
}

/**
 * A timer for a deadline on something that is read from a socket. When this process itself was held up, the timer
 * is due before the socket has been read: setImmediate lets the reading go first, so that the peer is not blamed
 * for our own delay.
 */
export function afterReading(ms: number, run: () => void): NodeJS.Timeout {
  return setTimeout(() => setImmediate(run), ms)
}
