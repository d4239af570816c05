/** What must be ended again, in the reverse order of its start, however the run ends. */
export interface Closers {
  add(close: () => unknown): void
  /** Ends all; one that fails does not keep the others from it. A second call waits for the first. */
  close(): Promise<void>
  /** Whether the end has begun. */
  readonly closing: boolean
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A list that is also run when this process is told to end; it then leaves with 130. */
export const createClosers = (): Closers => {
  const jobs: (() => unknown)[] = []
  let closing: Promise<void> | null = null
  const run = async () => {
    for (let job = jobs.pop(); job; job = jobs.pop()) {
      try {
        await job()
      } catch (error) {
        console.error(error)
      }
    }
  }
  const close = () => {
    closing ??= run()
    return closing
  }
  for (const signal of signals) process.once(signal, () => void close().finally(() => process.exit(130)))
  return {
    add: job => void jobs.push(job),
    close,
    get closing() {
      return closing !== null
    },
  }
}
