import type { Fact } from '../../../domain/fact.ts'
import type { Log } from '../../../engine/ports.ts'
import type { StoreLine } from '../../../engine/store.ts'
import type { Spill } from '../spill/spill-file.ts'
import { StoreError } from '../store-error.ts'
import { type Batch, backlog, type Waiter } from './backlog.ts'
import { defaultBounds, type FrontBounds } from './bounds.ts'
import type { LineEvents, Trouble } from './fact-line.ts'
import { losses } from './losses.ts'

/** How often a trouble that stays is logged again, in ms. */
const logEveryMs = 60_000
/** After a loss facts are taken again only when this share of the memory is free, so that one loss is told once. */
const freeAfterLoss = 0.1
/** Facts that are written to the spill file at a time. */
const groupFacts = 500
/** A spill file that cannot be read back so often in a row is given up. */
const mostReads = 5

/** The ledger as the engine sees it: promises in front of a line that tells only counts. */
export interface LedgerFront extends LineEvents {
  /**
   * Resolves when these facts are durable: in the database, or, while that takes none, in the spill file. When neither can take them,
   * it resolves all the same: they wait in memory, or are lost and counted. Without a spill it waits for the database, and rejects with
   * `line_full` or `store_stopped`. Rejects with `store_closed` after the end.
   */
  append(facts: readonly Fact[]): Promise<void>
  /** From now on facts that the database does not take in time go to `spill`. */
  spillTo(spill: Spill): void
  /** Resolves when all facts taken so far are in the database. */
  caughtUp(): Promise<void>
  /** Resolves when all facts are in the database or the spill file, or after `withinMs`. */
  settle(withinMs: number): Promise<void>
  /** Another server writes this database now: everything is refused from here on, and nothing goes into the spill file any more. */
  fenced(error: StoreError): void
  /** Ends it: refuses everything from now on, and all that waits. */
  close(): Promise<void>
  readonly healthy: boolean
  readonly line: StoreLine
}

