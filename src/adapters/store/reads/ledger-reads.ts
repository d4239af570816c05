import type { Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { asc, desc, eq, gt } from '../drizzle.ts'
import { checkRows, noFacts, type Tip } from '../ledger/chain.ts'

/** Rows of the ledger that are checked at a time: about a millisecond of hashing. */
const pageSize = 500

/** The ledger itself. */
export const ledgerReads = ({ db, tables: { facts } }: Builder): Pick<Reads, 'tip' | 'verifyChain'> => {
  const hashAt = async (seq: number): Promise<Tip | null> =>
    (await db.select({ seq: facts.seq, hash: facts.hash }).from(facts).where(eq(facts.seq, seq)))[0] ?? null

  return {
    async tip() {
      const last = db.select({ seq: facts.seq, hash: facts.hash }).from(facts).orderBy(desc(facts.seq)).limit(1)
      return (await last)[0] ?? null
    },
    async verifyChain(fromSeq) {
      const before = fromSeq <= 1 ? noFacts : await hashAt(fromSeq - 1)
      if (!before) return { brokenAt: fromSeq - 1 }
      for (let tip = before; ; ) {
        const rows = await db.select().from(facts).where(gt(facts.seq, tip.seq)).orderBy(asc(facts.seq)).limit(pageSize)
        const checked = checkRows(tip, rows)
        if ('brokenAt' in checked) return checked
        if (rows.length < pageSize) return null
        tip = checked
      }
    },
  }
}
