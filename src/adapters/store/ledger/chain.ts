import { hash } from 'node:crypto'
import type { FactRow } from './fact-row.ts'

/** The end of the ledger: the last sequence and its hash. */
export interface Tip {
  readonly seq: number
  readonly hash: string
}

/** The end of a ledger without facts. */
export const noFacts: Tip = { seq: 0, hash: '' }

/** SHA-256 in hex over the hash before and all columns of a row, so that no fact can be changed, moved or taken out unseen. */
export const chainHash = (previous: string, seq: number, row: FactRow): string =>
  hash(
    'sha256',
    `${previous}\n${seq}\n${row.at}\n${row.received}\n${row.kind}\n${JSON.stringify(row.callId)}\n${JSON.stringify(row.agentId)}\n${row.body}`,
  )

/** A row of the ledger. */
export interface SealedRow extends FactRow, Tip {}

/**
 * Checks rows that follow `tip`, in order; gives the new tip, or the sequence of the first row that is missing or does not
 * fit its hash, with the tip before it.
 */
export const checkRows = (
  tip: Tip,
  rows: Iterable<SealedRow>,
): Tip | { readonly brokenAt: number; readonly before: Tip } => {
  let last = tip
  for (const row of rows) {
    const seq = last.seq + 1
    if (row.seq !== seq || row.hash !== chainHash(last.hash, seq, row)) return { brokenAt: seq, before: last }
    last = { seq, hash: row.hash }
  }
  return last
}