/** Hands batches to `send`, which the line writes in order after the sequence `tip`, and settles their promises as it tells of them. */
export const ledgerFront = (
  send: (facts: readonly Fact[]) => void,
  log: Log,
  tip = 0,
  given: Partial<FrontBounds> = {},
): LedgerFront => {
  const bounds = { ...defaultBounds, ...given }
  const waiting = backlog(tip, bounds.handedFacts)
  const lost = losses()
  let spill: Spill | null = null
  /** Facts go to the spill file. */
  let spilling = false
  /** The spill file does not take them: nobody waits for it. */
  let exposed = false
  let stopped: StoreError | null = null
  let closed: StoreError | null = null
  let failedCommits = 0
  /** When each trouble was logged. */
  const logged = new Map<string, number>()
  let filing = false
  let reading = false
  let readFrom = 0
  let failedReads = 0
  let fileUsed = false
  /** Grows when the spill file is given up; whatever was under way with the old one does not count. */
  let files = 0
  let timer: NodeJS.Timeout | null = null
  let settled: (() => void) | null = null
  let readers: { readonly seq: number; resolve(): void }[] = []

  const logNowAndThen = (about: object, message: string): void => {
    if (performance.now() - (logged.get(message) ?? Number.NEGATIVE_INFINITY) < logEveryMs) return
    logged.set(message, performance.now())
    log.error(about, message)
  }
  const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms).unref())
  const fits = (facts: number): boolean => waiting.handedFacts + waiting.heldFacts + facts <= bounds.memoryFacts
  const fitsAfterLoss = (facts: number): boolean => fits(facts + Math.floor(bounds.memoryFacts * freeAfterLoss))

  const settle = (batch: Batch): void => {
    batch.waiter?.resolve()
    batch.waiter = null
  }

  const take = (facts: readonly Fact[], waiter: Waiter | null): void => {
    const batch = waiting.add(facts, waiter, performance.now())
    handOver()
    if (exposed) settle(batch)
    if (spilling) void file()
    watch()
  }

  const handOver = (): void => {
    for (let next = stopped ? null : waiting.next(); next; next = waiting.next()) send(next.facts)
  }

  const turnAway = (facts: readonly Fact[], error: StoreError): Promise<never> => {
    lose(facts, error.code)
    return Promise.reject(error)
  }

  const lose = (facts: readonly Fact[], why: string): void => {
    const times = facts.map(({ received }) => received)
    lost.add(facts.length, Math.min(...times), Math.max(...times))
    logNowAndThen({ why, waiting: waiting.facts, lost: lost.total }, 'facts are lost: nothing can take them')
  }

  const tellLosses = (): void => {
    if (lost.untold === 0 || !spill || closed || !fitsAfterLoss(1)) return
    const told = lost.tell(Date.now())
    if (told) take([told], null)
    logged.clear()
    log.error({ lost: lost.total }, 'facts are taken again; the loss stands in the ledger')
  }

  /** Looks again when the oldest batch has waited for as long as it may. */
  const watch = (): void => {
    if (timer || !spill || closed) return
    const [oldest] = waiting.waiting()
    if (!oldest) return
    const wait = oldest.since + bounds.patienceMs * (spilling ? 4 : 1) - performance.now()
    timer = setTimeout(lookAtOldest, Math.max(5, wait)).unref()
  }
  const lookAtOldest = (): void => {
    timer = null
    const [oldest] = waiting.waiting()
    if (!oldest) return
    const waited = performance.now() - oldest.since
    if (waited >= bounds.patienceMs * 4 && spilling) expose(new Error('the spill file does not answer'))
    if (waited >= bounds.patienceMs) startSpilling()
    watch()
  }

  const startSpilling = (): void => {
    if (!spill || spilling) return
    spilling = true
    log.warn({ waiting: waiting.facts }, 'the store does not keep up: facts go to the spill file, calls go on')
    void file()
  }

  /** Nobody waits for a spill file that does not take facts; they are in memory only. */
  const expose = (error: unknown): void => {
    logNowAndThen({ err: error, waiting: waiting.facts }, 'the spill file takes no facts; they wait in memory')
    exposed = true
    for (const batch of [...waiting.waiting()]) settle(batch)
  }

  const file = async (): Promise<void> => {
    if (filing) return
    filing = true
    while (spill && spilling && !closed) {
      const group = waiting.unfiled(groupFacts)
      if (group.length === 0) break
      const now = files
      try {
        fileUsed = true
        await spill.append(group)
      } catch (error) {
        expose(error)
        await pause(bounds.spillRetryMs)
        continue
      }
      if (now !== files) continue
      exposed = false
      waiting.filed(group)
      for (const batch of group) settle(batch)
      advance()
    }
    filing = false
    advance()
  }

  /** Hands over what the file has, a part at a time. */
  const readBack = async (): Promise<void> => {
    if (reading || !spill) return
    reading = true
    const now = files
    try {
      const { batches, end } = await spill.read(readFrom)
      const taken = waiting.readBack(batches, performance.now(), send)
      if (taken === 'missing') throw new Error('facts are missing in the spill file')
      failedReads = 0
      if (taken === 'all') readFrom = end
    } catch (error) {
      failedReads += 1
      log.error({ err: error, failedReads }, 'the spill file cannot be read')
      if (failedReads >= mostReads && now === files) await giveUpFile(spill)
      else await pause(bounds.spillRetryMs)
    }
    reading = false
    advance()
  }

  const giveUpFile = async (given: Spill): Promise<void> => {
    const { facts, from, until } = waiting.fileLost()
    files += 1
    readFrom = 0
    failedReads = 0
    if (facts > 0) lost.add(facts, from, until)
    readers = readers.map(reader => ({ ...reader, seq: Math.min(reader.seq, waiting.takenTo) }))
    log.error({ facts, lost: lost.total }, 'the spill file is given up and kept aside; its facts are lost')
    await given.setAside('unreadable')
  }

  const tellReaders = (): void => {
    if (readers.length === 0) return
    const ready = readers.filter(({ seq }) => seq <= waiting.durableTo)
    readers = readers.filter(({ seq }) => seq > waiting.durableTo)
    for (const reader of ready) reader.resolve()
  }

  /** Whatever can go on now. */
  const advance = (): void => {
    handOver()
    tellLosses()
    if (waiting.onlyFiled > 0 && !stopped && !closed && waiting.handedFacts <= bounds.handedFacts / 2) void readBack()
    endSpilling()
    if (waiting.facts === 0 || (spilling && waiting.allFiled)) settled?.()
  }

  const endSpilling = (): void => {
    const since = waiting.handedSince
    const keepsUp = since === null || performance.now() - since < bounds.patienceMs
    if (spilling && !stopped && failedCommits === 0 && keepsUp && waiting.onlyFiled + waiting.heldFacts === 0) {
      spilling = false
      exposed = false
      log.info({ waiting: waiting.facts }, 'the store has caught up')
    }
    if (closed || spilling || filing || reading || !fileUsed || !spill || waiting.spilled > 0) return
    fileUsed = false
    readFrom = 0
    spill.empty().catch(error => {
      fileUsed = true
      log.warn({ err: error }, 'the spill file cannot be emptied yet')
    })
  }

  const refuseAll = (error: StoreError): void => {
    const there: readonly Batch[] = [...waiting.waiting()]
    for (const batch of there) {
      batch.waiter?.reject(error)
      batch.waiter = null
    }
  }

  return {
    append(facts) {
      if (facts.length === 0) return Promise.resolve()
      if (closed) return turnAway(facts, closed)
      if (!spill) {
        if (stopped) return turnAway(facts, stopped)
        if (!fits(facts.length))
          return turnAway(facts, new StoreError('line_full', `${waiting.facts} facts already wait for the database.`))
      } else {
        tellLosses()
        if (lost.untold > 0 || !fits(facts.length)) {
          lose(facts, 'the memory is full')
          return Promise.resolve()
        }
      }
      return new Promise((resolve, reject) => take(facts, { resolve, reject }))
    },
    spillTo(to) {
      spill = to
      watch()
    },
    durable(count) {
      for (const batch of waiting.durable(count)) settle(batch)
      tellReaders()
      if (failedCommits > 0) {
        log.info({ failedCommits, waiting: waiting.facts }, 'the store commits again')
        failedCommits = 0
        logged.clear()
      }
      advance()
    },
    trouble(trouble: Trouble) {
      failedCommits += 1
      logNowAndThen({ ...trouble, failedCommits, waiting: waiting.facts }, 'the store cannot commit and tries again')
      startSpilling()
    },
    stopped(trouble: Trouble) {
      log.error(
        { ...trouble, waiting: waiting.facts },
        'the store has stopped: this is a bug; facts are kept in the spill file for the next start',
      )
      stopped = new StoreError('store_stopped', `The store has stopped: ${trouble.message}`)
      if (spill) startSpilling()
      else {
        refuseAll(stopped)
        settled?.()
      }
    },
    fenced(error) {
      log.error({ code: error.code, waiting: waiting.facts }, 'facts are refused: another server has the ledger')
      closed = error
      if (timer) clearTimeout(timer)
      refuseAll(error)
      settled?.()
    },
    caughtUp() {
      if (waiting.facts === 0) return Promise.resolve()
      return new Promise(resolve => readers.push({ seq: waiting.takenTo, resolve }))
    },
    settle(withinMs) {
      if (waiting.facts === 0 || (stopped && !spill) || (spilling && waiting.allFiled)) return Promise.resolve()
      return new Promise(resolve => {
        const end = setTimeout(resolve, withinMs)
        settled = () => {
          clearTimeout(end)
          resolve()
        }
      })
    },
    async close() {
      closed = new StoreError('store_closed', 'The store is closed.')
      if (timer) clearTimeout(timer)
      const inMemoryOnly = waiting.facts - waiting.spilled
      if (inMemoryOnly > 0) log.error({ facts: inMemoryOnly }, 'the store closes before these facts are durable')
      refuseAll(closed)
      if (spill && waiting.facts === 0 && fileUsed) await spill.empty().catch(() => {})
      await spill?.close().catch(() => {})
    },
    get healthy() {
      return stopped === null && closed === null && failedCommits === 0 && !spilling
    },
    get line(): StoreLine {
      const losing = lost.untold > 0 || (spilling && exposed)
      const waits = spilling || failedCommits > 0 || stopped !== null
      return {
        state: losing ? 'losing' : waits ? 'spilling' : 'ok',
        waiting: waiting.facts,
        spilled: waiting.spilled,
        lost: lost.total,
      }
    },
  }
}
