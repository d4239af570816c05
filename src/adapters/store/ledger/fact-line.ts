import type { Fact } from '../../../domain/fact.ts'
import { StoreError } from '../store-error.ts'
import type { Tip } from './chain.ts'
import type { Sealed } from './seal.ts'

/** The database as the line of facts needs it. */
export interface LedgerWriter {
  /** The end of the ledger as it is durable now. */
  tip(): Promise<Tip>
  /** Makes all of it durable in one transaction, or throws; then the outcome may be in doubt. */
  write(sealed: Sealed): Promise<void>
  /** Whether trying again may help: the disk is full, the database busy or away. Anything else is a bug. */
  mayPass(error: unknown): boolean
}

/** What went wrong, in plain data that can cross threads. `facts`: kinds and call ids of the first facts concerned. */
export interface Trouble {
  readonly code: string
  readonly message: string
  readonly facts: readonly string[]
}

/** What the line tells its owner; batches are told in the order they were added. */
export interface LineEvents {
  /** The oldest `count` batches are durable. */
  durable(count: number): void
  /** A commit failed and is tried again. */
  trouble(trouble: Trouble): void
  /** Nothing is written any more; no batch that was not told durable is known to be. */
  stopped(trouble: Trouble): void
}

/** How the line works: how long it waits after a failed commit, and what it awaits before the first batch after a rest. */
export interface LineOptions {
  readonly retryMs: number
  readonly gather?: () => Promise<unknown>
}

/** Most facts in one transaction. */
const batchLimit = 1000

/**
 * Writes batches of facts in the order they are added, many in one transaction. A batch stays first until it is durable.
 * After a failed commit the end of the ledger is read before anything is tried again: a commit whose answer was lost is not
 * written twice, and one that went missing after it was acknowledged stops the line.
 */
export const factLine = (
  start: Tip,
  seal: (tip: Tip, facts: readonly Fact[]) => Sealed,
  writer: LedgerWriter,
  events: LineEvents,
  { retryMs, gather }: LineOptions,
): { add(facts: readonly Fact[]): void } => {
  let line: (readonly Fact[])[] = []
  let tip = start
  let state: 'resting' | 'running' | 'stopped' = 'resting'

  const writeBatch = async (facts: readonly Fact[]): Promise<void> => {
    const sealed = seal(tip, facts)
    for (let tries = 0; ; tries += 1) {
      try {
        if (tries === 0 || !(await isDurable(sealed))) await writer.write(sealed)
        tip = sealed.tip
        return
      } catch (error) {
        // A commit that was cut off may have become durable only after the ledger's end was read: then the second one clashes.
        const mayHaveClashed = tries > 0 && !(error instanceof StoreError)
        if (!writer.mayPass(error) && !(mayHaveClashed && (await isDurable(sealed)))) throw error
        events.trouble(troubleOf(error, facts))
        await new Promise(resolve => setTimeout(resolve, retryMs))
      }
    }
  }

  const isDurable = async (sealed: Sealed): Promise<boolean> => {
    const found = await writer.tip()
    if (found.hash === tip.hash) return false
    if (found.hash === sealed.tip.hash) return true
    const why = found.seq < tip.seq ? 'lost acknowledged facts' : 'was written by another program'
    throw new StoreError('store_stopped', `The ledger ${why}: it ends at ${found.seq}, expected ${tip.seq}.`)
  }

  const run = async (): Promise<void> => {
    state = 'running'
    await gather?.()
    while (line.length > 0) {
      const count = countUpTo(line, batchLimit)
      const facts = line.slice(0, count).flat()
      try {
        await writeBatch(facts)
      } catch (error) {
        state = 'stopped'
        line = []
        return events.stopped(troubleOf(error, facts))
      }
      line = line.slice(count)
      events.durable(count)
    }
    state = 'resting'
  }

  return {
    add(facts) {
      if (state === 'stopped') return
      line.push(facts)
      if (state === 'resting') void run()
    },
  }
}

/** How many batches from the front hold at most `limit` facts; at least one. */
const countUpTo = (line: readonly (readonly Fact[])[], limit: number): number => {
  let facts = 0
  let count = 0
  for (const batch of line) {
    facts += batch.length
    if (count > 0 && facts > limit) break
    count += 1
  }
  return count
}

/** An error as plain data. */
export const troubleOf = (error: unknown, facts: readonly Fact[] = []): Trouble => ({
  code: error instanceof Error && 'code' in error ? String(error.code) : 'unexpected',
  message: error instanceof Error ? error.message : String(error),
  facts: facts.slice(0, 20).map(fact => ('callId' in fact ? `${fact.kind} ${fact.callId ?? ''}` : fact.kind).trim()),
})
