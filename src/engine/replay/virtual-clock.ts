import type { Clock } from '../ports.ts'

/** A clock that stands still until it is told to go on; jobs run in the order of their instants, then of their making. */
export interface VirtualClock extends Clock {
  /** Runs the next job; false when there is none. Microtasks that a job starts are the caller's to await. */
  next(): boolean
  readonly pending: number
}

interface Job {
  readonly at: number
  readonly n: number
  readonly run: () => void
  cancelled: boolean
}

const before = (a: Job, b: Job): boolean => a.at < b.at || (a.at === b.at && a.n < b.n)

/** A virtual clock that starts at `start` (UTC ms). */
export const virtualClock = (start: number): VirtualClock => {
  const heap: Job[] = []
  let now = start
  let made = 0

  const push = (job: Job) => {
    let i = heap.push(job) - 1
    for (;;) {
      const parent = (i - 1) >> 1
      const above = heap[parent]
      if (i === 0 || !above || !before(job, above)) break
      heap[i] = above
      i = parent
    }
    heap[i] = job
  }

  const pop = (): Job | undefined => {
    const top = heap[0]
    const last = heap.pop()
    if (!top || !last || heap.length === 0) return top
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      const right = heap[child + 1]
      let smaller = heap[child]
      if (right && smaller && before(right, smaller)) {
        child += 1
        smaller = right
      }
      if (!smaller || !before(smaller, last)) break
      heap[i] = smaller
      i = child
    }
    heap[i] = last
    return top
  }

  return {
    now: () => now,
    at: (instant, run) => {
      made += 1
      const job: Job = { at: Math.max(Math.ceil(instant), now), n: made, run, cancelled: false }
      push(job)
      return () => {
        job.cancelled = true
      }
    },
    next: () => {
      for (let job = pop(); job; job = pop()) {
        if (job.cancelled) continue
        now = job.at
        job.run()
        return true
      }
      return false
    },
    get pending() {
      return heap.length
    },
  }
}
