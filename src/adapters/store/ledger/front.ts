import type { Fact } from '../../../domain/fact.ts'
import type { Log } from '../../../engine/ports.ts'
import { StoreError } from '../store-error.ts'
import type { LineEvents, Trouble } from './fact-line.ts'

/** Most facts that may wait in memory for the database; some minutes of the heaviest storm. */
export const waitingLimit = 200_000

/** How often a trouble that stays is logged again, in ms. */
const logEveryMs = 60_000

interface Waiter {
  readonly facts: number
  resolve(): void
  reject(error: Error): void
}

/** The ledger as the engine sees it: promises in front of a line that tells only counts. */
export interface LedgerFront extends LineEvents {
  append(facts: readonly Fact[]): Promise<void>
  /** Resolves when nothing waits any more, or after `withinMs`. */
  settle(withinMs: number): Promise<void>
  /** Refuses everything from now on, and all that waits. */
  refuse(error: StoreError): void
  readonly healthy: boolean
  /** Facts that wait for the database now. */
  readonly waiting: number
  /** Facts refused since the start. */
  readonly refused: number
}

/** Hands batches to `send` and settles their promises as the line tells of them. */
export const ledgerFront = (
  send: (facts: readonly Fact[]) => void,
  log: Log,
  limit: number = waitingLimit,
): LedgerFront => {
  let waiters: Waiter[] = []
  let waiting = 0
  let refused = 0
  let refusal: StoreError | null = null
  let failedCommits = 0
  let loggedAt = Number.NEGATIVE_INFINITY
  let settled: (() => void) | null = null

  const logNowAndThen = (about: object, message: string): void => {
    if (performance.now() - loggedAt < logEveryMs) return
    loggedAt = performance.now()
    log.error(about, message)
  }

  const turnAway = (facts: readonly Fact[], error: StoreError): Promise<never> => {
    refused += facts.length
    logNowAndThen({ code: error.code, waiting, refused }, 'facts are refused by the store')
    return Promise.reject(error)
  }

  const refuse = (error: StoreError): void => {
    refusal ??= error
    const lost = waiters
    waiters = []
    refused += waiting
    waiting = 0
    for (const waiter of lost) waiter.reject(error)
    settled?.()
  }

  return {
    append(facts) {
      if (facts.length === 0) return Promise.resolve()
      if (refusal) return turnAway(facts, refusal)
      if (waiting + facts.length > limit)
        return turnAway(facts, new StoreError('line_full', `${waiting} facts already wait for the database.`))
      return new Promise((resolve, reject) => {
        waiters.push({ facts: facts.length, resolve, reject })
        waiting += facts.length
        send(facts)
      })
    },
    durable(count) {
      const done = waiters.slice(0, count)
      waiters = waiters.slice(count)
      for (const waiter of done) {
        waiting -= waiter.facts
        waiter.resolve()
      }
      if (failedCommits > 0) {
        log.info({ failedCommits, waiting }, 'the store commits again')
        failedCommits = 0
        loggedAt = Number.NEGATIVE_INFINITY
      }
      if (waiting === 0) settled?.()
    },
    trouble(trouble: Trouble) {
      failedCommits += 1
      logNowAndThen({ ...trouble, failedCommits, waiting }, 'the store cannot commit and tries again')
    },
    stopped(trouble: Trouble) {
      log.error({ ...trouble, waiting }, 'the store has stopped: this is a bug, nothing more is written')
      refuse(new StoreError('store_stopped', `The store has stopped: ${trouble.message}`))
    },
    refuse,
    settle(withinMs) {
      if (waiting === 0) return Promise.resolve()
      return new Promise(resolve => {
        const timer = setTimeout(resolve, withinMs)
        settled = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
    get healthy() {
      return refusal === null && failedCommits === 0
    },
    get waiting() {
      return waiting
    },
    get refused() {
      return refused
    },
  }
}
