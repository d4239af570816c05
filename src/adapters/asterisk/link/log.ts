/** What the clients write their log to: the shape of pino, first the facts, then the sentence. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Writes nothing: for a client that was given no log. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

/**
 * Runs a handler that belongs to somebody else. What it throws, or rejects with, is logged and goes no further,
 * so that a fault in a handler can never end the socket that called it.
 */
export function callHandler(log: Log, name: string, run: () => void | Promise<void>): void {
  const report = (error: unknown) => log.error({ err: error, handler: name }, 'a handler failed')
  try {
    const done = run()
    if (done instanceof Promise) done.catch(report)
  } catch (error) {
    report(error)
  }
}

/** True for 1, 2, 4, 8 …: a fault that repeats is logged at these counts, and cannot flood the log. */
export function worthLogging(count: number): boolean {
  return count > 0 && (count & (count - 1)) === 0
}
