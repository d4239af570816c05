import type { LedgerTip } from '../../../engine/store.ts'
import { builder, type Execute } from '../db.ts'
import type { SealedRow } from '../ledger/chain.ts'
import { oneReader } from '../postgres/clients.ts'
import { type LedgerReads, ledgerReads, type PageOfLedger } from '../reads/ledger-reads.ts'
import { runner } from '../sqlite/run.ts'
import { BackupError, backupError } from './backup-error.ts'
import { openToRead } from './sqlite-copy.ts'

/** What a check of a whole ledger found. */
export interface Verified {
  /** The last row that holds; null where none was checked. */
  readonly checkedTo: LedgerTip | null
  /** The first row that does not; null: all hold. */
  readonly brokenAt: number | null
}

const pageSize = 10_000

/**
 * Checks the chain of a ledger from row `from` on, also while the hotline writes to it, and, where `known` is given, that the row
 * of that sequence still has that hash: a cut-off or rewritten ledger may hold in itself. Throws `not_found`, `not_a_database`,
 * `database_unavailable`.
 */
export const verifyLedger = async (database: string, from: number, known: LedgerTip | null): Promise<Verified> => {
  const ledger = open(database)
  try {
    const { reads, hashAt } = ledger
    if (known && known.seq > 0 && (await hashAt(known.seq)) !== known.hash)
      return { checkedTo: null, brokenAt: known.seq }
    let last: LedgerTip | null = null
    if (from > 1) {
      const hash = await hashAt(from - 1)
      if (hash === null) throw new BackupError('not_found', `The ledger has no row ${from - 1}.`)
      last = { seq: from - 1, hash }
    }
    for (;;) {
      const { checkedTo, brokenAt, more } = await reads.checkChain(last, pageSize)
      if (brokenAt !== null || !more) return { checkedTo, brokenAt }
      last = checkedTo
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    if (database.startsWith('sqlite:') || cause instanceof BackupError) throw backupError(cause, 'the ledger')
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BackupError('database_unavailable', `The database cannot be read: ${why}.`, { cause })
  } finally {
    await ledger.close()
  }
}

interface OpenLedger {
  readonly reads: LedgerReads
  hashAt(seq: number): Promise<string | null>
  close(): Promise<unknown>
}

const open = (database: string): OpenLedger => {
  if (database.startsWith('sqlite:')) {
    const file = openToRead(database.slice('sqlite:'.length))
    const run = runner(file)
    return ledger(
      'sqlite',
      async (sql, params) => run({ sql, params }),
      async () => file.close(),
    )
  }
  const { execute, close } = oneReader(database, 'yihao-verify')
  return ledger('postgres', execute, close)
}

/** Rows as they come: a whole ledger is millions, and making objects by the names of columns takes as long as hashing. */
const pageBy =
  (dialect: 'sqlite' | 'postgres', execute: Execute): PageOfLedger =>
  async (from, atMost) => {
    const [first, second] = dialect === 'sqlite' ? ['?', '?'] : ['$1', '$2']
    const sql = `select seq, at, received, kind, call_id, agent_id, body, hash from facts where seq >= ${first} order by seq limit ${second}`
    return (await execute(sql, [from, atMost])).map(
      ([seq, at, received, kind, callId, agentId, body, hash]) =>
        ({ seq, at, received, kind, callId, agentId, body, hash }) as SealedRow,
    )
  }

const ledger = (dialect: 'sqlite' | 'postgres', execute: Execute, close: () => Promise<unknown>): OpenLedger => ({
  reads: ledgerReads(builder(dialect, execute), pageBy(dialect, execute)),
  async hashAt(seq) {
    const placeholder = dialect === 'sqlite' ? '?' : '$1'
    const [row] = await execute(`select hash from facts where seq = ${placeholder}`, [seq])
    return row === undefined ? null : String(row[0])
  },
  close,
})
