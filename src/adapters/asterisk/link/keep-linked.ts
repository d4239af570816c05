import { createBackOff, type Retry } from './back-off.ts'

/** One connection from its first packet to its last. */
export interface Attempt {
  /** Ends it now. `ended` of its report is called once its socket is closed. */
  cut(reason: string): void
}

/** What an attempt tells about itself: `up` at most once, `ended` exactly once, as the last thing. */
export interface AttemptReport {
  up(): void
  ended(reason: string): void
}

export interface LinkOptions {
  retry: Retry
  /** Starts an attempt; `attempt` counts them from 1. */
  open(attempt: number, report: AttemptReport): Attempt
  /** Called when a connection that was up has ended, and when an attempt fails for a reason other than the last one. */
  onDown(reason: string): void
  /** Reasons after which the next attempt waits at least so many milliseconds. */
  restMs?: Readonly<Record<string, number>>
  /** Awaited after each end, with its reason, before the next attempt; while it stays open there is none. */
  beforeReturn?(reason: string): Promise<void>
}

export interface Link {
  readonly up: boolean
  readonly attempts: number
  /** Ends the connection and all further attempts; resolves when the socket is closed. `onDown` is not called for it. */
  close(): Promise<void>
}

/**
 * Keeps one connection alive for ever: after each end it waits (back-off with jitter) and opens the next one. A new
 * one is opened only when the former is closed, so there are never two. The back-off starts again at its first step
 * after a connection that held longer than the longest wait: a peer that accepts and drops at once gets no storm.
 */
export function keepLinked({ retry, open, onDown, restMs = {}, beforeReturn }: LinkOptions): Link {
  const backOff = createBackOff(retry)
  let attempts = 0
  let up = false
  let upSince = 0
  let lastReason: string | null = null
  let current: Attempt | null = null
  let timer: NodeJS.Timeout | null = null
  let closed: (() => void) | null = null

  function attempt(): void {
    timer = null
    attempts += 1
    current = open(attempts, {
      up() {
        up = true
        upSince = performance.now()
        lastReason = null
      },
      ended,
    })
  }

  function ended(reason: string): void {
    const wasUp = up
    up = false
    current = null
    if (closed !== null) {
      closed()
      return
    }
    if (wasUp && performance.now() - upSince > retry.mostMs) backOff.reset()
    const tell = wasUp || reason !== lastReason
    lastReason = reason
    timer = setTimeout(() => again(reason), Math.max(backOff.nextMs(), restMs[reason] ?? 0))
    if (tell) onDown(reason)
  }

  function again(reason: string): void {
    if (!beforeReturn) return attempt()
    void beforeReturn(reason).then(() => {
      if (closed === null) attempt()
    })
  }

  timer = setTimeout(attempt, 0)
  let closing: Promise<void> | null = null
  return {
    get up() {
      return up
    },
    get attempts() {
      return attempts
    },
    close() {
      closing ??= new Promise(resolve => {
        closed = resolve
        up = false
        if (timer !== null) clearTimeout(timer)
        if (current === null) resolve()
        else current.cut('closed_here')
      })
      return closing
    },
  }
}
