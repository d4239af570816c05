import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { LedgerTip } from '../../../engine/store.ts'
import { BackupError, backupError } from './backup-error.ts'
import { openLedger, type Verified, verifyRows } from './ledger-reader.ts'

export type { Verified }

/** Rows behind `after` up to `to`, or to the end. */
export interface PartToVerify {
  readonly database: string
  readonly after: number
  readonly to: number | null
}

export type PartAnswer = { readonly found: Verified } | { readonly failed: Error }

/** How a ledger is divided. */
export interface PartPlan {
  /** A part is worth its thread from so many rows on. */
  readonly rowsOfPart: number
  readonly mostParts: number
}

const usualPlan: PartPlan = { rowsOfPart: 50_000, mostParts: Math.min(4, availableParallelism()) }

/**
 * Checks the chain of a ledger from row `from` on, also while the hotline writes to it, and, where `known` is given, that the row
 * of that sequence still has that hash: a cut-off or rewritten ledger may hold in itself. A long one is checked in parts at once: each begins with the hash that stands in the row before it, and that row is
 * the last of the part before, so that all hold together or not. Throws `not_found`, `not_a_database`, `database_unavailable`.
 */
export const verifyLedger = async (
  database: string,
  from: number,
  known: LedgerTip | null,
  plan: PartPlan = usualPlan,
): Promise<Verified> => {
  const ledger = openLedger(database)
  try {
    const { reads, hashAt } = ledger
    if (known && known.seq > 0 && (await hashAt(known.seq)) !== known.hash)
      return { checkedTo: null, brokenAt: known.seq }
    let first: LedgerTip | null = null
    if (from > 1) {
      const hash = await hashAt(from - 1)
      if (hash === null) throw new BackupError('not_found', `The ledger has no row ${from - 1}.`)
      first = { seq: from - 1, hash }
    }
    const end = (await reads.tip())?.seq ?? 0
    const [own, ...others] = partsOf(from - 1, end, plan)
    const beside = others.map(part => verifyBeside({ database, ...part }))
    // each failure is heard, also where our own part fails first
    for (const each of beside) each.catch(() => {})
    const mine = await verifyRows(ledger, first, own?.to ?? null)
    return firstBroken([mine, ...(await Promise.all(beside))])
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    if (database.startsWith('sqlite:') || cause instanceof BackupError) throw backupError(cause, 'the ledger')
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BackupError('database_unavailable', `The database cannot be read: ${why}.`, { cause })
  } finally {
    await ledger.close()
  }
}

/** Parts of about one length; the last one goes to the end, whatever is written meanwhile. */
export const partsOf = (
  after: number,
  end: number,
  { rowsOfPart, mostParts }: PartPlan,
): readonly Omit<PartToVerify, 'database'>[] => {
  const rows = Math.max(0, end - after)
  const count = Math.max(1, Math.min(mostParts, Math.floor(rows / rowsOfPart)))
  const bounds = Array.from({ length: count }, (_, index) => after + Math.floor((rows * index) / count))
  return bounds.map((begin, index) => ({ after: begin, to: bounds[index + 1] ?? null }))
}

/** Of parts in their order: up to where all hold, or the first row that does not. */
const firstBroken = (parts: readonly Verified[]): Verified =>
  parts.find(({ brokenAt }) => brokenAt !== null) ?? parts.at(-1) ?? { checkedTo: null, brokenAt: null }

const verifyBeside = (part: PartToVerify): Promise<Verified> => {
  const thread = new Worker(new URL('./verify-thread.ts', import.meta.url), { workerData: part })
  return new Promise<Verified>((resolve, reject) => {
    thread.once('message', (answer: PartAnswer) => {
      if ('failed' in answer) reject(answer.failed)
      else resolve(answer.found)
    })
    thread.once('error', reject)
    thread.once('exit', code => reject(new Error(`a thread that checks the ledger ended with ${code}`)))
  })
}
