import type { Fact } from '../../domain/fact.ts'
import { dueOf, reviewWaitMs } from '../../domain/knowledge/article-step.ts'
import type { Clock, Log } from '../ports.ts'
import type { Reads } from '../store.ts'

/** Expires articles at their instant and books what their owners are to be reminded of. */
export interface ArticleSweep {
  start(): void
  /** What is due may have changed: it is looked again. Returns at once. */
  look(): void
  stop(): void
}

export interface ArticleSweepParts {
  readonly reads: Pick<Reads, 'dueArticles'>
  readonly clock: Clock
  readonly log: Log
  /** Whether the store takes facts and can be read behind them. */
  healthy(): boolean
  book(facts: readonly Fact[]): Promise<void>
  /** Called after facts were booked. */
  readonly booked: () => void
}

/** No alarm is set further ahead: clocks are put right, and timers have a longest time. */
const longestMs = 3_600_000
const againMs = 60_000
const atATime = 200

/** Looks at the instant at which the next article is due, after each change, and each hour. A look that fails is made again after a minute. */
export const createArticleSweep = (parts: ArticleSweepParts): ArticleSweep => {
  const { reads, clock, log } = parts
  let cancel = () => {}
  let running = false
  let again = false
  let stopped = true

  const once = async (): Promise<number> => {
    const now = clock.now()
    if (!parts.healthy()) return now + againMs
    const { articles, next } = await reads.dueArticles(now, reviewWaitMs, atATime)
    for (const article of articles) {
      const { submittedAt, remindedAt } = article
      const due = dueOf(article, { now, waitsSince: submittedAt, reminded: remindedAt !== null })
      if (due.length === 0) continue
      await parts.book(due.map(fact => ({ at: now, received: now, ...fact })))
      parts.booked()
    }
    if (articles.length >= atATime) return now
    return Math.min(next ?? Number.POSITIVE_INFINITY, now + longestMs)
  }

  const run = async (): Promise<void> => {
    if (running) {
      again = true
      return
    }
    running = true
    cancel()
    let at = clock.now() + againMs
    try {
      at = await once()
    } catch (error) {
      log.error({ err: error }, 'articles that are due could not be looked after; tried again in a minute')
    }
    running = false
    if (stopped) return
    if (again) at = clock.now()
    again = false
    cancel = clock.at(at, () => void run())
  }

  return {
    start: () => {
      stopped = false
      void run()
    },
    look: () => {
      if (!stopped) void run()
    },
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
