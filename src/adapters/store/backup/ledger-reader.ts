import { Pool } from 'pg'
import type { LedgerTip } from '../../../engine/store.ts'
import { builder, type Execute } from '../db.ts'
import type { SealedRow } from '../ledger/chain.ts'
import { asker, clientConfig, onOne } from '../postgres/clients.ts'
import { type LedgerReads, ledgerReads, type PageOfLedger } from '../reads/ledger-reads.ts'
import { runner } from '../sqlite/run.ts'
import { openToRead } from './sqlite-copy.ts'

/** A ledger that is read to be checked. */
export interface LedgerReader {
  readonly reads: LedgerReads
  /** The hash of the row of this sequence; null: there is none. */
  hashAt(seq: number): Promise<string | null>
  close(): Promise<unknown>
}

const ledger = (dialect: 'sqlite' | 'postgres', execute: Execute, close: () => Promise<unknown>): LedgerReader => ({
  reads: ledgerReads(builder(dialect, execute), pageBy(dialect, execute)),
  async hashAt(seq) {
    const placeholder = dialect === 'sqlite' ? '?' : '$1'
    const [row] = await execute(`select hash from facts where seq = ${placeholder}`, [seq])
    return row === undefined ? null : String(row[0])
  },
  close,
})

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

/** Opens a ledger beside the hotline. Throws `not_found`, `not_a_database`; a PostgreSQL that is away is seen at the first question. */
export const openLedger = (database: string): LedgerReader => {
  if (database.startsWith('sqlite:')) {
    const file = openToRead(database.slice('sqlite:'.length))
    const run = runner(file)
    return ledger(
      'sqlite',
      async (sql, params) => run({ sql, params }),
      async () => file.close(),
    )
  }
  const pool = new Pool({ ...clientConfig(database), application_name: 'yihao-verify', max: 1, query_timeout: 120_000 })
  pool.on('error', () => {})
  const ask = asker()
  const execute: Execute = async (sql, params) => (await onOne(pool, client => ask(client, { sql, params }))).rows
  return ledger('postgres', execute, () => pool.end())
}

/** What a check of a ledger, or of a part of it, found. */
export interface Verified {
  /** The last row that holds; null where none was checked. */
  readonly checkedTo: LedgerTip | null
  /** The first row that does not; null: all hold. */
  readonly brokenAt: number | null
}

const pageSize = 10_000

/** Checks the rows behind `after` (null: from the first one on) up to the row `to`; null: to the end. */
export const verifyRows = async (
  { reads }: Pick<LedgerReader, 'reads'>,
  after: LedgerTip | null,
  to: number | null,
): Promise<Verified> => {
  let last = after
  for (;;) {
    const left = to === null ? pageSize : to - (last?.seq ?? 0)
    const { checkedTo, brokenAt, more } = await reads.checkChain(last, Math.min(pageSize, left))
    if (brokenAt !== null) return { checkedTo, brokenAt }
    if (!more || (to !== null && checkedTo.seq >= to)) return { checkedTo, brokenAt: null }
    last = checkedTo
  }
}
