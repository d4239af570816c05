import { nextLocalHour } from './local-day.ts'
import type { Clock, Log } from './ports.ts'
import type { ChainCheck, LedgerTip, Reads } from './store.ts'

/** What is known of the ledger's chain. */
export interface LedgerState {
  /** The last row that was found to hold; 0: none yet. */
  readonly checkedTo: number
  /** The first row that is missing or does not fit its hash. */
  readonly brokenAt: number | null
  /** null: not yet checked to its end since the start. */
  readonly intact: boolean | null
}

/** The state before the first check. */
export const unchecked: LedgerState = { checkedTo: 0, brokenAt: null, intact: null }

/** Figures are not signed, because the ledger they come from does not verify from `row` on. */
export class LedgerBroken extends Error {
  readonly code = 'ledger_broken'
  readonly row: number

  constructor(row: number) {
    super(`The ledger does not verify from row ${row} on: nothing is signed.`)
    this.name = 'LedgerBroken'
    this.row = row
  }
}

/** Watches over the chain of the ledger, away from the path of calls. */
export interface LedgerCheck {
  state(): LedgerState
  /** Checks the whole ledger in the background, and what came since then every night. */
  start(): void
  /** Checks what was not checked yet, to the present end. Rejects as reads do. */
  check(): Promise<LedgerState>
  /** The place up to which figures may be signed, all of it checked now. Rejects with `LedgerBroken`, or as reads do. */
  signable(): Promise<LedgerTip | null>
  stop(): void
}

export interface LedgerCheckParts {
  readonly reads: Pick<Reads, 'checkChain'>
  readonly clock: Clock
  /** The city's zone, such as `Asia/Shanghai`. */
  readonly zone: string
  readonly log: Log
  /** Rows at a time: their hashing is a fraction of a millisecond. */
  readonly pageSize?: number
  /** The shortest rest between two pages, in ms; a page that took long is followed by three times as long a rest: calls go first. */
  readonly pauseMs?: number
}

/** The hour of the city's day at which fewest people call. */
const quietHour = 3

/** The wait after a check that could not be made, in ms. */
const retryMs = 60_000

/** Makes the watch; nothing is checked before `start`, `check` or `signable`. */
export const createLedgerCheck = (parts: LedgerCheckParts): LedgerCheck => {
  const { reads, clock, zone, log, pageSize = 200, pauseMs = 5 } = parts
  let known: LedgerTip | null = null
  let state = unchecked
  let last: Promise<unknown> = Promise.resolve()
  let cancel = () => {}
  let stopped = false

  /** Checks from a place to the end, or to the first row that does not hold. */
  const walk = async (from: LedgerTip | null): Promise<ChainCheck> => {
    for (let at = from; ; ) {
      const begin = clock.now()
      const page = await reads.checkChain(at, pageSize)
      if (page.brokenAt !== null || !page.more || stopped) return page
      at = page.checkedTo
      const rest = Math.max(pauseMs, 3 * (clock.now() - begin))
      if (pauseMs > 0) await new Promise<void>(resolve => void clock.at(clock.now() + rest, resolve))
    }
  }

  /** A row that held before and is not the same any more: where the ledger was changed, or else where it was cut off. */
  const changedBefore = async (place: LedgerTip): Promise<number> => (await walk(null)).brokenAt ?? place.seq

  const run = async (): Promise<LedgerState> => {
    const begin = known
    const { checkedTo, brokenAt } = await walk(begin)
    if (stopped) return state
    if (begin && brokenAt === begin.seq) found({ ...state, brokenAt: await changedBefore(begin), intact: false })
    else {
      known = checkedTo.seq === 0 ? null : checkedTo
      found({ checkedTo: checkedTo.seq, brokenAt, intact: brokenAt === null })
    }
    return state
  }

  const found = (next: LedgerState): void => {
    const { brokenAt, checkedTo } = next
    if (brokenAt === null) log.info({ checkedTo }, 'the ledger verifies')
    else
      log.error(
        { code: 'ledger_broken', row: brokenAt, checkedTo },
        `the ledger does not verify from row ${brokenAt} on: figures are not signed, calls go on`,
      )
    state = next
  }

  const check = (): Promise<LedgerState> => {
    const mine = last.then(run, run)
    last = mine
    return mine
  }

  const nightly = (): void => {
    cancel()
    check()
      .then(() => nextLocalHour(clock.now(), zone, quietHour))
      .catch((error: unknown) => {
        if (!stopped) log.warn({ err: error }, 'the ledger could not be checked')
        return clock.now() + retryMs
      })
      .then(next => {
        if (!stopped) cancel = clock.at(next, nightly)
      })
  }

  return {
    state: () => state,
    start: nightly,
    check,
    async signable() {
      const { brokenAt } = await check()
      if (brokenAt !== null) throw new LedgerBroken(brokenAt)
      return known
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
