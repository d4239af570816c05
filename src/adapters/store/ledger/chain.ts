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
