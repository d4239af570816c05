import type { Fact } from '../../../domain/fact.ts'
import { fill, type Query } from '../query.ts'
import { chainHash, type Tip } from './chain.ts'
import { toFactRow } from './fact-row.ts'
import { project } from './projections.ts'
import type { LedgerTemplates } from './templates.ts'

/** Facts with their places in the ledger: all that one transaction writes, and the tip it leaves. */
export interface Sealed {
  readonly queries: readonly Query[]
  readonly tip: Tip
}

/** Gives facts, in order, their sequence and hash after `tip`, with the rows of their projections. Pure. */
export const sealer =
  (write: LedgerTemplates, zone: string) =>
  (tip: Tip, facts: readonly Fact[]): Sealed => {
    const queries: Query[] = []
    let { seq, hash } = tip
    for (const fact of facts) {
      const row = toFactRow(fact)
      seq += 1
      hash = chainHash(hash, seq, row)
      queries.push(fill(write.fact, { ...row, seq, hash }), ...project(fact, { write, seq, zone }))
    }
    return { queries, tip: { seq, hash } }
  }
